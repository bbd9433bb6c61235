import { createHash } from 'node:crypto';
import type { StageMailbox } from '../../bench/cast';
import type { Stage } from '../../bench/stage';
import { verifyHistory } from '../../src/db/historyVerify';
import { replay } from '../../src/domain/conversation';
import type { ConversationEvent } from '../../src/domain/events';
import type { Delivered } from './customers';
import { onServer } from './settled';
import type { Team } from './team';

const sha256 = (raw: Buffer) => createHash('sha256').update(raw).digest('hex');

/**
 * Every byte that was delivered is kept. Of an email that came again with other transport headers the first source is
 * the one that counts: the second may be taken for the first one, moved.
 */
export async function expectStored(stage: Stage, delivered: readonly Delivered[]): Promise<void> {
  const blobs: { id: string; hash: string; complete: boolean }[] = await stage.source.query(
    `select id, encode(hash, 'hex') as hash, complete from blob`,
  );
  const known = new Map(blobs.map((blob) => [blob.hash, blob]));
  const firsts = new Set(delivered.filter((one) => !one.duplicate).map((one) => one.hash));
  expect([...firsts].filter((hash) => !known.get(hash)?.complete)).toEqual([]);
  for (const hash of firsts) {
    const raw = await stage.store.transaction((tx) => tx.blobs.read(known.get(hash)!.id));
    expect(sha256(raw)).toBe(hash);
  }
  const emails: { hash: string }[] = await stage.source.query(
    `select encode(b.hash, 'hex') as hash from email e join blob b on b.id = e.raw_blob_id order by 1`,
  );
  expect(emails.map(({ hash }) => hash)).toEqual([...firsts].sort());
}

/** Every email is in the one conversation that it belongs to, duplicates known as such; every copy is known once. */
export async function expectConversations(stage: Stage, delivered: readonly Delivered[]): Promise<void> {
  for (const mailbox of Object.keys(stage.mailboxes) as StageMailbox[]) {
    const here = delivered.filter((one) => one.mailbox === mailbox);
    const rows: { place: string; conversation: string; messageId: string }[] = await stage.source.query(
      `select folder || ' ' || uid_validity || ' ' || uid as place, conversation_id as conversation,
              '<' || e.message_id || '>' as "messageId"
         from email_copy c join email e on e.id = c.email_id where c.mailbox_id = $1`,
      [stage.mailboxes[mailbox]],
    );
    const copies = new Map(rows.map((row) => [row.place, row]));
    const messages = onServer(stage, mailbox);
    expect(messages.map(({ raw }) => sha256(raw)).sort()).toEqual(here.map((one) => one.hash).sort());
    expect(rows.map(({ place }) => place).sort()).toEqual(messages.map(placeOf).sort());

    const exchanges = new Map(here.map((one) => [one.hash, one.exchange]));
    const pairs = new Set<string>();
    for (const message of messages) {
      const copy = copies.get(placeOf(message))!;
      pairs.add(`${exchanges.get(sha256(message.raw))} ${copy.conversation}`);
      expect(message.raw.toString('latin1')).toContain(copy.messageId);
    }
    // As many pairs as exchanges and as conversations: one each.
    const [{ conversations, emails }] = await stage.source.query(
      `select (select count(*)::int from conversation where mailbox_id = $1) as conversations,
              (select count(*)::int from conversation_email where mailbox_id = $1) as emails`,
      [stage.mailboxes[mailbox]],
    );
    expect(pairs.size).toBe(new Set(exchanges.values()).size);
    expect(conversations).toBe(pairs.size);
    expect(emails).toBe(here.filter((one) => !one.duplicate).length);
  }
}

function placeOf({ folder, uidValidity, uid }: { folder: string; uidValidity: number; uid: number }): string {
  return `${folder} ${uidValidity} ${uid}`;
}

/** The chain verifies, and replaying each stream gives its row. */
export async function expectHistory(stage: Stage): Promise<void> {
  const { breaks, checkpointBreak, events } = await verifyHistory(stage.source);
  expect({ breaks, checkpointBreak }).toEqual({ breaks: [], checkpointBreak: null });
  expect(events).toBeGreaterThan(0);
  const rows: { id: string }[] = await stage.source.query('select id from conversation');
  for (const { id } of rows) {
    await stage.store.transaction(async (tx) => {
      const state = (await tx.conversations.get(id))!;
      const history = await tx.history.read<ConversationEvent>({ kind: 'conversation', id });
      expect(replay(id, state.workspaceId, history)).toEqual(state);
    });
  }
}

/** What a person was told was done is in the history once, and nothing is there that nobody did. */
export async function expectActions(stage: Stage, { clicks, submitted, said }: Team): Promise<void> {
  const notes: { text: string; kind: string; count: number }[] = await stage.source.query(
    `select text, kind, count(*)::int as count from discussion where kind <> 'gap' group by 1, 2`,
  );
  const countOf = (text: string) => notes.find((row) => row.text === text)?.count ?? 0;
  for (const { text, accepted } of submitted) {
    if (accepted) expect([text, countOf(text)]).toEqual([text, 1]);
    else expect(countOf(text)).toBeLessThanOrEqual(1);
  }
  const [{ gaps }] = await stage.source.query(
    `select count(*)::int as gaps from discussion where kind = 'gap'`,
  );
  // What is said while nobody listens is asked for afterwards; where chat would not tell, that is marked.
  for (const text of said) {
    if (gaps === 0) expect([text, countOf(text)]).toEqual([text, 1]);
    else expect(countOf(text)).toBeLessThanOrEqual(1);
  }
  const done: { type: string; conversation: string; count: number }[] = await stage.source.query(
    `select type, stream_id as conversation, count(*)::int as count from history
      where stream_kind = 'conversation' and actor_kind = 'person' and type in ('taken', 'archived', 'unarchived')
      group by 1, 2`,
  );
  const types: Record<string, string> = { take: 'taken', archive: 'archived', unarchive: 'unarchived' };
  for (const { type, conversation, count } of done) {
    const asked = clicks.filter((one) => types[one.action] === type && one.conversation === conversation);
    expect(count).toBeLessThanOrEqual(asked.length);
  }
}
