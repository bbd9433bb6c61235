import { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import type { PostContent } from '../../src/app/postContent';
import { createDataSource } from '../../src/db/dataSource';
import { createStore } from '../../src/db/store';
import { emptyConversation } from '../../src/domain/conversation';
import { createPump } from '../../src/jobs/pump';
import type { PumpDeps } from '../../src/jobs/pumpDeps';
import { exclusivelyIn } from '../../src/jobs/turns';
import { newId } from '../../src/ports/newId';
import type { Post } from '../../src/ports/rows';
import type { StepName } from '../../src/ports/steps';
import type { NewPost, PumpTarget, Store, Tx } from '../../src/ports/store';
import { createTestDatabase } from '../database';
import { FakeChat } from './fakeChat';
import { silentLog } from './silentLog';

/** A team with one mailbox in a real database, a fake chat, and a clock that moves when it is told. */
export class PumpWorld {
  readonly workspaceId = newId();
  readonly installationId = newId();
  readonly mailboxId = newId();
  readonly personId = newId();
  readonly channel = 'C1';
  readonly target: PumpTarget = { installationId: this.installationId, channel: this.channel };
  time = Date.parse('2026-11-22T10:00:00.000Z');
  chat = new FakeChat(() => new Date(this.time));
  alarms: Date[] = [];
  errors: unknown[] = [];
  /** Thrown at this step, once: the process dies there. */
  crashAt: StepName | null = null;
  stopping = false;
  /** Replaces what posts say. */
  content: PumpDeps['content'] = contentOf;
  private number = 0;

  private constructor(
    readonly store: Store,
    readonly pool: Pool,
    readonly databaseUrl: string,
    private readonly source: DataSource,
    private readonly drop: () => Promise<void>,
  ) {}

  static async create(): Promise<PumpWorld> {
    const database = await createTestDatabase();
    const source = createDataSource({ url: database.url });
    await source.initialize();
    const pool = new Pool({ connectionString: database.url, max: 20 });
    pool.on('error', () => undefined);
    const world = new PumpWorld(createStore(source), pool, database.url, source, () => database.drop());
    await world.seed();
    return world;
  }

  async end(): Promise<void> {
    await this.source.destroy();
    await this.pool.end();
    await this.drop();
  }

  /** Everything of one test forgotten, but for the team itself. */
  async forget(): Promise<void> {
    await this.pool.query('delete from post where root_id is not null');
    await this.pool.query('delete from post');
    await this.pool.query('delete from conversation');
    await this.pool.query('delete from pace');
    await this.pool.query('delete from chat_channel');
    await this.pool.query('update identity set direct_channel = null');
    await this.pool.query('delete from graphile_worker._private_jobs');
    this.chat = new FakeChat(() => new Date(this.time));
    this.alarms = [];
    this.errors = [];
    this.crashAt = null;
    this.stopping = false;
    this.content = contentOf;
  }

  deps(): PumpDeps {
    return {
      store: this.store,
      chatOf: () => this.chat,
      content: (tx, post) => this.content(tx, post),
      clock: { now: () => new Date(this.time) },
      log: { ...silentLog, error: (fields, message) => void this.errors.push({ ...fields, message }) },
      step: (name) => {
        if (this.crashAt !== name) return;
        this.crashAt = null;
        throw new Error(`crash at ${name}`);
      },
      exclusively: exclusivelyIn(this.pool),
      alarm: (at) => void this.alarms.push(at),
      stopping: () => this.stopping,
      random: () => 0.5,
    };
  }

  /** One run of a new process' pump. */
  pump(target: PumpTarget = this.target): Promise<void> {
    return createPump(this.deps())(target);
  }

  /** Pumps all that is behind, each time at the moment that was asked for, as the queue and the sweep would. */
  async settle(rounds = 2_000): Promise<void> {
    const pump = createPump(this.deps());
    for (let round = 0; round < rounds; round += 1) {
      const behind = await this.store.transaction((tx) => tx.posts.behind());
      if (behind.length === 0) return;
      this.alarms = [];
      for (const target of behind) {
        await pump(target).catch((error: Error) => {
          if (!/^crash at/.test(error.message)) throw error;
        });
      }
      const next = this.alarms.map((at) => at.getTime()).filter((at) => at > this.time);
      if (next.length > 0) this.time = Math.min(...next);
    }
    throw new Error('It does not come to rest.');
  }

  async addConversation(): Promise<string> {
    const id = newId();
    this.number += 1;
    const at = new Date(this.time).toISOString();
    const { mailboxId, number } = this;
    const state = { ...emptyConversation(id, this.workspaceId), mailboxId, number };
    await this.store.transaction((tx) =>
      tx.conversations.insert({ ...state, version: 1, shown: true, startedAt: at, lastActivityAt: at }),
    );
    return id;
  }

  async addPost(conversationId: string, post: Partial<NewPost> = {}): Promise<string> {
    const id = newId();
    const { workspaceId, installationId, channel } = this;
    await this.store.transaction((tx) =>
      tx.posts.insert({
        id,
        workspaceId,
        conversationId,
        kind: 'card',
        ref: null,
        params: {},
        installationId,
        channel,
        personId: null,
        rootId: null,
        wanted: 1,
        ...post,
      }),
    );
    return id;
  }

  /** Something happened to the conversation. */
  async change(conversationId: string): Promise<void> {
    await this.store.transaction(async (tx) => {
      const state = (await tx.conversations.lock(conversationId))!;
      const version = state.version + 1;
      await tx.conversations.save({ ...state, version });
      await tx.posts.want(conversationId, version);
    });
  }

  post(id: string): Promise<Post> {
    return this.store.transaction(async (tx) => (await tx.posts.get(id))!);
  }

  async waitingJobs(): Promise<{ key: string; run_at: Date }[]> {
    const { rows } = await this.pool.query('select key, run_at from graphile_worker.jobs order by key');
    return rows;
  }

  private async seed(): Promise<void> {
    const { workspaceId, installationId, mailboxId, personId, channel } = this;
    await this.pool.query(`insert into workspace (id, name) values ($1, 'Team')`, [workspaceId]);
    await this.pool.query(
      `insert into installation (id, workspace_id, platform, team, bot_user) values ($1, $2, 'slack', 'T1', 'U0')`,
      [installationId, workspaceId],
    );
    await this.pool.query(`insert into person (id, workspace_id, name) values ($1, $2, 'Ada')`, [
      personId,
      workspaceId,
    ]);
    await this.pool.query(
      `insert into identity (id, workspace_id, person_id, platform, team, "user") values ($1, $2, $3, 'slack', 'T1', 'U1')`,
      [newId(), workspaceId, personId],
    );
    await this.pool.query(
      `insert into mailbox (id, workspace_id, address, name, visibility, imap, connected_at)
       values ($1, $2, 'support@example.org', 'Support', 'open', '{}', now())`,
      [mailboxId, workspaceId],
    );
    await this.pool.query(
      `insert into mailbox_channel (mailbox_id, installation_id, channel, position) values ($1, $2, $3, 1)`,
      [mailboxId, installationId, channel],
    );
  }
}

/** Says the version, so that what chat shows can be compared with the state. */
async function contentOf(tx: Tx, post: Post): Promise<PostContent> {
  const state = (await tx.conversations.get(post.conversationId))!;
  const summary =
    post.kind === 'card' ? `#${state.number} v${state.version}` : `#${state.number} ${post.kind}`;
  const broadcast = post.kind === 'bump';
  return { kind: 'card', card: { summary, pieces: [] }, version: state.version, hash: summary, broadcast };
}
