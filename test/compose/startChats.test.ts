import type { ChatPart } from '../../src/compose/chatPart';
import { startChats } from '../../src/compose/startChats';
import { NotReachedError } from '../../src/ports/notReached';
import { RecordedLog } from '../inside';

const SOON = { first: 1, cap: 5 };

/** A platform whose first answers are these errors. */
function part(platform: ChatPart['platform'], ...errors: Error[]) {
  let tries = 0;
  let started: () => void = () => undefined;
  const isStarted = new Promise<void>((resolve) => {
    started = resolve;
  });
  const start = async () => {
    tries += 1;
    const error = errors.shift();
    if (error) throw error;
    started();
    return `in ${platform}`;
  };
  return { chat: { platform, start } as unknown as ChatPart, isStarted, tries: () => tries };
}
const silent = () => new NotReachedError('Slack could not be asked.');

test('given one platform does not answer, then the other starts, and the first when it answers', async () => {
  const slack = part('slack', silent(), silent(), silent());
  const teams = part('teams');
  const log = new RecordedLog();
  const chats = await startChats([slack.chat, teams.chat], log, SOON);
  expect(chats.places).toEqual(['in teams']);
  await slack.isStarted;
  expect(slack.tries()).toBe(4);
  expect(teams.tries()).toBe(1);
  await chats.stop();
});

test('given none answers, then the start ends with the sentence', async () => {
  const slack = part('slack', silent());
  await expect(startChats([slack.chat], new RecordedLog(), SOON)).rejects.toThrow('could not be asked');
});

test('given one refuses the bot, then the start ends: waiting would not help', async () => {
  const slack = part('slack', new Error('Slack refuses SLACK_BOT_TOKEN.'));
  const teams = part('teams');
  await expect(startChats([slack.chat, teams.chat], new RecordedLog(), SOON)).rejects.toThrow('refuses');
});

test('given the bot stops, then nothing is tried any more', async () => {
  const slack = part('slack', silent(), silent());
  const chats = await startChats([slack.chat, part('teams').chat], new RecordedLog(), {
    first: 60_000,
    cap: 60_000,
  });
  await chats.stop();
  expect(slack.tries()).toBe(1);
});
