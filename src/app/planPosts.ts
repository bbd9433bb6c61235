import { fileEntries } from '../cards/files';
import type { Conversation } from '../domain/conversation';
import { noticesOfLoss } from '../domain/effects';
import type { ConversationEvent } from '../domain/events';
import { can } from '../domain/permissions';
import type { ConversationEmail, Mailbox, Post } from '../ports/rows';
import type { NewPost, PumpTarget, Tx, Wake } from '../ports/store';
import type { App } from './app';
import type { Happened } from './happened';
import { needsFullText } from './postContent';

interface Change {
  before: Conversation;
  state: Conversation;
  mailbox: Mailbox;
  happened: Happened;
}

/**
 * Writes down which messages have to stand in chat now that this happened: the conversation's cards, entries in
 * their threads, private notices; and which must not be seen any more. What they say is made when they are posted.
 *
 * The mailbox's channel has one card for everybody. In an `assigned-only` mailbox the owner, when they are not a
 * dispatcher (who sees the channel), has a card of their own in their direct channel.
 */
export async function planPosts(app: App, tx: Tx, change: Change): Promise<Wake[]> {
  const { state, mailbox } = change;
  if (!state.shown || mailbox.channels.length === 0) return [];
  const posts = new Planned(
    app,
    tx,
    change,
    (await tx.posts.ofConversation(state.id)).filter((p) => !p.wantGone),
  );
  await posts.want();
  await posts.channelCards();
  await posts.redact();
  await posts.ownerCards();
  for (const event of change.happened.events) await posts.entriesOf(event);
  await posts.notices();
  return posts.wakes();
}

class Planned {
  private readonly targets = new Map<string, PumpTarget>();
  /** Cards that are made in this very change: their threads get everything so far. */
  private readonly newCards = new Set<string>();
  private emails: Promise<ConversationEmail[]> | null = null;

  constructor(
    private readonly app: App,
    private readonly tx: Tx,
    private readonly change: Change,
    private posts: Post[],
  ) {}

  wakes(): Wake[] {
    return [...this.targets.values()].map((target) => ({ job: 'pump', target }));
  }

  /** Every card shows an older version now. */
  async want(): Promise<void> {
    await this.tx.posts.want(this.change.state.id, this.change.state.version);
    for (const card of this.cards()) this.wake(card);
  }

  async channelCards(): Promise<void> {
    for (const { installationId, channel } of this.change.mailbox.channels) {
      const stands = this.cards().some(
        (card) =>
          card.personId === null && card.installationId === installationId && card.channel === channel,
      );
      if (!stands) await this.addCard({ installationId, channel, personId: null });
    }
  }

  /** Private posts stay only with those who still work there: the owner in their own card, or who may see it all. */
  async redact(): Promise<void> {
    const ownerId = await this.ownerWithCard();
    const stale: Post[] = [];
    for (const post of this.posts) {
      const { personId, kind } = post;
      if (personId === null || personId === ownerId || !showsContent(post)) continue;
      if (kind !== 'notice' || !(await this.sees(personId))) stale.push(post);
    }
    if (stale.length === 0) return;
    await this.tx.posts.wantGone(stale.map((post) => post.id));
    for (const post of stale) this.wake(post);
    this.posts = this.posts.filter((post) => !stale.includes(post));
  }

  async ownerCards(): Promise<void> {
    const ownerId = await this.ownerWithCard();
    if (!ownerId) return;
    for (const { installationId } of this.change.mailbox.channels) {
      const stands = this.cards().some(
        (card) => card.personId === ownerId && card.installationId === installationId,
      );
      if (!stands && (await this.tx.people.identity(ownerId, installationId))) {
        await this.addCard({ installationId, channel: null, personId: ownerId });
      }
    }
  }

  /** What an event adds to the threads. */
  async entriesOf(event: ConversationEvent): Promise<void> {
    const cards = this.cards().filter((card) => !this.newCards.has(card.id));
    switch (event.type) {
      case 'emailReceived':
        for (const card of cards) await this.emailEntries(card, event.emailId);
        return;
      case 'noted':
        for (const card of cards) await this.addEntry(card, 'note', event.discussionId);
        return;
      case 'assigned':
      case 'unassigned':
      case 'resolved':
      case 'reopened':
        if (event.noteId) for (const card of cards) await this.addEntry(card, 'note', event.noteId);
        return;
      case 'discussed':
        return this.mirror(event.discussionId, cards);
      case 'discussionEdited':
        for (const post of this.posts) {
          if (post.ref !== event.discussionId) continue;
          await this.tx.posts.wantAgain(post.id);
          this.wake(post);
        }
        return;
      case 'discussionDeleted': {
        const mirrors = this.posts.filter((post) => post.ref === event.discussionId);
        await this.tx.posts.wantGone(mirrors.map((post) => post.id));
        for (const post of mirrors) this.wake(post);
        return;
      }
    }
  }

  async notices(): Promise<void> {
    const { mailbox, happened } = this.change;
    const [first] = mailbox.channels;
    if (!first) return;
    for (const effect of happened.effects) {
      if (effect.type !== 'notify' || effect.personId === effect.actorId) continue;
      const person = await this.tx.people.get(effect.personId);
      if (!person?.notices) continue;
      const { installationId } = first;
      if (!(await this.tx.people.identity(person.id, installationId))) continue;
      // They may have left the mailbox since they got it.
      if (tellsContent(effect.notice) && !(await this.sees(person.id))) continue;
      await this.add({
        kind: 'notice',
        ref: effect.notice,
        params: { noteId: effect.noteId, actorId: effect.actorId },
        installationId,
        channel: null,
        personId: person.id,
        rootId: null,
        wanted: 1,
      });
    }
  }

  private cards(): Post[] {
    return this.posts.filter((post) => post.kind === 'card');
  }

  /** The owner, if they work in a card of their own. */
  private async ownerWithCard(): Promise<string | null> {
    const { state, mailbox } = this.change;
    if (mailbox.visibility !== 'assigned-only' || !state.ownerId) return null;
    const membership = await this.tx.people.membership(state.ownerId, mailbox.id);
    return membership?.role === 'agent' ? state.ownerId : null;
  }

  private async sees(personId: string): Promise<boolean> {
    const { state, mailbox } = this.change;
    const membership = await this.tx.people.membership(personId, mailbox.id);
    return can({ kind: 'person', id: personId }, membership, 'see', state, mailbox);
  }

  private async addCard(where: Pick<NewPost, 'installationId' | 'channel' | 'personId'>): Promise<void> {
    const { state } = this.change;
    const card = await this.add({
      ...where,
      kind: 'card',
      ref: null,
      params: {},
      rootId: null,
      wanted: state.version,
    });
    this.newCards.add(card.id);
    for (const email of await this.emailsNow()) await this.emailEntries(card, email.id);
    for (const discussion of await this.tx.discussions.ofConversation(state.id)) {
      if (discussion.deleted) continue;
      await this.addEntry(card, discussion.kind === 'note' ? 'note' : 'mirror', discussion.id);
    }
  }

  /** An email's own entry: the full text when the card had to cut it or shows a later one; its files. */
  private async emailEntries(card: Post, emailId: string): Promise<void> {
    const emails = await this.emailsNow();
    const email = emails.find((one) => one.id === emailId);
    if (!email) return;
    await this.firstEmailEntry(card, emailId);
    if (!this.newCards.has(card.id) && this.isAnnounced(emailId)) await this.addEntry(card, 'bump', emailId);
    if (emails.length > 1 || needsFullText(email)) await this.addEntry(card, 'email', emailId);
    for (let entry = 0; entry < fileEntries(email); entry++)
      await this.addEntry(card, 'files', emailId, { entry });
  }

  /** With the second email the first one's text leaves the card: then it stands in the thread. */
  private async firstEmailEntry(card: Post, emailId: string): Promise<void> {
    const emails = await this.emailsNow();
    const first = emails.find((email) => email.id !== emailId);
    if (this.newCards.has(card.id) || emails.length !== 2 || !first) return;
    const stands = this.posts.some(
      (post) => post.kind === 'email' && post.rootId === card.id && post.ref === first.id,
    );
    if (!stands) await this.addEntry(card, 'email', first.id);
  }

  private isAnnounced(emailId: string): boolean {
    return this.change.happened.effects.some(
      (effect) => effect.type === 'announce' && effect.emailId === emailId,
    );
  }

  /** They are read once: what this change adds to them is there before anything is planned. */
  private emailsNow(): Promise<ConversationEmail[]> {
    this.emails ??= this.tx.emails.ofConversation(this.change.state.id);
    return this.emails;
  }

  /** A discussion message is shown on the conversation's other surfaces. */
  private async mirror(discussionId: string, cards: Post[]): Promise<void> {
    const discussion = await this.tx.discussions.get(discussionId);
    if (!discussion) return;
    for (const card of cards) {
      const written = discussion.source;
      if (written && written.installationId === card.installationId && written.channel === card.channel)
        continue;
      await this.addEntry(card, 'mirror', discussionId);
    }
  }

  private async addEntry(card: Post, kind: Post['kind'], ref: string, params = {}): Promise<void> {
    const { installationId, channel, personId } = card;
    await this.add({ kind, ref, params, installationId, channel, personId, rootId: card.id, wanted: 1 });
  }

  private async add(post: Omit<NewPost, 'id' | 'workspaceId' | 'conversationId'>): Promise<Post> {
    const { state } = this.change;
    const id = this.app.newId();
    const { personId, installationId } = post;
    // Opened once before, it need not be asked for again.
    const channel =
      post.channel ?? (personId && (await this.tx.posts.directChannel(personId, installationId)));
    const added: NewPost = { ...post, channel, id, workspaceId: state.workspaceId, conversationId: state.id };
    await this.tx.posts.insert(added);
    const row: Post = {
      ...added,
      rootTs: null,
      shown: 0,
      shownHash: null,
      ts: null,
      generation: 1,
      intendedAt: null,
      wantGone: false,
      gone: false,
    };
    this.posts.push(row);
    this.wake(row);
    return row;
  }

  private wake({
    installationId,
    channel,
    personId,
  }: Pick<Post, 'installationId' | 'channel' | 'personId'>): void {
    const target: PumpTarget | null = channel
      ? { installationId, channel }
      : personId
        ? { installationId, personId }
        : null;
    if (target) this.targets.set(JSON.stringify(target), target);
  }
}

function showsContent(post: Post): boolean {
  return post.kind !== 'notice' || tellsContent(post.ref);
}

function tellsContent(notice: string | null): boolean {
  return !noticesOfLoss.some((kind) => kind === notice);
}
