import { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { type MailSandbox, startMail } from '../../sandbox/mail/startMail';
import { movedByClient } from '../../src/app/followMail';
import { ingest } from '../../src/app/ingest';
import { createDataSource } from '../../src/db/dataSource';
import { createStore } from '../../src/db/store';
import { createMailFiling } from '../../src/mail/fileEmail';
import { parseEmail } from '../../src/mail/parseEmail';
import { usualTimes, type WatchDeps, type WatchTimes } from '../../src/mail/watchDeps';
import { startWatchers, type Watchers } from '../../src/mail/watchers';
import { systemClock } from '../../src/ports/clock';
import type { MailEvents } from '../../src/ports/mail';
import { newId } from '../../src/ports/newId';
import type { Step } from '../../src/ports/steps';
import { noStep } from '../../src/ports/steps';
import type { Store } from '../../src/ports/store';
import { createSecrets } from '../../src/secrets';
import { createTestDatabase } from '../database';

const ACCOUNT = { address: 'support@nord.example', password: 'harbour' };
const DAY = 86_400_000;

const quick: Partial<WatchTimes> = {
  leaseSeconds: 3,
  reconcile: 60_000,
  supervise: 100,
  reconnect: { first: 20, cap: 100 },
  refused: { first: 100, cap: 200 },
  retry: 5,
};

/** A mailbox on the sandbox's IMAP server and the real taking in, in a real database. */
export class WatchWorld {
  readonly account = ACCOUNT.address;
  readonly workspaceId = newId();
  mailboxId = newId();
  mail!: MailSandbox;
  step: Step = noStep;
  /** Put between the watcher and the taking in. */
  before: (subject: string) => void = () => {};
  logged: { level: string; message: string; fields: Record<string, unknown> }[] = [];
  private running: Watchers[] = [];
  private letters = 0;

  private constructor(
    readonly store: Store,
    readonly pool: Pool,
    private readonly source: DataSource,
    private readonly drop: () => Promise<void>,
  ) {}

  static async create(): Promise<WatchWorld> {
    const database = await createTestDatabase();
    const source = createDataSource({ url: database.url });
    await source.initialize();
    const pool = new Pool({ connectionString: database.url });
    const world = new WatchWorld(createStore(source), pool, source, () => database.drop());
    await pool.query(`insert into workspace (id, name) values ($1, 'Team')`, [world.workspaceId]);
    return world;
  }

  async end(): Promise<void> {
    await this.source.destroy();
    await this.pool.end();
    await this.drop();
  }

  /** A fresh server and a fresh mailbox; connected a minute ago. */
  async begin(folders?: Parameters<typeof startMail>[0]['accounts'][number]['folders']): Promise<void> {
    this.mail = await startMail({ accounts: [{ ...ACCOUNT, folders }] });
    this.mailboxId = newId();
    this.step = noStep;
    this.before = () => {};
    this.logged = [];
    const { host, port } = this.mail.imap;
    await this.pool.query(`update mailbox set state = 'removed'`);
    await this.pool.query(
      `insert into mailbox (id, workspace_id, address, name, visibility, imap, imap_password, connected_at)
       values ($1, $2, $3, 'Support', 'open', $4, $5, now() - interval '1 minute')`,
      [
        this.mailboxId,
        this.workspaceId,
        this.account,
        { host, port, secure: false, user: this.account },
        secrets.seal(`imap:${this.mailboxId}`, ACCOUNT.password),
      ],
    );
  }

  async finish(): Promise<void> {
    await Promise.all(this.running.splice(0).map((watchers) => watchers.stop()));
    await this.mail.close();
  }

  deps(times: Partial<WatchTimes> = {}, instanceId = 'one'): WatchDeps {
    const { store } = this;
    const note = (level: string) => (fields: Record<string, unknown>, message: string) =>
      void this.logged.push({ level, message, fields });
    const log = { info: note('info'), warn: note('warn'), error: note('error'), debug: note('debug') };
    const app = {
      store,
      clock: systemClock,
      log,
      newId,
      step: (name: Parameters<Step>[0]) => this.step(name),
      links: { minutes: 5, available: () => false, attachment: () => null },
      profileOf: async () => null,
    };
    const events: MailEvents = {
      ingest: async (arrival) => {
        this.before(arrival.parsed.subject);
        return ingest(app, arrival);
      },
      movedByClient: (move) => movedByClient(app, move),
    };
    const parser = { parse: async (raw: Buffer) => parseEmail(raw) };
    return { ...app, events, parser, secrets, instanceId, times: { ...usualTimes, ...quick, ...times } };
  }

  watch(times: Partial<WatchTimes> = {}, instanceId = 'one'): Watchers {
    const watchers = startWatchers(this.deps(times, instanceId));
    this.running.push(watchers);
    return watchers;
  }

  filing() {
    return createMailFiling(this.deps());
  }

  letter(subject = `Letter ${++this.letters}`, more = ''): string {
    const id = `${subject.replace(/\W/g, '')}.${this.mailboxId}@client.example`;
    return `From: Ada <ada@client.example>\r\nTo: ${this.account}\r\nSubject: ${subject}\r\nMessage-ID: <${id}>\r\n${more}\r\nHello from ${subject}\r\n`;
  }

  deliver(subject?: string, daysAgo = 0): number {
    const internalDate = new Date(Date.now() - daysAgo * DAY);
    return this.mail.deliver(this.account, this.letter(subject), { internalDate });
  }

  /** The server answers NO to this command, as long as `which` says so of what was asked. */
  refuse(command: string, which: (data: string) => boolean): void {
    const { server } = this.mail.world.find(this.account)!;
    const handler = server.getCommandHandler(command);
    if (!handler) throw new Error(`The server knows no ${command}.`);
    server.setCommandHandler(command, (connection, parsed, data, callback) => {
      if (!which(data)) return handler(connection, parsed, data, callback);
      connection.send(
        { tag: parsed.tag, command: 'NO', attributes: [{ type: 'TEXT', value: 'Not now' }] },
        'NO',
      );
      callback();
    });
  }

  uids(folder: string): number[] {
    return this.mail.folder(this.account, folder).messages.map((message) => message.uid);
  }

  /** What was taken in, by number: `subject / place`. */
  async conversations(): Promise<string[]> {
    const { rows } = await this.pool.query(
      `select e.subject, c.place, c.shown from conversation c join conversation_email ce on ce.conversation_id = c.id
         join email e on e.id = ce.email_id where c.mailbox_id = $1 order by c.number, ce.position`,
      [this.mailboxId],
    );
    return rows.map((row) => `${row.subject} / ${row.shown ? row.place : 'silent'}`);
  }

  async copies(): Promise<{ folder: string; uid: number; missing: boolean; wanted: string; id: string }[]> {
    const { rows } = await this.pool.query(
      `select id, folder, uid::int as uid, missing, wanted_kind as wanted from email_copy
        where mailbox_id = $1 order by id`,
      [this.mailboxId],
    );
    return rows;
  }

  async health(): Promise<{ state: string; detail: string | null }> {
    const { rows } = await this.pool.query(
      'select health as state, health_detail as detail from mailbox where id = $1',
      [this.mailboxId],
    );
    return rows[0];
  }

  async history(): Promise<string[]> {
    const { rows } = await this.pool.query(
      `select h.type, h.actor_kind from history h join conversation c on c.id = h.stream_id
        where c.mailbox_id = $1 order by c.number, h.seq`,
      [this.mailboxId],
    );
    return rows.map((row) => `${row.type} by ${row.actor_kind}`);
  }
}

const secrets = createSecrets(['a secret key that is long enough for this test']);
