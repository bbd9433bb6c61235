import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ImapFlow, type ImapFlowOptions } from 'imapflow';
import { createTransport } from 'nodemailer';
import { type MailSandbox, startMail } from '../../../sandbox/mail/startMail';

const SUPPORT = { address: 'support@nord.example', password: 'harbour' };
const SALES = { address: 'ventes@nord.example', password: 'phare' };

let mail: MailSandbox;
const open: ImapFlow[] = [];

beforeEach(async () => {
  mail = await startMail({ accounts: [SUPPORT, SALES] });
});
afterEach(async () => {
  for (const client of open.splice(0)) client.close();
  await mail.close();
});

async function connect(more: Partial<ImapFlowOptions> = {}, who = SUPPORT): Promise<ImapFlow> {
  const client = new ImapFlow({
    host: mail.imap.host,
    port: mail.imap.port,
    secure: false,
    auth: { user: who.address, pass: who.password },
    logger: false,
    ...more,
  });
  client.on('error', () => {});
  open.push(client);
  await client.connect();
  return client;
}

const raw = (subject: string, body = 'Hello', more = '') =>
  `From: Ada <ada@client.example>\r\nTo: ${SUPPORT.address}\r\nSubject: ${subject}\r\n` +
  `Message-ID: <${subject}@client.example>\r\n${more}\r\n${body}\r\n`;

function next<T extends unknown[]>(client: ImapFlow, event: string): Promise<T> {
  return new Promise((resolve) =>
    client.once(event as 'exists', (...values: unknown[]) => resolve(values as T)),
  );
}

describe('reading with imapflow', () => {
  test('gives back every octet, raw 8-bit ones and bare line ends included', async () => {
    const all = Buffer.concat([
      Buffer.from('Subject: octets\r\nX-Raw: caf\xe9\r\n\r\n', 'latin1'),
      Buffer.from(Array.from({ length: 255 }, (_, i) => i + 1)),
      Buffer.from('\r\nlone\nline\rend without newline', 'latin1'),
    ]);
    const uid = mail.deliver(SUPPORT.address, all);
    const client = await connect();
    await client.mailboxOpen('INBOX');
    const message = await client.fetchOne(String(uid), { source: true, size: true }, { uid: true });
    expect(message).toMatchObject({ size: all.length });
    expect((message as { source: Buffer }).source.equals(all)).toBe(true);
  });

  test('streams a download in parts that join to the original', async () => {
    const big = Buffer.from(raw('big', 'x'.repeat(300_000)), 'latin1');
    const uid = mail.deliver(SUPPORT.address, big);
    const client = await connect();
    await client.mailboxOpen('INBOX');
    const download = await client.download(String(uid), undefined, { uid: true, chunkSize: 65_536 });
    const chunks: Buffer[] = [];
    for await (const chunk of download.content!) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).equals(big)).toBe(true);
  });

  test('names Archive, Sent, Trash, Junk and Drafts by their use', async () => {
    const client = await connect();
    const folders = await client.list();
    const uses = Object.fromEntries(folders.map((folder) => [folder.path, folder.specialUse]));
    expect(uses).toMatchObject({
      INBOX: '\\Inbox',
      Archive: '\\Archive',
      Sent: '\\Sent',
      Trash: '\\Trash',
      Junk: '\\Junk',
      Drafts: '\\Drafts',
    });
  });

  test('keeps the received time to the second', async () => {
    const internalDate = new Date('2026-03-04T05:06:07Z');
    const uid = mail.deliver(SUPPORT.address, raw('dated'), { internalDate });
    const client = await connect();
    await client.mailboxOpen('INBOX');
    const message = await client.fetchOne(String(uid), { internalDate: true }, { uid: true });
    expect(new Date((message as { internalDate: Date }).internalDate)).toEqual(internalDate);
  });

  test('fetches a batch of 10,000 from a cursor, and finds one by Message-ID', async () => {
    for (let i = 1; i <= 10_000; i++) mail.deliver(SUPPORT.address, raw(`n${i}`));
    const client = await connect();
    await client.mailboxOpen('INBOX');
    const uids: number[] = [];
    for await (const message of client.fetch('1:*', { uid: true, flags: true, source: true }, { uid: true }))
      uids.push(message.uid);
    expect(uids).toHaveLength(10_000);
    const thousand = Array.from({ length: 1000 }, (_, i) => 5000 + i * 2).join(',');
    let some = 0;
    for await (const _ of client.fetch(thousand, { uid: true, envelope: true }, { uid: true })) some += 1;
    expect(some).toBe(1000);
    expect(
      await client.search({ header: { 'message-id': '<n7777@client.example>' } }, { uid: true }),
    ).toEqual([7777]);
    expect(
      await client.search({ header: { 'message-id': '<nobody@client.example>' } }, { uid: true }),
    ).toEqual([]);
  }, 30_000);

  test('gives envelopes at once, of messages that are badly built too, and the others beside them', async () => {
    mail.deliver(SUPPORT.address, `Subject: old mac\rFrom: a@b.example\r\r${'line\r'.repeat(20_000)}`);
    mail.deliver(SUPPORT.address, `X-Long: ${'"<('.repeat(40_000)}\r\n\r\n`);
    mail.deliver(SUPPORT.address, '\x80\xff');
    mail.deliver(SUPPORT.address, raw('good'));
    const client = await connect();
    await client.mailboxOpen('INBOX');
    const begun = performance.now();
    const subjects: Array<string | undefined> = [];
    for await (const message of client.fetch('1:*', { envelope: true }, { uid: true }))
      subjects.push(message.envelope?.subject);
    expect(performance.now() - begun).toBeLessThan(15_000);
    expect(subjects).toHaveLength(4);
    expect(subjects).toEqual(expect.arrayContaining(['old mac', 'good']));
  });

  test('gives the header fields that were asked for, folding kept', async () => {
    const uid = mail.deliver(SUPPORT.address, raw('folded', 'Hi', 'References: <a@x>\r\n <b@x>\r\n'));
    const client = await connect();
    await client.mailboxOpen('INBOX');
    const message = await client.fetchOne(String(uid), { headers: ['references'] }, { uid: true });
    expect((message as { headers: Buffer }).headers.toString()).toBe('References: <a@x>\r\n <b@x>\r\n\r\n');
  });
});

describe('several sessions on one account', () => {
  test('an idling session hears of new mail, of a flag and of a removal by another session', async () => {
    mail.deliver(SUPPORT.address, raw('first'));
    const watcher = await connect();
    await watcher.mailboxOpen('INBOX');
    const idling = watcher.idle();

    const exists = next<[{ count: number }]>(watcher, 'exists');
    mail.deliver(SUPPORT.address, raw('second'));
    expect((await exists)[0].count).toBe(2);

    const worker = await connect();
    await worker.mailboxOpen('INBOX');
    const flagged = next<[{ uid: number; flags: Set<string> }]>(watcher, 'flags');
    await worker.messageFlagsAdd('2', ['\\Seen'], { uid: true });
    expect((await flagged)[0]).toMatchObject({ uid: 2, flags: new Set(['\\Seen']) });

    const expunged = next<[{ seq: number }]>(watcher, 'expunge');
    await worker.messageDelete('1', { uid: true });
    expect((await expunged)[0].seq).toBe(1);
    await watcher.noop();
    await idling;
  });

  test('after idling ends, answers and notices do not mix, and a later idle still hears', async () => {
    const watcher = await connect();
    await watcher.mailboxOpen('INBOX');
    for (let round = 1; round <= 20; round++) {
      const exists = next<[{ count: number }]>(watcher, 'exists');
      const idling = watcher.idle();
      mail.deliver(SUPPORT.address, raw(`round${round}`));
      await exists;
      const message = await watcher.fetchOne(String(round), { source: true }, { uid: true });
      await idling;
      expect(String((message as { source: Buffer }).source)).toContain(`round${round}`);
    }
  });

  test('accounts are apart: one does not see the other’s mail, nor log in with its password', async () => {
    mail.deliver(SALES.address, raw('only for sales'));
    const client = await connect();
    expect((await client.mailboxOpen('INBOX')).exists).toBe(0);
    await expect(connect({ auth: { user: SUPPORT.address, pass: SALES.password } })).rejects.toThrow();
  });
});

test.each(['with "quotes" and \\back\\slashes', 'phare à l’horizon', '{5}', ' (*%)'])(
  'a password may be %j, over IMAP and SMTP',
  async (password) => {
    await mail.close();
    mail = await startMail({ accounts: [{ ...SUPPORT, password }] });
    await expect(connect({}, { ...SUPPORT, password })).resolves.toBeDefined();
    const auth = { user: SUPPORT.address, pass: password };
    await expect(createTransport({ ...mail.smtp, ignoreTLS: true, auth }).verify()).resolves.toBe(true);
  },
);

describe('what the bot and mail clients change', () => {
  test('MOVE answers with the map from old to new UIDs', async () => {
    for (const name of ['a', 'b', 'c']) mail.deliver(SUPPORT.address, raw(name));
    mail.deliver(SUPPORT.address, raw('older'), { folder: 'Archive' });
    const client = await connect();
    await client.mailboxOpen('INBOX');
    const moved = await client.messageMove('1,3', 'Archive', { uid: true });
    expect(moved).toMatchObject({ destination: 'Archive' });
    expect((moved as { uidMap: Map<number, number> }).uidMap).toEqual(
      new Map([
        [1, 2],
        [3, 3],
      ]),
    );
    expect(mail.folder(SUPPORT.address, 'INBOX').messages.map((one) => one.uid)).toEqual([2]);
    expect(mail.folder(SUPPORT.address, 'Archive').messages.map((one) => one.uid)).toEqual([1, 2, 3]);
  });

  test('APPEND answers with the UID and keeps octets and flags', async () => {
    const client = await connect();
    const source = Buffer.from(raw('copy', 'D\xe9j\xe0 vu'), 'latin1');
    const answer = await client.append('Sent', source, ['\\Seen'], new Date('2026-05-01T10:00:00Z'));
    const sent = mail.folder(SUPPORT.address, 'Sent');
    expect(answer).toMatchObject({ uid: 1, uidValidity: BigInt(sent.uidValidity) });
    expect(sent.messages[0]).toMatchObject({ flags: ['\\Seen'], raw: source });
    expect(sent.messages[0]!.internalDate).toEqual(new Date('2026-05-01T10:00:00Z'));
  });

  test.each([
    ['a NUL', 'a\0b'],
    ['blanks at the end, where the command ends', 'words   '],
    ['no line end', 'words'],
    ['what looks like a literal', '{4}\r\nABCD'],
    ['nothing', ''],
  ])('APPEND keeps %s, and the session goes on', async (_name, body) => {
    const client = await connect();
    const source = Buffer.from(body === '' ? '\n' : `${raw('odd')}${body}`, 'latin1');
    const { uid } = (await client.append('INBOX', source)) as { uid: number };
    expect(mail.folder(SUPPORT.address, 'INBOX').messages.at(-1)).toMatchObject({ uid, raw: source });
    await client.mailboxOpen('INBOX');
    const fetched = await client.fetchOne(String(uid), { source: true }, { uid: true });
    expect(fetched).toMatchObject({ source });
  });

  test('a folder that was recreated has a higher UIDVALIDITY, UIDs from 1, and its sessions are cut', async () => {
    for (const name of ['a', 'b']) mail.deliver(SUPPORT.address, raw(name));
    mail.remove(SUPPORT.address, 'INBOX', [1]);
    const client = await connect();
    const before = (await client.mailboxOpen('INBOX')).uidValidity;
    const closed = next(client, 'close');
    mail.recreateFolder(SUPPORT.address, 'INBOX');
    await closed;
    const again = await connect();
    const after = await again.mailboxOpen('INBOX');
    expect(after.uidValidity > before).toBe(true);
    expect(mail.folder(SUPPORT.address, 'INBOX').messages.map((one) => one.uid)).toEqual([1]);
  });

  test('folders made, renamed and deleted by a client get UIDVALIDITYs of their own', async () => {
    const client = await connect();
    await client.mailboxCreate('Clients/Durand');
    await client.append('Clients/Durand', raw('kept'));
    const made = mail.folder(SUPPORT.address, 'Clients/Durand').uidValidity;
    await client.mailboxRename('Clients/Durand', 'Clients/Dupont');
    expect(mail.folder(SUPPORT.address, 'Clients/Dupont').messages).toHaveLength(1);
    await client.mailboxDelete('Clients/Dupont');
    await client.mailboxCreate('Clients/Dupont');
    const remade = mail.folder(SUPPORT.address, 'Clients/Dupont');
    expect(remade).toMatchObject({ uidNext: 1, messages: [] });
    expect(remade.uidValidity).toBeGreaterThan(made);
  });

  test('every change is told to listeners', async () => {
    const seen: string[] = [];
    mail.onChange((change) => seen.push(`${change.kind} ${change.folder} ${change.uids}`));
    mail.deliver(SUPPORT.address, raw('a'));
    mail.setFlags(SUPPORT.address, 'INBOX', 1, ['\\Seen']);
    mail.move(SUPPORT.address, 'INBOX', [1], 'Trash');
    expect(seen).toEqual(['added INBOX 1', 'flags INBOX 1', 'added Trash 1', 'removed INBOX 1']);
  });
});

describe('persistence', () => {
  test('messages, flags, UIDs, UIDNEXT, UIDVALIDITY and folders outlive a restart', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'postroom-mail-'));
    try {
      const first = await startMail({ accounts: [SUPPORT], dataDir });
      for (const name of ['a', 'b', 'c', 'd']) first.deliver(SUPPORT.address, raw(name, 'caf\xe9'));
      first.setFlags(SUPPORT.address, 'INBOX', 2, ['\\Seen', '\\Flagged']);
      first.move(SUPPORT.address, 'INBOX', [1], 'Archive');
      first.remove(SUPPORT.address, 'INBOX', [4]);
      await first.sendAsCustomer({
        from: { name: 'Ada', address: 'ada@client.example' },
        to: [SUPPORT.address],
        subject: 'Through SMTP',
        text: 'Hello',
      });
      const before = ['INBOX', 'Archive'].map((path) => first.folder(SUPPORT.address, path));
      await first.close();

      const second = await startMail({ accounts: [SUPPORT], dataDir });
      expect(['INBOX', 'Archive'].map((path) => second.folder(SUPPORT.address, path))).toEqual(before);
      expect(second.customer('ada@client.example').sent).toHaveLength(1);
      expect(second.deliver(SUPPORT.address, raw('e'))).toBe(before[0]!.uidNext);
      await second.close();
    } finally {
      await rm(dataDir, { recursive: true });
    }
  });
});

describe('SMTP', () => {
  const submission = (pass = SUPPORT.password) =>
    createTransport({
      ...mail.smtp,
      secure: false,
      ignoreTLS: true,
      auth: { user: SUPPORT.address, pass },
    });
  const reply = { from: SUPPORT.address, to: 'ada@client.example', subject: 'Re', text: 'Dear Ada' };

  test('a reply by the team reaches the customer’s own mailbox, with the trace of a real server', async () => {
    await submission().sendMail(reply);
    const [received] = mail.customer('ada@client.example').received;
    expect(received!.raw.toString()).toMatch(/^Return-Path: <support@nord.example>\r\nReceived: from /);
    expect(received!.raw.toString()).toContain('Dear Ada');
  });

  test('mail between the team’s accounts arrives in the INBOX; Bcc is delivered and not shown', async () => {
    await submission().sendMail({ ...reply, to: SALES.address, bcc: 'hidden@client.example' });
    const [received] = mail.folder(SALES.address, 'INBOX').messages;
    expect(received!.raw.toString()).not.toContain('Bcc');
    expect(mail.customer('hidden@client.example').received).toHaveLength(1);
  });

  test('raw 8-bit bodies and lines that begin with dots arrive byte for byte', async () => {
    const source = Buffer.from(raw('dots', '.\r\n..two\r\ncaf\xe9 \x80'), 'latin1');
    await createTransport({ ...mail.inbound, ignoreTLS: true }).sendMail({
      envelope: { from: 'ada@client.example', to: SUPPORT.address },
      raw: source,
    });
    const [received] = mail.folder(SUPPORT.address, 'INBOX').messages;
    expect(received!.raw.subarray(-source.length).equals(source)).toBe(true);
  });

  test('submission wants the right password', async () => {
    await expect(submission('wrong').sendMail(reply)).rejects.toMatchObject({ responseCode: 535 });
    await expect(createTransport({ ...mail.smtp, ignoreTLS: true }).sendMail(reply)).rejects.toMatchObject({
      responseCode: 530,
    });
  });

  test('planned failures: 451, 550 for one recipient, a cut before and a cut after delivery', async () => {
    mail.faults.smtp.plan({ on: 'data', kind: 451 });
    await expect(submission().sendMail(reply)).rejects.toMatchObject({ responseCode: 451 });

    mail.faults.smtp.plan({ on: 'rcpt', kind: 550, recipient: 'gone@client.example' });
    const partly = await submission().sendMail({
      ...reply,
      to: ['gone@client.example', 'ada@client.example'],
    });
    expect(partly).toMatchObject({ accepted: ['ada@client.example'], rejected: ['gone@client.example'] });

    mail.faults.smtp.plan({ on: 'data', kind: 'drop' });
    await expect(submission().sendMail(reply)).rejects.toThrow();
    expect(mail.customer('ada@client.example').received).toHaveLength(1);

    mail.faults.smtp.plan({ on: 'data', kind: 'dropAfter' });
    await expect(submission().sendMail(reply)).rejects.toThrow();
    expect(mail.customer('ada@client.example').received).toHaveLength(2);

    await submission().sendMail(reply);
    expect(mail.customer('ada@client.example').received).toHaveLength(3);
  });
});

describe('IMAP faults', () => {
  test('drop cuts open sessions of one account only', async () => {
    const support = await connect();
    const sales = await connect({}, SALES);
    const closed = next(support, 'close');
    expect(mail.faults.imap.drop(SUPPORT.address)).toBe(1);
    await closed;
    await expect(sales.noop()).resolves.not.toThrow();
  });

  test('refuse answers ECONNREFUSED until it is over', async () => {
    await mail.faults.imap.refuse(60);
    await expect(connect()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await mail.faults.clear();
    await expect(connect()).resolves.toBeDefined();
  });

  test('hang gives no greeting; what waited is served when it ends', async () => {
    mail.faults.imap.hang(true);
    await expect(connect({ greetingTimeout: 100 })).rejects.toMatchObject({ code: 'GREETING_TIMEOUT' });
    const patient = connect();
    mail.faults.imap.hang(false);
    await expect(patient).resolves.toBeDefined();
  });

  test('slow delays every command and keeps their order', async () => {
    const client = await connect();
    mail.deliver(SUPPORT.address, raw('a'));
    mail.faults.imap.slow(60);
    const begun = performance.now();
    await client.mailboxOpen('INBOX');
    const message = await client.fetchOne('1', { source: true });
    expect(performance.now() - begun).toBeGreaterThanOrEqual(118);
    expect(String((message as { source: Buffer }).source)).toContain('Subject: a');
  });

  test('a right password can be refused, by IMAP and by SMTP', async () => {
    mail.faults.rejectPassword(SUPPORT.address);
    await expect(connect()).rejects.toMatchObject({ authenticationFailed: true });
    await expect(connect({}, SALES)).resolves.toBeDefined();
    mail.faults.rejectPassword(SUPPORT.address, false);
    await expect(connect()).resolves.toBeDefined();
  });
});
