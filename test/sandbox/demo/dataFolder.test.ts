import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openRun, type Run } from '../../../sandbox/demo/dataFolder';
import { onlyOne } from '../../../sandbox/demo/onlyOne';

let root: string;
let said: string[];
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'postroom-run-'));
  said = [];
});
afterEach(() => rm(root, { recursive: true }));

const open = (more: { fresh?: boolean; databaseUrl?: string } = {}): Run =>
  openRun({ root, fresh: false, databaseUrl: '', say: (sentence) => said.push(sentence), ...more });

test('a run that was finished is continued with its secrets and ports', () => {
  const first = open();
  expect(first.isNew).toBe(true);
  first.settings.imapPort = 4143;
  first.finished();
  const second = open();
  expect(second).toMatchObject({ id: first.id, isNew: false, settings: first.settings, mail: first.mail });
  expect(said).toEqual([]);
});

test('given a run from before there was Teams, all start afresh and it is said', async () => {
  const first = open();
  first.finished();
  const file = join(root, 'run.json');
  const { teamsPassword: _, ...older } = JSON.parse(await readFile(file, 'utf8'));
  await writeFile(file, JSON.stringify(older));
  expect(open().id).not.toBe(first.id);
  expect(said).toEqual(['The last run knew nothing of Teams yet, so everything starts afresh.']);
});

test('the key is random, and only its owner can read it', async () => {
  const first = open();
  expect(Buffer.from(first.settings.secretKey, 'base64')).toHaveLength(32);
  expect((await stat(join(root, 'run.json'))).mode & 0o777).toBe(0o600);
  expect(open({ fresh: true }).settings.secretKey).not.toBe(first.settings.secretKey);
});

test.each([
  ['bot', 'The database of the last run is missing, so all three start afresh.'],
  ['chat', 'The chat of the last run is missing, so all three start afresh.'],
  ['mail', 'The mail of the last run is missing, so all three start afresh.'],
] as const)('given the %s part is gone, all three start afresh and it is said', async (part, sentence) => {
  const first = open();
  first.finished();
  await writeFile(join(first.mail, 'old'), 'x');
  await rm(first[part], { recursive: true });
  const second = open();
  expect(said).toEqual([sentence]);
  expect(second).toMatchObject({ isNew: true });
  expect(existsSync(join(root, `run-${first.id}`))).toBe(false);
});

test('given a part from another run, all three start afresh', async () => {
  const first = open();
  first.finished();
  await writeFile(join(first.chat, 'run-id'), 'another');
  open();
  expect(said).toEqual(['The chat belongs to another run, so all three start afresh.']);
});

test('given a first start that did not finish, or another database, it starts afresh', () => {
  open();
  open().finished();
  open({ databaseUrl: 'postgres://elsewhere/postroom' });
  expect(said).toEqual([
    'The last first start did not finish, so everything starts afresh.',
    'DATABASE_URL is not the one of the last start, so the sandbox starts afresh as well.',
  ]);
});

test('starting over removes only what the demo made in a folder that somebody named', async () => {
  await mkdir(join(root, 'run-away-plans'));
  await writeFile(join(root, 'letters.txt'), 'mine');
  open().finished();
  open({ fresh: true });
  expect(existsSync(join(root, 'run-away-plans'))).toBe(true);
  expect(existsSync(join(root, 'letters.txt'))).toBe(true);
});

test('a second demo is turned away while the first one lives; a number left by a killed one is not minded', async () => {
  const release = onlyOne(root);
  expect(() => onlyOne(root)).not.toThrow();
  release();
  expect(existsSync(join(root, 'demo.pid'))).toBe(false);
  // Process 1 lives and is not a demo: the number was given to somebody else.
  await writeFile(join(root, 'demo.pid'), '1');
  if (process.platform === 'linux') expect(() => onlyOne(root)).not.toThrow();
});
