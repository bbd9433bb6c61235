import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ImapFlow } from 'imapflow';
import { createTransport } from 'nodemailer';
import { type Address, startMail } from '../../../sandbox/mail/startMail';

const TEAM = { address: 'support@nord.example', password: 'harbour' };
let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'postroom-mail-'));
});
afterEach(() => rm(dataDir, { recursive: true }));

async function startProcess(): Promise<{ child: ChildProcess; imap: Address; inbound: Address }> {
  const script = join(__dirname, 'mailProcess.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface({ input: child.stdout! }), 'line');
  return { child, ...JSON.parse(line) };
}

test('given SIGKILL in the middle of deliveries and moves, nothing that was acknowledged is lost', async () => {
  const { child, imap, inbound } = await startProcess();
  const accepted: string[] = [];
  const transport = createTransport({ ...inbound, ignoreTLS: true, pool: true, maxConnections: 3 });
  const sending = Array.from({ length: 200 }, async (_, n) => {
    await transport.sendMail({
      envelope: { from: 'ada@client.example', to: TEAM.address },
      raw: `Subject: n${n}\r\nMessage-ID: <n${n}@client.example>\r\n\r\n${'x'.repeat(n * 50)}\r\n`,
    });
    accepted.push(`n${n}`);
    if (accepted.length === 40) child.kill('SIGKILL');
  });
  const client = new ImapFlow({
    ...imap,
    secure: false,
    auth: { user: TEAM.address, pass: TEAM.password },
    logger: false,
  });
  client.on('error', () => {});
  await client.connect();
  await client.mailboxOpen('INBOX');
  const moved: number[] = [];
  const moving = (async () => {
    for (let uid = 1; child.exitCode === null && child.signalCode === null && client.usable; uid++) {
      const answer = await client.messageMove(String(uid), 'Archive', { uid: true }).catch(() => false);
      if (answer && typeof answer === 'object' && answer.uidMap?.size) moved.push(uid);
    }
  })();
  await Promise.allSettled([...sending, moving]);
  transport.close();
  client.close();
  expect(accepted.length).toBeGreaterThanOrEqual(40);
  expect(accepted.length).toBeLessThan(200);

  const mail = await startMail({ accounts: [TEAM], dataDir });
  const inbox = mail.folder(TEAM.address, 'INBOX').messages;
  const archive = mail.folder(TEAM.address, 'Archive').messages;
  const kept = [...inbox, ...archive].map((one) => /^Subject: (.*)\r$/m.exec(one.raw.toString())![1]);
  expect(kept).toEqual(expect.arrayContaining(accepted));
  // One MOVE may be caught between its two halves, as on any server: then the message is in both folders.
  expect(kept.length - new Set(kept).size).toBeLessThanOrEqual(1);
  expect(inbox.filter((one) => moved.includes(one.uid))).toEqual([]);
  await mail.close();
}, 30_000);

test('given a journal whose last line was torn, everything before it is there and new mail follows', async () => {
  const first = await startMail({ accounts: [TEAM], dataDir });
  first.deliver(TEAM.address, 'Subject: whole\r\n\r\n1\r\n');
  await first.close();
  const journal = join(dataDir, 'accounts', encodeURIComponent(TEAM.address), 'folders.jsonl');
  await appendFile(journal, '{"op":"add","path":"INBOX","uid":2,"fla');

  const second = await startMail({ accounts: [TEAM], dataDir });
  expect(second.deliver(TEAM.address, 'Subject: next\r\n\r\n2\r\n')).toBe(2);
  expect(second.folder(TEAM.address, 'INBOX').messages).toHaveLength(2);
  await second.close();
  const third = await startMail({ accounts: [TEAM], dataDir });
  expect(third.folder(TEAM.address, 'INBOX').messages).toHaveLength(2);
  await third.close();
});
