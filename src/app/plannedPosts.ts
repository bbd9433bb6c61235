import type { Conversation } from '../domain/conversation';
import { can } from '../domain/permissions';
import type { ConversationEmail, Mailbox, Post } from '../ports/rows';
import type { NewPost, PumpTarget, Tx, Wake } from '../ports/store';
import type { App } from './app';
import type { Happened } from './happened';
import { type Surface, surfaceOf } from './surface';

/** What happened to a conversation, and how it was before. */
export interface Change {
  before: Conversation;
  state: Conversation;
  mailbox: Mailbox;
  happened: Happened;
}

/** The messages that a conversation has in chat, with those that this change adds and takes back. */
export class PlannedPosts {
  private readonly targets = new Map<string, PumpTarget>();
  /** Cards that are made in this very change: their threads get everything so far. */
  private readonly newCards = new Set<string>();
  private emails: Promise<ConversationEmail[]> | null = null;

  private constructor(
    private readonly app: App,
    readonly tx: Tx,
    readonly change: Change,
    private all: Post[],
  ) {}

  static async of(app: App, tx: Tx, change: Change): Promise<PlannedPosts> {
    const posts = (await tx.posts.ofConversation(change.state.id)).filter((post) => !post.wantGone);
    return new PlannedPosts(app, tx, change, posts);
  }

  posts(): readonly Post[] {
    return this.all;
  }

  cards(): Post[] {
    return this.all.filter((post) => post.kind === 'card');
  }

  isNew(card: Post): boolean {
    return this.newCards.has(card.id);
  }

  wakes(): Wake[] {
    return [...this.targets.values()].map((target) => ({ job: 'pump', target }));
  }

  async addCard(where: Pick<NewPost, 'installationId' | 'channel' | 'personId'>): Promise<Post> {
    const wanted = this.change.state.version;
    const card = await this.add({ ...where, kind: 'card', ref: null, params: {}, rootId: null, wanted });
    this.newCards.add(card.id);
    return card;
  }

  async addEntry(card: Post, kind: Post['kind'], ref: string, params = {}): Promise<void> {
    const { installationId, channel, personId } = card;
    await this.add({ kind, ref, params, installationId, channel, personId, rootId: card.id, wanted: 1 });
  }

  async add(post: Omit<NewPost, 'id' | 'workspaceId' | 'conversationId'>): Promise<Post> {
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
    this.all.push(row);
    this.wake(row);
    return row;
  }

  async takeBack(posts: Post[]): Promise<void> {
    if (posts.length === 0) return;
    await this.tx.posts.wantGone(posts.map((post) => post.id));
    for (const post of posts) this.wake(post);
    this.all = this.all.filter((post) => !posts.includes(post));
  }

  wake({ installationId, channel, personId }: Pick<Post, 'installationId' | 'channel' | 'personId'>): void {
    const target: PumpTarget | null = channel
      ? { installationId, channel }
      : personId
        ? { installationId, personId }
        : null;
    if (target) this.targets.set(JSON.stringify(target), target);
  }

  /** They are read once: what this change adds to them is there before anything is planned. */
  emailsNow(): Promise<ConversationEmail[]> {
    this.emails ??= this.tx.emails.ofConversation(this.change.state.id);
    return this.emails;
  }

  async surfaceOf({ installationId, personId }: Post): Promise<Surface> {
    const installation = await this.tx.mailboxes.installation(installationId);
    return surfaceOf(installation?.platform ?? 'slack', personId);
  }

  /** The owner, if they work in cards of their own. */
  async ownerWithCard(): Promise<string | null> {
    const { state, mailbox } = this.change;
    if (mailbox.visibility !== 'assigned-only' || !state.ownerId) return null;
    const membership = await this.tx.people.membership(state.ownerId, mailbox.id);
    return membership?.role === 'agent' ? state.ownerId : null;
  }

  async sees(personId: string): Promise<boolean> {
    const { state, mailbox } = this.change;
    const membership = await this.tx.people.membership(personId, mailbox.id);
    return can({ kind: 'person', id: personId }, membership, 'see', state, mailbox);
  }
}
