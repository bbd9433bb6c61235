import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createParser, type Parser, type ParserOptions } from '../../src/mail/parser';
import { fixture } from '../fixtures/email/read';

const DIST = path.join(__dirname, '../../dist/src/mail');
const simple = Buffer.from('From: a@x.example\nSubject: hello\n\nHow are you?\n');
/** One text of 24 MB: a reader needs 400 MB for it. */
const heavy = Buffer.concat([
  Buffer.from('From: a@x.example\nSubject: heavy\n\n'),
  Buffer.alloc(24_000_000, 'bonjour tout le monde\n'),
]);

// Starting processes takes its time on a busy machine.
jest.setTimeout(30_000);

const parsers: Parser[] = [];
function parserWith(options: ParserOptions = {}): Parser {
  const parser = createParser({ size: 1, ...options });
  parsers.push(parser);
  return parser;
}
afterEach(async () => {
  await Promise.all(parsers.splice(0).map((parser) => parser.close()));
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('createParser', () => {
  it('starts no process before the first email', () => {
    expect(parserWith().pids()).toEqual([]);
  });

  it('reads emails in another process, with dates and bytes intact', async () => {
    const parser = parserWith();
    const email = await parser.parse(fixture('attachments.eml'));
    expect(parser.pids()).toHaveLength(1);
    expect(parser.pids()).not.toContain(process.pid);
    expect(email.date).toEqual(new Date('2026-03-12T07:00:00Z'));
    expect(Buffer.isBuffer(email.attachments[1]?.content)).toBe(true);
    expect(email.attachments[1]?.content.toString('latin1')).toMatch(/^%PDF/);
  });

  it('reads a hundred emails at once, in order of arrival, with few processes', async () => {
    const parser = parserWith({ size: 2 });
    const subjects = Array.from({ length: 100 }, (_, index) => `number ${index}`);
    const emails = await Promise.all(
      subjects.map((subject) => parser.parse(Buffer.from(`Subject: ${subject}\n\nx`))),
    );
    expect(emails.map((email) => email.subject)).toEqual(subjects);
    expect(parser.pids().length).toBeLessThanOrEqual(2);
  });

  it('kills a reading that takes too long, keeps its headers and goes on with the next', async () => {
    const parser = parserWith({ timeoutMs: 4000 });
    await parser.parse(simple);
    const [first] = parser.pids() as [number];
    // A stopped process answers as little as one that is lost in an email.
    process.kill(first, 'SIGSTOP');
    const [slow, next] = await Promise.all([
      parser.parse(fixture('outlook-reply.eml')),
      parser.parse(simple),
    ]);
    expect(slow).toMatchObject({ reading: 'headersOnly', problem: 'tooSlow', subject: 'RE: Quote Q-2207' });
    expect(slow.contentHash).toMatch(/^[0-9a-f]{64}$/);
    expect(next).toMatchObject({ reading: 'full', text: 'How are you?' });
    expect(parser.pids()).not.toContain(first);
    expect(await gone(first)).toBe(true);
  });

  it('kills a reading that takes too much memory', async () => {
    const parser = parserWith({ memoryMb: 200 });
    await parser.parse(simple);
    const email = await parser.parse(heavy);
    expect(email).toMatchObject({ reading: 'headersOnly', problem: 'tooMuchMemory', subject: 'heavy' });
    expect(await parser.parse(simple)).toMatchObject({ reading: 'full' });
  });

  it('reads an email again whose child was killed from outside', async () => {
    const parser = parserWith();
    await parser.parse(simple);
    const [first] = parser.pids() as [number];
    // Stopped, it cannot finish before it is killed.
    process.kill(first, 'SIGSTOP');
    const reading = parser.parse(simple);
    process.kill(first, 'SIGKILL');
    expect(await reading).toMatchObject({ reading: 'full', text: 'How are you?' });
    expect(parser.pids()).not.toContain(first);
  });

  it('replaces a child that died between two emails', async () => {
    const parser = parserWith();
    await parser.parse(simple);
    const [first] = parser.pids() as [number];
    process.kill(first, 'SIGKILL');
    expect(await parser.parse(simple)).toMatchObject({ reading: 'full', subject: 'hello' });
  });

  it('rejects what waits when it is closed, and leaves no process', async () => {
    const parser = parserWith();
    await parser.parse(simple);
    const pids = parser.pids();
    const waiting = Promise.allSettled([parser.parse(heavy), parser.parse(simple)]);
    await parser.close();
    expect((await waiting).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(parser.parse(simple)).rejects.toThrow(/closed/);
    expect(pids.filter(isAlive)).toEqual([]);
  });

  it('reads a large email with its attachment in reasonable time', async () => {
    const file = Buffer.alloc(
      18_000_000,
      'QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5ejAxMjM0NTY3ODkr\n',
    );
    const head =
      'From: a@x.example\nSubject: film\nContent-Type: video/mp4\nContent-Transfer-Encoding: base64\n' +
      'Content-Disposition: attachment; filename=film.mp4\n\n';
    const email = await parserWith().parse(Buffer.concat([Buffer.from(head), file]));
    expect(email).toMatchObject({ reading: 'full', problem: null });
    expect(email.attachments[0]?.content.length).toBe(email.attachments[0]?.size);
    expect(email.attachments[0]?.size).toBeGreaterThan(13_000_000);
  });
});

describe('a process that uses a parser', () => {
  const start = (script: string): ChildProcess =>
    spawn(process.execPath, ['-e', script], { cwd: DIST, stdio: ['ignore', 'pipe', 'inherit'] });
  const prelude = `const { createParser } = require('./parser.js'); const parser = createParser({ size: 1 });
    const raw = Buffer.from('Subject: x\\n\\nbody');`;

  it('ends by itself although its parser was never closed', async () => {
    const child = start(`${prelude} parser.parse(raw).then((email) => console.log(email.subject));`);
    const output = once(child.stdout as NodeJS.ReadableStream, 'data');
    const [code] = await once(child, 'exit');
    expect(code).toBe(0);
    expect(String((await output)[0])).toBe('x\n');
  });

  it('takes its readers with it when it is killed', async () => {
    const child = start(
      `${prelude} parser.parse(raw).then(() => console.log(parser.pids()[0])); setInterval(() => {}, 1000);`,
    );
    const [printed] = await once(child.stdout as NodeJS.ReadableStream, 'data');
    const reader = Number(String(printed));
    expect(isAlive(reader)).toBe(true);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await expect(gone(reader)).resolves.toBe(true);
  });
});

/** Waits for the end of a process that is not our child: nothing announces it, so it is asked again and again. */
async function gone(pid: number): Promise<boolean> {
  const deadline = Date.now() + 10_000;
  while (isAlive(pid) && Date.now() < deadline) await new Promise((resolve) => setImmediate(resolve));
  return !isAlive(pid);
}
