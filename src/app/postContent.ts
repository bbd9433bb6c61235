import { createHash } from 'node:crypto';
import { conversationCard } from '../cards/conversationCard';
import type { ConversationView } from '../cards/conversationView';
import { fileChoice } from '../cards/files';
import { filesCard } from '../cards/filesCard';
import { noticeCard } from '../cards/notice';
import { aboutLine, bumpEntry, discussionEntry, emailEntry, isCut } from '../cards/threadEntries';
import { seesAll } from '../domain/permissions';
import type { Locale } from '../locales/locale';
import { words } from '../locales/say';
import type { ConversationEmail, Person, Post } from '../ports/rows';
import type { Tx } from '../ports/store';
import type { Card } from '../ui/card';
import { surfaceOf } from './surface';
import { loadView } from './view';

export interface CardContent {
  kind: 'card';
  card: Card;
  version: number;
  hash: string;
  broadcast: boolean;
}

/** What a post has to say now. */
export type PostContent =
  | CardContent
  | {
      kind: 'files';
      /** What stands there where the platform takes no files. */
      card: Card;
      files: { name: string; mediaType: string; blobId: string }[];
      /** Stands above the files; never empty. */
      comment: string;
      version: number;
      hash: string;
    };

/** Files as a message of words, for platforms that take none. */
export function withoutFiles(content: PostContent): CardContent {
  return content.kind === 'card' ? content : drawn(content.card, content.version);
}

/** Raised when the same state is drawn differently: everything is redrawn once. */
const LAYOUT = 1;

/** The card shows less than the email says: its text goes into the thread. */
export function needsFullText(email: ConversationEmail): boolean {
  return isCut(email);
}

/**
 * Makes what a post says from state, at the moment of posting.
 * @returns null when there is nothing to show (any more).
 */
export async function postContent(tx: Tx, post: Post): Promise<PostContent | null> {
  const conversation = await tx.conversations.get(post.conversationId);
  const view = conversation && (await loadView(tx, conversation));
  if (!view) return null;
  const recipient = post.personId ? await tx.people.get(post.personId) : null;
  const locale = recipient?.locale ?? view.mailbox.locale;
  const email = view.emails.find((one) => one.id === post.ref);
  const installation = await tx.mailboxes.installation(post.installationId);
  const surface = surfaceOf(installation?.platform ?? 'slack', post.personId);
  const entry = (card: Card) => drawn(surface.threads ? card : named(card, view, locale), post.wanted);

  switch (post.kind) {
    case 'card': {
      const card = conversationCard(view, {
        locale,
        ownersCard: post.personId !== null,
        discussesInThread: surface.threads,
      });
      return drawn(card, view.conversation.version);
    }
    case 'email':
      return email ? entry(emailEntry(view, email, locale)) : null;
    case 'bump':
      return email ? drawn(bumpEntry(view, email, locale), post.wanted, true) : null;
    case 'files': {
      if (!email) return null;
      const part = Number(post.params.entry ?? 0);
      const instead = filesCard(view, email, part, locale);
      // Where nothing can be uploaded, all files are a button away, risky ones too.
      if (!surface.takesFiles) return entry(instead);
      const { files, left } = fileChoice(email, part, locale);
      const comment = [
        words(locale, 'card.thread.files', { number: `#${view.conversation.number}` }),
        ...left,
      ];
      if (files.length === 0) return entry({ summary: left[0] ?? '', pieces: leftOut(left) });
      return {
        kind: 'files',
        card: instead,
        files: files.map(({ fileName, mediaType, blobId }) => ({ name: fileName, mediaType, blobId })),
        comment: comment.join('\n'),
        version: post.wanted,
        hash: hashOf(files),
      };
    }
    case 'note':
    case 'mirror': {
      const discussion = post.ref ? await tx.discussions.get(post.ref) : null;
      return discussion && !discussion.deleted ? entry(discussionEntry(discussion, locale)) : null;
    }
    case 'notice':
      return recipient ? drawn(await notice(tx, post, view, recipient), post.wanted) : null;
  }
}

async function notice(tx: Tx, post: Post, view: ConversationView, recipient: Person): Promise<Card> {
  const actorId = typeof post.params.actorId === 'string' ? post.params.actorId : null;
  const noteId = typeof post.params.noteId === 'string' ? post.params.noteId : null;
  const actor = actorId ? await tx.people.get(actorId) : null;
  const note = noteId && !(await standsBeside(tx, post, noteId)) ? await tx.discussions.get(noteId) : null;
  const card = await cardFor(tx, post, view, recipient);
  return noticeCard(post.ref, view, recipient.locale, actor?.name ?? null, note?.text ?? null, card);
}

/** In a chat without threads the note is an entry of its own, right there beside what they are told. */
async function standsBeside(tx: Tx, { conversationId, installationId, personId }: Post, noteId: string) {
  const installation = await tx.mailboxes.installation(installationId);
  if (surfaceOf(installation?.platform ?? 'slack', personId).threads) return false;
  return (await tx.posts.ofConversation(conversationId)).some(
    (one) =>
      one.kind === 'note' &&
      one.ref === noteId &&
      one.installationId === installationId &&
      one.personId === personId &&
      !one.wantGone,
  );
}

/**
 * The card that this person sees where they are told: their own, else the channel's if they see all of the mailbox.
 * @returns null also where a card has no address: a link to it would be dead words.
 */
async function cardFor(
  tx: Tx,
  post: Post,
  { conversation, mailbox }: ConversationView,
  recipient: Person,
): Promise<{ channel: string; ts: string } | null> {
  const cards = (await tx.posts.ofConversation(conversation.id)).filter(
    (one) => one.kind === 'card' && !one.wantGone && one.installationId === post.installationId,
  );
  const membership = await tx.people.membership(recipient.id, mailbox.id);
  const seesChannel = seesAll(recipient.id, membership, mailbox);
  const found =
    cards.find((card) => card.personId === post.personId) ??
    (seesChannel ? cards.find((card) => card.personId === null) : undefined);
  if (!found?.channel || !found.ts) return null;
  const installation = await tx.mailboxes.installation(found.installationId);
  const { linksMessages } = surfaceOf(installation?.platform ?? 'slack', found.personId);
  return linksMessages ? { channel: found.channel, ts: found.ts } : null;
}

/** An entry where no thread says which conversation it belongs to. */
function named(card: Card, view: ConversationView, locale: Locale): Card {
  return { ...card, pieces: [{ kind: 'context', items: [aboutLine(view, locale)] }, ...card.pieces] };
}

function leftOut(lines: string[]): Card['pieces'] {
  return lines.map((line) => ({ kind: 'text', text: [{ kind: 'text', text: line }] }));
}

function drawn(card: Card, version: number, broadcast = false): CardContent {
  return { kind: 'card', card, version, hash: hashOf(card), broadcast };
}

function hashOf(shown: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify([LAYOUT, shown]))
    .digest('hex');
}
