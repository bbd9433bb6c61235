import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../src/db/dataSource';
import { createStore } from '../../src/db/store';
import type { Conversation } from '../../src/domain/conversation';
import type { Address, ParsedEmail } from '../../src/email/parsedEmail';
import { newId } from '../../src/ports/newId';
import type { NewPost, Store, Tx } from '../../src/ports/store';
import { createTestDatabase, type TestDatabase } from '../database';

export const NOON = '2026-11-22T12:00:00.000Z';

/** A database of its own with one workspace, one installation, two mailboxes and two people. */
export interface Office {
  database: TestDatabase;
  source: DataSource;
  store: Store;
  workspaceId: string;
  installationId: string;
  support: string;
  sales: string;
  ada: string;
  ben: string;
  /** Runs SQL as the owner of the tables (a superuser), past the running role's limits. */
  asOwner(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

export async function openOffice(): Promise<Office> {
  const database = await createTestDatabase();
  const source = await createDataSource({ url: database.url }).initialize();
  const owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
  const office: Office = {
    database,
    source,
    store: createStore(source),
    workspaceId: newId(),
    installationId: newId(),
    support: newId(),
    sales: newId(),
    ada: newId(),
    ben: newId(),
    asOwner: async (text, values) => (await owner.query(text, values)).rows,
    close: async () => {
      await source.destroy();
      await owner.end();
      await database.drop();
    },
  };
  await furnish(office);
  return office;
}

async function furnish(o: Office): Promise<void> {
  await o.asOwner(`insert into workspace (id, name) values ($1, 'Acme')`, [o.workspaceId]);
  await o.asOwner(
    `insert into installation (id, workspace_id, platform, team, bot_user) values ($1, $2, 'slack', 'T1', 'UBOT')`,
    [o.installationId, o.workspaceId],
  );
  for (const [id, name] of [
    [o.support, 'Support'],
    [o.sales, 'Sales'],
  ]) {
    await o.asOwner(
      `insert into mailbox (id, workspace_id, address, name, visibility, imap, connected_at)
       values ($1, $2, $3, $4, 'open', '{"host":"mail.test","port":993,"secure":true,"user":"u"}', $5)`,
      [id, o.workspaceId, `${name}@acme.test`, name, NOON],
    );
    await o.asOwner(
      'insert into mailbox_channel (mailbox_id, installation_id, channel, position) values ($1, $2, $3, 1)',
      [id, o.installationId, `C${name}`],
    );
  }
  for (const [id, name] of [
    [o.ada, 'Ada'],
    [o.ben, 'Ben'],
  ]) {
    await o.asOwner('insert into person (id, workspace_id, name, email) values ($1, $2, $3, $4)', [
      id,
      o.workspaceId,
      name,
      `${name}@acme.test`,
    ]);
    await o.asOwner(
      `insert into identity (id, workspace_id, person_id, platform, team, "user", handle)
       values ($1, $2, $3, 'slack', 'T1', $4, $5)`,
      [newId(), o.workspaceId, id, `U${name}`, `${name}_at_work`],
    );
  }
}

/** A conversation as it is after `started`; it gets the workspace's next number. */
export async function startConversation(
  tx: Tx,
  office: Office,
  changes: Partial<Conversation> = {},
): Promise<Conversation> {
  const state: Conversation = {
    id: newId(),
    workspaceId: office.workspaceId,
    mailboxId: office.support,
    number: await tx.conversations.nextNumber(office.workspaceId),
    version: 1,
    status: 'open',
    place: 'inbox',
    ownerId: null,
    qualificationId: null,
    shown: true,
    emailCount: 1,
    newestEmailId: null,
    newestEmailAt: NOON,
    openedBy: [],
    openedNewest: [],
    answeredAt: null,
    startedAt: NOON,
    lastActivityAt: NOON,
    ...changes,
  };
  await tx.conversations.insert(state);
  return state;
}

export function parsedEmail(changes: Partial<ParsedEmail> = {}): ParsedEmail {
  return {
    reading: 'full',
    problem: null,
    contentHash: newId(),
    rawSize: 4,
    messageId: `${newId()}@customer.test`,
    inReplyTo: [],
    references: [],
    subject: 'Broken kettle',
    from: [address('Cleo', 'cleo@customer.test')],
    fromHeaderCount: 1,
    replyTo: [],
    to: [address('', 'support@acme.test')],
    cc: [],
    bcc: [],
    sender: null,
    date: new Date(NOON),
    text: 'It leaks.',
    ownText: 'It leaks.',
    quotedText: '',
    hasHtml: false,
    html: null,
    attachments: [],
    attachmentsLeftOut: 0,
    headers: {
      autoSubmitted: null,
      precedence: null,
      listId: null,
      listUnsubscribe: null,
      returnPath: null,
      xAutoResponseSuppress: null,
      xAutoreply: null,
      xAutorespond: null,
      xFailedRecipients: null,
      feedbackId: null,
      contentType: null,
      reportType: null,
    },
    authenticationResults: [],
    deliveryStatus: [],
    returnedHeaders: null,
    ...changes,
  };
}

export function address(name: string, at: string): Address {
  return { name, address: at };
}

/** Stores an email with a raw source of its own. @returns its id. */
export async function storeEmail(
  tx: Tx,
  office: Office,
  changes: Partial<ParsedEmail> = {},
  attachmentBlobs = new Map<number, string>(),
): Promise<string> {
  const id = newId();
  const rawBlobId = await tx.blobs.put(office.workspaceId, Buffer.from(`raw ${id}`));
  await tx.emails.insert({
    id,
    workspaceId: office.workspaceId,
    rawBlobId,
    parsed: parsedEmail(changes),
    class: 'personal',
    attachmentBlobs,
  });
  return id;
}

export async function insertPost(
  tx: Tx,
  office: Office,
  conversationId: string,
  changes: Partial<NewPost> = {},
): Promise<string> {
  const post: NewPost = {
    id: newId(),
    workspaceId: office.workspaceId,
    conversationId,
    kind: 'card',
    ref: null,
    params: {},
    installationId: office.installationId,
    channel: 'CSupport',
    personId: null,
    rootId: null,
    wanted: 1,
    ...changes,
  };
  await tx.posts.insert(post);
  return post.id;
}
