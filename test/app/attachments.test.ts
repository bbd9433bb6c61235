import { answer } from '../../src/app/answer';
import { fetchAttachment } from '../../src/app/fetchAttachment';
import { createAdmin } from '../../src/db/admin';
import { createAttachmentLinks } from '../../src/http/attachmentLinks';
import { derivedKey } from '../../src/secrets';
import type { Reply } from '../../src/ui/reply';
import { accountOf, Desk, formIn, type Somebody } from './desk';

let desk: Desk;
let conversationId: string;
const links = createAttachmentLinks({
  keys: [derivedKey('k'.repeat(40), 'attachment links')],
  publicUrl: () => 'https://postroom.example',
  clock: { now: () => new Date(desk.time) },
});

/** An email with a picture and a program, to the mailbox in which an agent sees only what is theirs. */
const LETTER = [
  'From: Zoe <zoe@zebra.test>',
  'To: sales@acme.test',
  'Subject: Photos',
  'Message-ID: <photos@zebra.test>',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=b',
  '',
  '--b',
  'Content-Type: text/plain',
  '',
  'See attached.',
  '--b',
  'Content-Type: image/png',
  'Content-Disposition: attachment; filename="vase.png"',
  'Content-Transfer-Encoding: base64',
  '',
  Buffer.from('a picture').toString('base64'),
  '--b',
  'Content-Type: application/octet-stream',
  'Content-Disposition: attachment; filename="invoice.exe"',
  'Content-Transfer-Encoding: base64',
  '',
  Buffer.from('a program').toString('base64'),
  '--b--',
  '',
].join('\r\n');

beforeAll(async () => {
  desk = await Desk.open({ teams: true });
  desk.app.links = links;
  const arrived = await desk.arrivesRaw(Buffer.from(LETTER), { to: 'sales@acme.test' });
  conversationId = arrived.conversationId;
  const { number } = await desk.state(conversationId);
  await desk.as('dana').command(`assign ${number} @ada`);
});
afterAll(() => desk.close());

const opened = (who: Somebody) => desk.as(who, 'teams').click('files', conversationId);
function tokensIn(reply: Reply): string[] {
  return [...JSON.stringify(reply).matchAll(/\/attachments\/([\w-]+)/g)].map((match) => match[1]!);
}
const fetchToken = async (token: string) => {
  const of = links.verify(token);
  return of && fetchAttachment(desk.app, of);
};

test('whoever sees the conversation opens its attachments, each behind a link', async () => {
  const reply = await opened('ada');
  expect(formIn(reply).title).toMatch(/^Pièces jointes #\d+$/);
  const tokens = tokensIn(reply);
  expect(tokens).toHaveLength(2);
  expect(await fetchToken(tokens[0]!)).toEqual({ fileName: 'vase.png', content: Buffer.from('a picture') });
  expect(await fetchToken(tokens[1]!)).toEqual({
    fileName: 'invoice.exe',
    content: Buffer.from('a program'),
  });
});

test.each<Somebody>(['ben', 'outsider', 'stranger'])(
  'given %s may not see the conversation, then there is no link, and no file with a link of somebody else',
  async (who) => {
    const reply = await opened(who);
    expect(reply.kind).toBe('notice');
    expect(tokensIn(reply)).toEqual([]);
    const of = links.verify(tokensIn(await opened('ada'))[0]!)!;
    const personId = desk.ids[who] ?? '01989a5e-7e1c-7c3a-8b00-000000000001';
    expect(await fetchAttachment(desk.app, { ...of, personId })).toBeNull();
  },
);

test('given the link was minted for another conversation, email or file, then nothing is found', async () => {
  const of = links.verify(tokensIn(await opened('ada'))[0]!)!;
  const other = await desk.arrives({ to: 'sales@acme.test', subject: 'Another' });
  await desk.as('dana').command(`assign ${(await desk.state(other.conversationId)).number} @ada`);
  expect(await fetchAttachment(desk.app, { ...of, conversationId: other.conversationId })).toBeNull();
  expect(await fetchAttachment(desk.app, { ...of, emailId: other.conversationId })).toBeNull();
  expect(await fetchAttachment(desk.app, { ...of, index: 9 })).toBeNull();
});

test('given the right is lost after the link was minted, then it is refused when it is fetched', async () => {
  const [token] = tokensIn(await opened('ada'));
  const { number } = await desk.state(conversationId);
  await desk.as('dana').command(`assign ${number} @ben`);
  expect(await fetchToken(token!)).toBeNull();
  const [bens] = tokensIn(await opened('ben'));
  expect(await fetchToken(bens!)).not.toBeNull();
  const system = { kind: 'system', id: null } as const;
  await createAdmin(desk.source, desk.app.clock).removeMember(desk.mailboxes.sales, desk.ids.ben!, system);
  expect(await fetchToken(bens!)).toBeNull();
});

test('given the link is older than it may be, then it is refused', async () => {
  const [token] = tokensIn(await opened('dana'));
  expect(await fetchToken(token!)).not.toBeNull();
  desk.time += 5 * 60_000;
  expect(await fetchToken(token!)).toBeNull();
});

test('in Teams a card with a button stands for the files, in Slack the files themselves', async () => {
  const posts = (await desk.posts(conversationId)).filter((post) => post.kind === 'files');
  const contents = await Promise.all(
    posts.map(async (post) => {
      const teams = post.installationId === desk.installations.teams;
      return [teams ? 'teams' : 'slack', await desk.content(post)] as const;
    }),
  );
  const of = (platform: string) => contents.find(([on]) => on === platform)?.[1];
  expect(of('slack')).toMatchObject({ kind: 'files', files: [{ name: 'vase.png' }] });
  const teams = of('teams')!;
  expect(teams.kind).toBe('card');
  expect(JSON.stringify(teams.card)).toContain('"action":"files"');
  expect(JSON.stringify(teams.card)).toMatch(/vase\.png · 9\soctets\\ninvoice\.exe/);
  expect(JSON.stringify(teams.card)).not.toContain('/attachments/');
});

test('inside a read email they open above it, and turning their pages replaces them', async () => {
  const ask = (input: object) =>
    answer(desk.app, {
      kind: 'click',
      requestId: `in-modal-${JSON.stringify(input)}`,
      from: accountOf('dana', 'slack'),
      channel: null,
      action: 'files',
      input: { conversation: conversationId, ...input },
      inModal: true,
    });
  expect((await ask({})).kind).toBe('form');
  expect((await ask({ page: 1 })).kind).toBe('replaceForm');
});
