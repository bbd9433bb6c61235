import { plain } from '../../src/ui/text';
import { INSTALLATION, type Rehearsal, rehearse } from './rehearsal';

let on: Rehearsal;
let channel: string;
/** The root of a thread under a card of ours. */
let card: string;

beforeEach(async () => {
  on = await rehearse();
  channel = on.channel('support');
  const posted = await on.chat.post(
    { installationId: INSTALLATION, channel },
    {
      card: { summary: 'A card', pieces: [{ kind: 'text', text: plain('A card') }] },
      key: '01890a5d-ac96-774b-bcce-b302099a8057.1',
      thread: null,
      broadcast: false,
    },
  );
  if (!posted.ok) throw new Error(JSON.stringify(posted));
  card = posted.value.ts;
});
afterEach(() => on.stop());

const ada = () => on.sandbox.as('ada');
const ben = () => on.sandbox.as('ben');

/** What only this person sees in the channel. */
function whispered(name: 'ada' | 'ben'): string {
  const person = on.sandbox.as(name);
  const told = person.messages(channel).filter(({ targetedTo }) => targetedTo === person.id);
  return JSON.stringify(told.map((message) => message.card));
}

describe('a command', () => {
  test('given the bot is mentioned, then words, people and quotes arrive as they were meant', async () => {
    await ben().message(channel, '@Postroom  assign 142 @Ada Moreau “call her & him” <b>');
    expect(on.inside.requests).toMatchObject([
      {
        kind: 'command',
        channel,
        from: { platform: 'teams', team: on.sandbox.tenantId, user: ben().id },
        words: ['assign', '142', { user: ada().id }, 'call her & him', '<b>'],
      },
    ]);
    expect(on.inside.of('messageWritten')).toEqual([]);
  });

  test('given it is answered, then only they see it, in its thread', async () => {
    on.inside.answers = () => ({ kind: 'notice', tone: 'info', text: plain('Ben owns 142 now.') });
    await ben().message(channel, '@Postroom take 142');
    expect(whispered('ben')).toContain('Ben owns 142 now.');
    expect(JSON.stringify(ada().messages(channel))).not.toContain('Ben owns 142 now.');
  });

  test('given the tenant knows no such messages, then the answer comes in their chat, and is asked for once an hour', async () => {
    on.sandbox.settings({ targetedMessages: false });
    on.inside.answers = () => ({ kind: 'notice', tone: 'info', text: plain('Ben owns 142 now.') });
    await ben().openPersonal();
    await ben().message(channel, '@Postroom take 142');
    await ben().message(channel, '@Postroom take 142');
    const chat = on.sandbox.chat('ben');
    expect(
      chat?.messages.filter((one) => JSON.stringify(one.card).includes('Ben owns 142 now.')),
    ).toHaveLength(2);
    expect(on.sandbox.calls('sendTargeted')).toHaveLength(1);
    expect(JSON.stringify(on.sandbox.channel('support').messages)).not.toContain('Ben owns');
  });

  test('given it needs a form, then a button opens it', async () => {
    const form = {
      title: 'Assign #142',
      submit: 'Assign',
      close: 'Cancel',
      intro: [],
      fields: [],
      token: { action: 'assign', nonce: 'n', conversationId: 'c-1', seenVersion: 3 },
    };
    on.inside.answers = () => ({ kind: 'form', form });
    await ben().message(channel, '@Postroom assign 142');
    const told = ben()
      .messages(channel)
      .find(({ targetedTo }) => targetedTo === ben().id);
    await ben().click(channel, told!.id, 'Assign #142');
    expect(on.inside.requests.at(-1)).toMatchObject({
      kind: 'click',
      action: 'assign',
      input: { conversation: 'c-1', version: 3 },
    });
    expect(ben().dialog?.title).toBe('Assign #142');
  });

  test('given only the bot is named, then it is a call for help, which says what is heard here', async () => {
    on.inside.answers = () => ({ kind: 'card', card: { summary: 'Help', pieces: [] } });
    await ben().message(channel, '@Postroom');
    expect(on.inside.requests).toMatchObject([{ kind: 'command', words: [] }]);
    expect(whispered('ben')).toContain('I read all replies to my cards');
  });

  test('given the permission was not granted, then help says that mentions are heard only', async () => {
    on.sandbox.settings({ readsChannels: false });
    on.inside.answers = () => ({ kind: 'card', card: { summary: 'Aide', pieces: [] } });
    await ada().message(channel, '@Postroom help');
    expect(whispered('ada')).toContain('Je n’entends que les réponses qui me mentionnent');
  });

  test('given the chat with the bot, then no mention is needed', async () => {
    await ben().openPersonal();
    const chat = on.sandbox.chat('ben')!;
    await ben().message(chat.id, 'note 142 The customer called');
    expect(on.inside.requests.at(-1)).toMatchObject({
      kind: 'command',
      words: ['note', '142', 'The', 'customer', 'called'],
      channel: chat.id,
    });
    const last = on.sandbox.chat('ben')!.messages.at(-1);
    expect(JSON.stringify(last?.card)).toContain('Done.');
  });
});

describe('Home', () => {
  test('given the app is installed by somebody, or they say hello, then their Home is asked for', async () => {
    await ben().openPersonal();
    expect(on.inside.of('homeAsked')).toMatchObject([{ user: ben().id }]);
    await ben().message(on.sandbox.chat('ben')!.id, 'Hello');
    expect(on.inside.of('homeAsked')).toHaveLength(2);
    expect(on.inside.requests).toEqual([]);
  });

  test('given nobody knows them, then they are told so there', async () => {
    on.inside.knows = false;
    on.inside.answers = () => ({
      kind: 'card',
      card: { summary: '', pieces: [{ kind: 'text', text: plain('Postroom does not know you yet.') }] },
    });
    await ben().openPersonal();
    const last = on.sandbox.chat('ben')!.messages.at(-1);
    expect(JSON.stringify(last?.card)).toContain('does not know you yet');
  });
});

describe('what people write under a card', () => {
  test('given all messages are heard, then it is the discussion, with names and lines', async () => {
    await ben().message(channel, 'I <think> @Ada Moreau\nknows & answers', { root: card });
    expect(on.inside.of('messageWritten')).toEqual([
      {
        platform: 'teams',
        team: on.sandbox.tenantId,
        channel,
        ts: expect.stringMatching(/^\d+$/),
        thread: card,
        from: { platform: 'teams', team: on.sandbox.tenantId, user: ben().id },
        text: 'I <think> @Ada Moreau\nknows & answers',
        authorName: 'Ben Okafor',
        at: expect.stringMatching(/Z$/),
      },
    ]);
  });

  test('given the bot is mentioned in it, then it is still the discussion, unless it begins with a command', async () => {
    await ben().message(channel, '@Postroom and Ada: she called again', { root: card });
    await ben().message(channel, '@Postroom resolve 142', { root: card });
    expect(on.inside.of('messageWritten')).toMatchObject([{ text: '@Postroom and Ada: she called again' }]);
    expect(on.inside.requests).toMatchObject([{ kind: 'command', words: ['resolve', '142'] }]);
  });

  test('given only mentions are heard, then the others never arrive', async () => {
    on.sandbox.settings({ readsChannels: false });
    await ben().message(channel, 'Nobody hears this', { root: card });
    await ben().message(channel, '@Postroom this one you hear', { root: card });
    expect(on.inside.of('messageWritten')).toMatchObject([{ text: '@Postroom this one you hear' }]);
  });

  test('given it is in the channel itself, then it is nobody’s business', async () => {
    await ben().message(channel, 'Lunch?');
    expect(on.inside.told.filter(({ what }) => what.startsWith('message'))).toEqual([]);
    expect(on.inside.requests).toEqual([]);
  });

  test('given it is edited or deleted, then that is told', async () => {
    const { id } = await ben().message(channel, 'First words', { root: card });
    await ben().edit(channel, id!, 'Second words');
    await ben().delete(channel, id!);
    expect(on.inside.of('messageEdited')).toMatchObject([{ ts: id, thread: card, text: 'Second words' }]);
    expect(on.inside.of('messageDeleted')).toMatchObject([{ ts: id, channel }]);
  });

  test('given a delivery comes twice, then both say the same', async () => {
    on.sandbox.faults({ duplicateDelivery: 1 });
    await ben().message(channel, 'Once', { root: card });
    await on.sandbox.waitFor(() => on.inside.of('messageWritten').length === 2);
    const [first, second] = on.inside.of('messageWritten');
    expect(second).toEqual(first);
  });
});
