import { simpleParser } from 'mailparser';
import type { ControlRoute } from '../../../sandbox/controlRoute';
import { mailRoutes } from '../../../sandbox/mail/mailRoutes';
import { type MailSandbox, startMail } from '../../../sandbox/mail/startMail';
import type { MailMessage, MailMessageBody, MailSend } from '../../../sandbox/mailProtocol';
import type { Patch } from '../../../sandbox/protocol';

const TEAM = 'support@nord.example';
let mail: MailSandbox;
let route: ControlRoute;

beforeEach(async () => {
  mail = await startMail({ accounts: [{ address: TEAM, password: 'harbour', name: 'Support' }] });
  route = mailRoutes(mail)[0]!;
});
afterEach(() => mail.close());

async function call<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<T> {
  const [pathname, query] = path.split('?');
  const request = { method, path: pathname!, query: new URLSearchParams(query), body };
  return (await route.handle(request)).json as T;
}

const listed = (account = TEAM, folder = 'INBOX') =>
  call<{ messages: MailMessage[] }>('GET', `/mail/messages?account=${account}&folder=${folder}`);

const letter: MailSend = {
  from: 'ada@client.example',
  fromName: 'Ada Okafor',
  to: [TEAM],
  subject: 'Crédit ✓',
  text: 'Bonjour, voici la facture.',
  attachments: [
    { name: 'facture août.csv', type: 'text/csv', base64: Buffer.from('a;b\n1;2\n').toString('base64') },
  ],
};

test('given a customer’s letter with a file, it arrives through SMTP and is listed, read and downloaded', async () => {
  const { messageId } = await call<{ messageId: string }>('POST', '/mail/send', letter);
  const { messages } = await listed();
  expect(messages).toEqual([
    expect.objectContaining({
      uid: 1,
      messageId,
      from: { name: 'Ada Okafor', address: 'ada@client.example' },
      subject: 'Crédit ✓',
      preview: 'Bonjour, voici la facture.',
      seen: false,
      attachments: [{ index: 0, name: 'facture août.csv', type: 'text/csv', size: 8 }],
    }),
  ]);
  const at = `account=${TEAM}&folder=INBOX&uid=1`;
  const { message } = await call<{ message: MailMessageBody }>('GET', `/mail/message?${at}`);
  expect(message.raw).toContain('Return-Path: <ada@client.example>');
  const query = new URLSearchParams(`${at}&index=0`);
  const { bytes } = await route.handle({ method: 'GET', path: '/mail/attachment', query, body: undefined });
  expect(bytes).toMatchObject({ type: 'text/csv', fileName: 'facture août.csv' });
  expect(Buffer.from(bytes!.data).toString()).toBe('a;b\n1;2\n');
  expect((await listed('ada@client.example', 'Sent')).messages).toHaveLength(1);
});

test('given an answer to a message, it carries the chain of References and quotes the message', async () => {
  await call('POST', '/mail/send', letter);
  const [first] = (await listed()).messages;
  await mail.sendAsCustomer({
    from: { name: 'Support', address: TEAM },
    to: ['ada@client.example'],
    subject: 'Re: Crédit ✓',
    text: 'Merci !\nÀ bientôt',
    inReplyTo: first!.messageId,
    references: [first!.messageId],
  });
  const [reply] = (await listed('ada@client.example')).messages;
  await call('POST', '/mail/send', {
    ...letter,
    subject: '',
    text: 'Une dernière chose.',
    attachments: undefined,
    replyToMessage: { account: 'ada@client.example', folder: 'INBOX', uid: reply!.uid },
  });
  const answer = await simpleParser(mail.folder(TEAM, 'INBOX').messages[1]!.raw);
  expect(answer).toMatchObject({
    subject: 'Re: Crédit ✓',
    inReplyTo: reply!.messageId,
    references: [first!.messageId, reply!.messageId],
  });
  expect(answer.text).toMatch(
    /^Une dernière chose\.\n\nOn .+, Support <support@nord\.example> wrote:\n> Merci !\n> À bientôt/,
  );
});

test('given a mail client, it moves, flags and deletes, and the folders count it', async () => {
  for (const n of [1, 2, 3]) mail.deliver(TEAM, `Subject: ${n}\r\n\r\nText\r\n`);
  expect(
    await call('POST', '/mail/move', { account: TEAM, folder: 'INBOX', uids: [2], target: 'Archive' }),
  ).toMatchObject({ ok: true, uidMap: { 2: 1 } });
  await call('POST', '/mail/flags', { account: TEAM, folder: 'INBOX', uids: [1], flags: ['\\Seen'] });
  await call('POST', '/mail/delete', { account: TEAM, folder: 'Archive', uids: [1] });
  const { folders } = await call<{ folders: unknown[] }>('GET', `/mail/folders?account=${TEAM}`);
  expect(folders).toContainEqual({ path: 'INBOX', specialUse: 'inbox', messages: 2, unseen: 1 });
  expect(folders).toContainEqual({ path: 'Archive', specialUse: 'archive', messages: 0, unseen: 0 });
  expect((await listed()).messages.find((one) => one.uid === 1)).toMatchObject({ subject: '1', seen: true });
});

test('given a message that is only HTML, the preview has its words and none of its markup or styles', async () => {
  const html = '<style>p{color:red}</style><p>Hello <b>you</b></p><script>alert(1)</script>&amp; me';
  mail.deliver(TEAM, `Subject: x\r\nContent-Type: text/html\r\n\r\n${html}\r\n`);
  const { message } = await call<{ message: MailMessageBody }>(
    'GET',
    `/mail/message?account=${TEAM}&folder=INBOX&uid=1`,
  );
  expect(message.preview).toBe('Hello you & me');
  expect(message.htmlSource).toContain('<script>');
});

test('given a burst of mail, a page hears of the account once', async () => {
  const heard: Patch[] = [];
  const first = new Promise<void>((resolve) => {
    route.connect!((patch) => {
      heard.push(patch);
      resolve();
    });
  });
  for (let n = 0; n < 50; n++) mail.deliver(TEAM, `Subject: ${n}\r\n\r\nText\r\n`);
  await first;
  expect(heard).toEqual([{ kind: 'mail', account: TEAM }]);
});

test.each([
  ['GET', '/mail/messages?account=nobody@nord.example', undefined, /no mail account "nobody@nord\.example"/],
  ['GET', `/mail/message?account=${TEAM}&uid=9`, undefined, /no message 9 in INBOX/],
  ['GET', `/mail/messages?account=${TEAM}&folder=Nope`, undefined, /no folder "Nope"\. It has: INBOX/],
  ['POST', '/mail/send', { ...letter, to: ['not an address'] }, /to\[0\]/],
  ['POST', '/mail/teleport', {}, /does not know POST \/control\/mail\/teleport/],
])('refuses %s %s with a sentence', async (method, path, body, sentence) => {
  expect(await call(method, path, body)).toMatchObject({ ok: false, error: expect.stringMatching(sentence) });
});
