import type { Conversation } from '../domain/conversation';
import type { Actor, ConversationEvent } from '../domain/events';
import { can } from '../domain/permissions';
import { displayText, wellFormed } from '../email/displayText';
import type { MessagePlace, WrittenMessage } from '../ports/inbound';
import type { ChannelRef, Discussion, Mailbox, Person } from '../ports/rows';
import type { Tx } from '../ports/store';
import type { App } from './app';
import { record } from './record';

/** By then the pump has found out what a crash left in doubt; if not, this is repeated. */
const RECOGNISED_MS = 5_000;

/** How far the platform's clock and ours may lie apart. */
const CLOCKS_APART_MS = 120_000;

/** Longer ones are cut: a discussion is not a place for files. */
const MAX_TEXT = 20_000;
const MAX_NAME = 120;

/** Records what a person wrote in a card's thread as the conversation's discussion. Harmless when it comes twice. */
export async function discuss(app: App, message: WrittenMessage): Promise<void> {
  await app.store.transaction(async (tx) => {
    const installation = await tx.mailboxes.installationOf(message.platform, message.team);
    if (!installation) return;
    const channel = { installationId: installation.id, channel: message.channel };
    await tx.posts.setChannelState(channel, { lastEventAt: message.at });
    const root = message.thread ? await tx.posts.threadRoot(channel, message.thread) : null;
    const intended = !root && message.thread ? await tx.posts.mayStandSince(channel) : null;
    if (intended) {
      // After a crash a card of ours may stand there that is not recognised yet: looked at again when it is.
      const since = new Date(Date.parse(intended) - CLOCKS_APART_MS).toISOString();
      const notBefore = new Date(app.clock.now().getTime() + RECOGNISED_MS).toISOString();
      return tx.jobs.wake([{ job: 'catchUp', channel, since, notBefore }]);
    }
    // A message of ours, mirrored ones above all, is nobody's: else two cards would repeat each other for ever.
    const ours = await tx.posts.byTs(channel.installationId, channel.channel, message.ts);
    if (ours || message.from.user === installation.botUser) return;
    if (!root || root.gone || root.wantGone) return;
    const locked = await lockWithMailbox(tx, root.conversationId);
    // After the lock: the first delivery may just have committed.
    if (!locked || (await tx.discussions.bySource(channel.installationId, channel.channel, message.ts)))
      return;
    const person = await tx.people.byIdentity(message.from);
    if (root.personId !== null && !(await mayDiscuss(tx, person, locked))) return;
    const id = app.newId();
    const discussion: Discussion = {
      id,
      conversationId: root.conversationId,
      kind: 'message',
      personId: person?.id ?? null,
      authorName: person?.name ?? displayText(message.authorName, MAX_NAME),
      text: kept(message),
      at: message.at,
      editedAt: null,
      deleted: false,
      source: { ...channel, ts: message.ts },
    };
    await record(app, tx, {
      ...locked,
      actor: writer(person?.id),
      events: [{ type: 'discussed', discussionId: id }],
      effects: [],
      notes: [],
      at: app.clock.now().toISOString(),
      attach: () => tx.discussions.insert(discussion),
    });
  });
}

/** The author changed their message in chat; a message that was never recorded is recorded now. */
export async function followEdit(app: App, message: WrittenMessage): Promise<void> {
  const known = await change(app, message, async (tx, discussion) => {
    if (discussion.deleted || discussion.text === kept(message)) return null;
    await tx.discussions.edit(discussion.id, kept(message), app.clock.now().toISOString());
    return { type: 'discussionEdited', discussionId: discussion.id };
  });
  if (!known) await discuss(app, message);
}

/** The message was deleted in chat: its text is no longer shown anywhere; that it was there stays in the history. */
export async function followDeletion(app: App, place: MessagePlace): Promise<void> {
  await change(app, place, async (tx, discussion) => {
    if (discussion.deleted) return null;
    await tx.discussions.markDeleted(discussion.id);
    return { type: 'discussionDeleted', discussionId: discussion.id };
  });
}

/** It was brought back: it is said once more, wherever it stood. */
export async function followRestoring(app: App, message: WrittenMessage): Promise<void> {
  const known = await change(app, message, async (tx, discussion) => {
    if (!discussion.deleted) return null;
    await tx.discussions.restore(discussion.id, kept(message));
    return { type: 'discussed', discussionId: discussion.id };
  });
  if (!known) await discuss(app, message);
}

/** Messages of this time may be missing, and chat would not tell: says so in the history of what is being worked on. */
export async function markGap(app: App, channel: ChannelRef, from: string, until: string): Promise<void> {
  const cards = await app.store.transaction((tx) => tx.posts.cardsIn(channel, MOST_GAPS));
  for (const card of cards) {
    await app.store.transaction(async (tx) => {
      const locked = await lockWithMailbox(tx, card.conversationId);
      // What is missing would have been its activity: what counts is whether there was some before.
      if (!locked || Date.parse(locked.state.lastActivityAt) < Date.parse(from) - LATELY_MS) return;
      if (await isMarked(tx, card.conversationId, from)) return;
      await record(app, tx, {
        ...locked,
        actor: { kind: 'system', id: null },
        events: [{ type: 'discussionGap', from, until }],
        effects: [],
        notes: [],
        at: app.clock.now().toISOString(),
      });
    });
  }
}

/** A gap is marked where people were talking lately, not in every card that ever was. */
const MOST_GAPS = 100;
const LATELY_MS = 7 * 86_400_000;

/** The job that marks may be repeated. */
async function isMarked(tx: Tx, conversationId: string, from: string): Promise<boolean> {
  const history = await tx.history.read<ConversationEvent>({ kind: 'conversation', id: conversationId });
  return history.some(({ event }) => event.type === 'discussionGap' && event.from === from);
}

/** @returns whether the message is a known one. */
async function change(
  app: App,
  place: MessagePlace,
  decide: (tx: Tx, discussion: Discussion) => Promise<ConversationEvent | null>,
): Promise<boolean> {
  return app.store.transaction(async (tx) => {
    const installation = await tx.mailboxes.installationOf(place.platform, place.team);
    if (!installation) return true;
    const found = await tx.discussions.bySource(installation.id, place.channel, place.ts);
    if (!found) return false;
    const locked = await lockWithMailbox(tx, found.conversationId);
    const discussion = await tx.discussions.get(found.id);
    const event = locked && discussion && (await decide(tx, discussion));
    if (!locked || !event) return true;
    await record(app, tx, {
      ...locked,
      actor: writer(found.personId),
      events: [event],
      effects: [],
      notes: [],
      at: app.clock.now().toISOString(),
    });
    return true;
  });
}

/**
 * Who writes in a mailbox's channel is among those who read it. In a direct channel a notice still stands whose
 * conversation this person has lost: an answer to it is nobody's any more.
 */
async function mayDiscuss(
  tx: Tx,
  person: Person | null,
  { state, mailbox }: { state: Conversation; mailbox: Mailbox },
): Promise<boolean> {
  const membership = person && (await tx.people.membership(person.id, mailbox.id));
  return person !== null && can({ kind: 'person', id: person.id }, membership, 'discuss', state, mailbox);
}

function kept({ text }: WrittenMessage): string {
  return wellFormed(text, MAX_TEXT);
}

async function lockWithMailbox(tx: Tx, conversationId: string) {
  const state = await tx.conversations.lock(conversationId);
  const mailbox = state && (await tx.mailboxes.get(state.mailboxId));
  return state && mailbox ? { state, mailbox } : null;
}

function writer(personId: string | null | undefined): Actor {
  return personId ? { kind: 'person', id: personId } : { kind: 'guest', id: null };
}
