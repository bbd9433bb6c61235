import { join } from 'node:path';
import { stageMailboxes } from '../../bench/cast';
import { Stage } from '../../bench/stage';
import { composeMail } from '../../sandbox/mail/composeMail';
import type { TeamsSandbox } from '../../sandbox/teams/startTeams';
import type { TeamsMessageState } from '../../sandbox/teamsProtocol';
import { createTestDatabase, type TestDatabase } from '../database';

jest.setTimeout(120_000);

const { address } = stageMailboxes.support;
let database: TestDatabase;
let stage: Stage;
let teams: TeamsSandbox;
let channel: string;

beforeAll(async () => {
  database = await createTestDatabase();
  const bot = join(__dirname, '../../dist/src/main.js');
  stage = await Stage.open({ database, bot, timeScale: 20, teams: true });
  teams = stage.teams!;
  channel = stage.teamsChannels.support;
  await stage.startBot({ LOG_LEVEL: 'debug' }).ready();
});
afterAll(async () => {
  await stage.close();
  await database.drop();
});

const dana = () => teams.as('dana');

async function arrives(subject: string): Promise<string> {
  const { raw } = await composeMail({
    from: { name: 'Claire Martin', address: 'claire@client.example' },
    to: [address],
    subject,
    text: 'Where is my order?',
    messageId: `<${subject.replace(/\W/g, '')}@client.example>`,
  });
  stage.mail.deliver(address, raw);
  const card = await teams.waitFor(
    () => roots().find((one) => JSON.stringify(one.card).includes(subject)),
    20_000,
  );
  return card.id;
}

function roots(): TeamsMessageState[] {
  return teams
    .channel(channel)
    .messages.filter(({ from, root, deleted }) => from === 'bot' && !root && !deleted);
}

function replies(id: string): TeamsMessageState[] {
  return teams.channel(channel).messages.filter(({ root }) => root === id);
}

const says = ({ card }: TeamsMessageState, words: string) => (JSON.stringify(card) ?? '').includes(words);

const shows = (id: string, words: string) =>
  teams.waitFor(() => JSON.stringify(teams.message(channel, id)?.card).includes(words), 10_000);

/** Everything that this person sees alone, in the channel. */
function whispered(name: 'dana' | 'ada'): string {
  const person = teams.as(name);
  const told = person.messages(channel).filter(({ targetedTo }) => targetedTo === person.id);
  return JSON.stringify(told.map(({ card }) => card));
}

test('given an email, then it is taken and handed over with a note in Teams, and Slack shows the same', async () => {
  const id = await arrives('A broken lamp');
  await dana().click(channel, id, 'Take');
  expect(JSON.stringify(dana().card(channel, id))).toContain('● Dana Petit');
  await shows(id, '● Dana Petit');

  await dana().click(channel, id, 'Assign');
  const [ben] = (await dana().search('in:person:person', 'Ben')).options!;
  await teams.as('ben').openPersonal();
  await teams.as('ben').message(teams.chat('ben')!.id, 'mine');
  await dana().submit({ 'in:person:person': ben!.value, 'in:lines:note': 'Please *call* her' });
  await shows(id, '● Ben Colin');
  const noted = await teams.waitFor(() => replies(id).find((one) => says(one, '*call*')));
  expect(noted.root).toBe(id);
  const notice = await teams.waitFor(() =>
    teams.chat('ben')!.messages.find((one) => says(one, 'Dana Petit assigned')),
  );
  expect(JSON.stringify(notice.card)).toContain(`https://teams.microsoft.com/l/message/`);
  const inSlack = () => JSON.stringify(stage.slack.channel(stageMailboxes.support.channel).messages);
  await stage.slack.waitFor(() => inSlack().includes('● Ben Colin') && inSlack().includes('*call*'));
});

test('given somebody may not, then they alone are told, by click, dialog and command', async () => {
  const id = await arrives('A late parcel');
  const ada = () => teams.as('ada');
  expect((await ada().click(channel, id, 'Assign')).shown).toMatchObject({
    tone: 'message',
    text: expect.stringContaining('dispatcher'),
  });
  const number = /#(\d+)/.exec(JSON.stringify(dana().card(channel, id)))![1];
  await ada().message(channel, `@Postroom archive ${number}`);
  expect(whispered('ada')).toContain('Take it first, or ask a dispatcher');
  expect(whispered('dana')).not.toContain('Take it first');
  expect(JSON.stringify(teams.message(channel, id)?.card)).toContain('● New');
});

test('given what is said in the thread, then it stands in Slack with its author, and follows its edits', async () => {
  const id = await arrives('A wrong invoice');
  const { id: said } = await dana().message(channel, 'Who knows **her**, @Ada Brun?', { root: id });
  const mirrored = (words: string) => () =>
    stage.slack
      .channel(stageMailboxes.support.channel)
      .messages.find((message) => JSON.stringify(message).includes(words));
  const mirror = await stage.slack.waitFor(mirrored('Who knows **her**, @Ada Brun?'));
  expect(JSON.stringify(mirror)).toContain('Dana Petit');
  await dana().edit(channel, said!, 'Never mind, found it');
  const edited = await stage.slack.waitFor(mirrored('Never mind, found it'));
  expect(edited.ts).toBe(mirror.ts);
});

test('given Home in the chat, then what is pressed there shows there', async () => {
  const subject = 'A missing key';
  await arrives(subject);
  await dana().openPersonal();
  const home = await teams.waitFor(() =>
    teams.chat('dana')!.messages.find((one) => says(one, 'postroom:home')),
  );
  const chat = teams.chat('dana')!.id;
  await dana().message(chat, 'unassigned');
  const list = await teams.waitFor(() =>
    teams.chat('dana')!.messages.find((one) => says(one, 'Assigned to nobody')),
  );
  expect((await dana().click(chat, list.id, 'Take')).shown).toEqual({ tone: 'message', text: 'Done.' });
  const shown = () => JSON.stringify(teams.chat('dana')!.messages.find(({ id }) => id === home.id)?.card);
  await teams.waitFor(() => shown().includes('"Resolve"'));
  await dana().click(chat, home.id, 'Resolve');
  await dana().submit({});
  await teams.waitFor(() => !shown().includes(subject));
});
