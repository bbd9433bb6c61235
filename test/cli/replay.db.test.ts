import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CommandLine, openCommandLine } from './commandLine';

jest.setTimeout(120_000);

let line: CommandLine;
let folder: string;
beforeAll(async () => {
  line = await openCommandLine();
  folder = mkdtempSync(join(tmpdir(), 'postroom-replay-'));
  const email = (id: string, more: string[], text: string) =>
    [
      'From: Cleo <cleo@customer.example>',
      'To: support@acme.test',
      'Date: Sun, 22 Nov 2026 10:00:00 +0000',
      `Message-ID: <${id}@customer.example>`,
      ...more,
      '',
      text,
      '',
    ].join('\n');
  mkdirSync(join(folder, 'later'));
  const put = (name: string, text: string) => writeFileSync(join(folder, name), text);
  put('1', email('first', ['Subject: Kettle'], 'It leaks. Où est-il ?'));
  put('2.eml', email('second', ['Subject: Re: Kettle', 'In-Reply-To: <first@customer.example>'], 'Still.'));
  put('later/copy of 1', email('first', ['Subject: Kettle'], 'It leaks. Où est-il ?'));
  put('later/words.txt', 'No email at all\n');
  put('later/zero', '');
  put('MANIFEST.tsv', 'file\n');
  const added = await line.run(line.addSupport('--visibility', 'open'));
  expect(added).toMatchObject({ code: 0 });
});
afterAll(async () => {
  await line.close();
  rmSync(folder, { recursive: true });
});

const inbox = () => line.mail.folder('support@acme.test', 'INBOX').messages;

describe('postroom replay', () => {
  it('delivers nothing while no bot is there to take it in', async () => {
    const { code, out, err } = await line.run(['replay', folder]);

    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/No bot is running.*npm start, or npm run demo.*Nothing was delivered/);
    expect(inbox()).toEqual([]);
  });

  it('says of each file what became of it, and how busy the bot was', async () => {
    await line.startBot();

    const { code, out } = await line.run(['replay', folder, '--verbose']);

    const words = out.split('\n').map((text) => text.trim().replace(/ +/g, ' '));
    expect(words).toEqual(
      expect.arrayContaining([
        'card #1 1',
        'joined #1 2.eml',
        'duplicate #1 later/copy of 1',
        'unreadable #2 later/words.txt (it is no email)',
        'refused later/zero (The file is empty.)',
        expect.stringMatching(/^Delivered 4 of 5 files to support@acme\.test in .* Left out: 1 /),
        '1 card became a card',
        '1 joined joined a conversation',
        '1 duplicate was there already',
        expect.stringMatching(/^1 unreadable /),
        '1 refused was not accepted by the mail server',
        expect.stringMatching(/^Event loop of the bot meanwhile: p99 [\d.]+ ms, largest delay [\d.]+ ms\.$/),
      ]),
    );
    // Not everything was taken.
    expect(code).toBe(1);
  });

  it('put the bytes of the files on the server, with the line ends of mail', async () => {
    const raw = inbox().map((message) => message.raw.toString());

    expect(raw).toHaveLength(4);
    expect(raw[0]).toMatch(/^From: Cleo <cleo@customer\.example>\r\n.*\r\n\r\nIt leaks\. Où est-il \?\r\n$/s);
  });

  it('knows a folder that it has delivered before', async () => {
    rmSync(join(folder, 'later', 'zero'));
    const { code, out } = await line.run(['replay', folder, '--mailbox', 'support']);

    expect(code).toBe(0);
    expect(out).toMatch(/0 {2}card .*\n *0 {2}joined .*\n *4 {2}duplicate /);
  });

  it('delivers nothing into a mailbox that is paused, or that it has to guess', async () => {
    await line.run(['mailbox', 'pause', 'support']);
    expect(await line.run(['replay', folder])).toMatchObject({
      code: 1,
      err: 'support is paused. First: postroom mailbox resume support\n',
    });
    expect(await line.run(['replay', folder, '--mailbox', 'sales'])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/no mailbox "sales"/),
    });
    expect(inbox()).toHaveLength(8);
  });
});
