import { join } from 'node:path';
import { stageMailboxes } from '../../bench/cast';
import { SECRET_KEY, Stage, type StageBot } from '../../bench/stage';
import { composeMail } from '../../sandbox/mail/composeMail';
import type { MessageState } from '../../sandbox/protocol';
import { buttonsOf } from '../crash/slackWindow';
import { createTestDatabase, type TestDatabase } from '../database';

jest.setTimeout(120_000);

const { address, channel } = stageMailboxes.support;
let database: TestDatabase;
let stage: Stage;

beforeAll(async () => {
  database = await createTestDatabase();
  stage = await Stage.open({ database, bot: join(__dirname, '../../dist/src/main.js'), timeScale: 50 });
});
afterAll(async () => {
  await stage.close();
  await database.drop();
});

let serial = 0;
async function deliver(letter: { subject?: string; text?: string; from?: string } = {}): Promise<string> {
  serial += 1;
  const subject = letter.subject ?? `Question ${serial}`;
  const { raw } = await composeMail({
    from: { name: 'Claire Martin', address: letter.from ?? 'claire@client.example' },
    to: [address],
    subject,
    text: letter.text ?? 'Where is my order?',
    attachments: [{ name: `plan-${serial}.txt`, type: 'text/plain', content: Buffer.from(`file ${serial}`) }],
    messageId: `<bot-test-${serial}@client.example>`,
  });
  stage.mail.deliver(address, raw);
  return subject;
}

function cards(): MessageState[] {
  return stage.slack.channel(channel).messages.filter((message) => buttonsOf(message).length > 2);
}

function cardAbout(subject: string): Promise<MessageState> {
  return stage.slack.waitFor(
    () => cards().find((card) => JSON.stringify(card.blocks).includes(subject)),
    20_000,
  );
}

async function click(card: MessageState, action: string): Promise<void> {
  const now = stage.slack.message(channel, card.ts)!;
  const button = buttonsOf(now).find((one) => one.action === action);
  if (!button) throw new Error(`There is no button "${action}": ${JSON.stringify(buttonsOf(now))}`);
  const { ok, error } = await stage.slack.as('dana').click(channel, card.ts, button.actionId);
  expect([ok, error]).toEqual([true, undefined]);
}

/** Waits until the card offers this step. */
function offers(card: MessageState, action: string): Promise<unknown> {
  return stage.slack.waitFor(() =>
    buttonsOf(stage.slack.message(channel, card.ts)!).some((one) => one.action === action),
  );
}

/** Take, resolve with a note, archive, and a word in the thread. */
async function journey(subject: string, words: { note: string; said: string }): Promise<void> {
  const dana = stage.slack.as('dana');
  const card = await cardAbout(subject);
  await click(card, 'take');
  await offers(card, 'resolve');
  await click(card, 'resolve');
  const input = await stage.slack.waitFor(() => dana.modal?.blocks.find((block) => block.type === 'input'));
  const { action_id } = input.element as { action_id: string };
  expect(await dana.submit({ [action_id]: words.note })).toMatchObject({ responseAction: 'clear' });
  await offers(card, 'reopen');
  await dana.message(channel, words.said, { thread: card.ts });
  await click(card, 'archive');
  await offers(card, 'unarchive');
  await click(card, 'read');
  await stage.slack.waitFor(() => dana.modal);
  await dana.close(true);
}

test('ends within ten seconds of SIGTERM, as containers have to, with work under way, leaves no process, and loses nothing', async () => {
  const bot = stage.startBot();
  await bot.ready();
  const before = cards().length;
  for (let n = 0; n < 60; n += 1) await deliver();
  await stage.slack.waitFor(() => cards().length > before, 20_000);
  const began = Date.now();
  expect(await bot.stop(20_000)).toEqual({ code: 0, signal: null });
  expect(Date.now() - began).toBeLessThan(10_000);
  // Its children were in the process group that it led.
  expect(() => process.kill(-bot.pid, 0)).toThrow('ESRCH');
  expect(cards().length).toBeLessThan(before + 60);

  const next = stage.startBot();
  await stage.slack.waitFor(() => cards().length >= before + 60, 30_000);
  await next.stop();
  expect(cards()).toHaveLength(before + 60);
});

test('says everything that is wrong with the configuration at once, and never a value', async () => {
  const wrong = {
    DATABASE_URL: 'mysql://someone:hunter2@database.example/postroom',
    SLACK_BOT_TOKEN: 'nonsense-for-a-token',
    SLACK_APP_TOKEN: '',
    POSTROOM_SECRET_KEY: 'much-too-short',
    PORT: 'eighty',
    LOG_LEVEL: 'shouting',
  };
  const bot = stage.startBot(wrong);
  expect(await bot.ended).toEqual({ code: 1, signal: null });
  for (const name of Object.keys(wrong)) expect(bot.output()).toContain(name);
  for (const value of ['hunter2', 'nonsense-for-a-token', 'much-too-short', 'eighty', 'shouting']) {
    expect(bot.output()).not.toContain(value);
  }
});

test('tells on /health how it is, and nothing anywhere else', async () => {
  const bot = stage.startBot();
  const url = await bot.ready();
  const response = await fetch(`${url}/health`);
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({
    ok: true,
    database: { ok: true },
    eventLoopDelay: { p99Ms: expect.any(Number) },
  });
  expect((await fetch(`${url}/`)).status).toBe(404);
  expect((await fetch(`${url}/slack/events`, { method: 'POST', body: '{}' })).status).toBe(404);
  await bot.stop();
});

test('never logs a secret, nor anything of an email or of what people say, at the loudest level', async () => {
  const bot = stage.startBot({ LOG_LEVEL: 'trace' });
  await bot.ready();
  const words = { note: 'NOTE-violet-4711', said: 'SAID-indigo-4712' };
  const letter = {
    subject: 'SUBJECT-amber-4713',
    text: 'BODY-crimson-4714 and more',
    from: 'address-4715@client.example',
  };
  await deliver(letter);
  await journey(letter.subject, words);
  // Errors are where secrets slip out.
  stage.slack.faults({
    add: [
      { kind: '500', method: 'chat.update' },
      { kind: 'drop', method: 'chat.postMessage' },
    ],
  });
  stage.mail.faults.imap.drop();
  stage.mail.faults.rejectPassword(address);
  await stage.slack.waitFor(() => bot.output().includes('is not being read'), 20_000);
  stage.mail.faults.rejectPassword(address, false);
  stage.slack.faults({ clear: true, dropSockets: 'abrupt' });
  await bot.stop();

  const log = bot.output();
  expect(log).toContain('"level":"debug"');
  const { botToken, appToken, signingSecret } = stage.slack;
  const secrets = {
    botToken,
    appToken,
    signingSecret,
    key: SECRET_KEY,
    password: 'the-password-of-the-stage',
  };
  for (const [name, secret] of Object.entries({ ...secrets, ...words, ...letter })) {
    expect({ name, inLog: log.includes(secret.split(' and ')[0]!) }).toEqual({ name, inLog: false });
  }
});

test('hears of clicks and forms over signed HTTP when there is no app token', async () => {
  const { signingSecret } = stage.slack;
  const bot: StageBot = stage.startBot({ SLACK_APP_TOKEN: '', SLACK_SIGNING_SECRET: signingSecret });
  const events = `${await bot.ready()}/slack/events`;
  const urls = { events, interactivity: events, commands: events, options: events };
  expect(await stage.slack.setRequestUrls(urls)).toBe(true);
  const subject = await deliver({ subject: 'Over HTTP' });
  await journey(subject, { note: 'done over HTTP', said: 'said over HTTP' });
  expect((await fetch(events, { method: 'POST', body: '{"type":"event_callback"}' })).status).toBe(401);
  await bot.stop();
  const notes: { text: string }[] = await stage.source.query('select text from discussion order by at');
  expect(notes.map(({ text }) => text)).toEqual(expect.arrayContaining(['done over HTTP', 'said over HTTP']));
});
