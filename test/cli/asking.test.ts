import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { channelFor } from '../../src/cli/channelFor';
import { chooseVisibility } from '../../src/cli/chooseVisibility';
import { readPassword } from '../../src/cli/password';
import type { Directory } from '../../src/ports/directory';
import { fakeTerminal } from './fakeTerminal';

describe('the visibility of a mailbox', () => {
  it('is asked for, with both explained, until it is one of the two', async () => {
    const terminal = fakeTerminal({}, ['', 'everybody', '2']);

    expect(await chooseVisibility(terminal, undefined)).toBe('assigned-only');
    expect(terminal.noted.join('\n')).toMatch(
      /open .*Everybody in the channel.*assigned-only .*only what is/s,
    );
    expect(terminal.asked).toHaveLength(3);
  });

  it('is not asked for when it was given', async () => {
    expect(await chooseVisibility(fakeTerminal(), 'open')).toBe('open');
  });
});

describe('a password', () => {
  const words = { option: '--password', question: 'Password: ' };
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'postroom-password-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('comes from the variable that is named, and is blanked from then on', async () => {
    const terminal = fakeTerminal({ MAIL_PASSWORD: 'lighthouse-keeper' });

    expect(await readPassword(terminal, { env: 'MAIL_PASSWORD' }, words)).toBe('lighthouse-keeper');
    expect(terminal.secrets).toEqual(['lighthouse-keeper']);
  });

  it('comes from a file, without the line break at its end only', async () => {
    const file = join(folder, 'password');
    writeFileSync(file, ' light house \r\n', { mode: 0o600 });
    const terminal = fakeTerminal();

    expect(await readPassword(terminal, { file }, words)).toBe(' light house ');
    expect(terminal.noted).toEqual([]);
  });

  it('in a file that others can read comes with a warning', async () => {
    const file = join(folder, 'password');
    writeFileSync(file, 'lighthouse', { mode: 0o644 });
    const terminal = fakeTerminal();

    await readPassword(terminal, { file }, words);

    expect(terminal.noted.join()).toContain('chmod 600');
  });

  it('is asked for when nothing is named and somebody is there', async () => {
    const terminal = fakeTerminal({}, ['lighthouse']);

    expect(await readPassword(terminal, {}, words)).toBe('lighthouse');
    expect(terminal.asked).toEqual(['Password: ']);
  });

  it.each([
    ['no file', { file: '/nonexistent/password' }, /cannot be read \(ENOENT\)/],
    ['nobody there', {}, /--password-env VARIABLE or --password-file FILE/],
    ['two sources', { env: 'A', file: 'b' }, /not both/],
  ])('with %s is refused', async (_, source, sentence) => {
    await expect(readPassword(fakeTerminal(), source, words)).rejects.toThrow(sentence);
  });

  it('that is empty is refused', async () => {
    const file = join(folder, 'password');
    writeFileSync(file, '\n', { mode: 0o600 });

    await expect(readPassword(fakeTerminal(), { file }, words)).rejects.toThrow(/empty/);
  });
});

describe('the channel of a mailbox', () => {
  const directory = (channel: Awaited<ReturnType<Directory['channel']>>) =>
    ({ channel: async () => channel }) as unknown as Directory;
  const publicOne = { id: 'C1', name: 'support', isPrivate: false, botIsIn: false };
  const privateOne = { id: 'C2', name: 'desk', isPrivate: true, botIsIn: true };
  const find = (
    channel: Awaited<ReturnType<Directory['channel']>>,
    visibility: 'open' | 'assigned-only',
    allowPublic = false,
    terminal = fakeTerminal(),
  ) =>
    channelFor(directory(channel), terminal, {
      platform: 'slack',
      called: '#support',
      visibility,
      allowPublic,
    });

  it('may be a public one for an open mailbox, and a private one for both', async () => {
    expect(await find(publicOne, 'open')).toBe(publicOne);
    expect(await find(privateOne, 'open')).toBe(privateOne);
    expect(await find(privateOne, 'assigned-only')).toBe(privateOne);
  });

  it('has to be there, and to let the bot in', async () => {
    await expect(find(null, 'open')).rejects.toThrow(/no channel #support.*\/invite @Postroom/);
    await expect(find({ ...privateOne, botIsIn: false }, 'open')).rejects.toThrow(/\/invite @Postroom/);
  });

  it('is not public for an assigned-only mailbox, unless that is said', async () => {
    await expect(find(publicOne, 'assigned-only')).rejects.toThrow(/--allow-public-channel/);
    const terminal = fakeTerminal();
    expect(await find(publicOne, 'assigned-only', true, terminal)).toBe(publicOne);
    expect(terminal.noted.join()).toMatch(/^Careful: #support is public/);
  });
});
