import { homeAsked } from '../../src/app/homeAsked';
import { postContent } from '../../src/app/postContent';
import { showEverywhere } from '../../src/app/showEverywhere';
import { createPump } from '../../src/jobs/pump';
import { noStep } from '../../src/ports/steps';
import type { PumpTarget } from '../../src/ports/store';
import { accountOf, channelOf, Desk, type Platform, platforms, readable } from '../app/desk';
import { FakeChat } from './fakeChat';
import { silentLog } from './silentLog';

/** One mailbox, two chat platforms at the level of the port, and the real pump between. */
let desk: Desk;
let chats: Record<Platform, FakeChat>;
beforeAll(async () => {
  desk = await Desk.open({ teams: true });
  const chat = () => new FakeChat(() => new Date(desk.time));
  chats = { slack: chat(), teams: chat() };
  chats.teams.upload = null;
});
afterAll(() => desk.close());

function newPump() {
  const { store, clock } = desk.app;
  return createPump({
    store,
    chatOf: ({ platform }) => chats[platform],
    content: postContent,
    clock,
    log: silentLog,
    step: noStep,
    exclusively: async (_name, work) => work(),
    alarm: () => undefined,
    stopping: () => false,
  });
}

const pumpOnce = (target: PumpTarget) => newPump()(target);

async function pumpAll(): Promise<void> {
  const { store } = desk.app;
  const pump = newPump();
  for (let round = 0; round < 10; round += 1) {
    const behind = await store.transaction((tx) => tx.posts.behind());
    if (behind.length === 0) return;
    for (const target of behind) await pump(target);
    desk.time += 5_000;
  }
  throw new Error('It does not come to rest.');
}
const texts = (platform: Platform, channel: string) => chats[platform].texts(channel);
const directOf = (who: string, platform: Platform) => `D-${accountOf(who, platform).user}`;

test('given an email with a file, then both channels show card and file, each in its way', async () => {
  const boundary = 'the-boundary';
  const raw = Buffer.from(
    [
      'From: Claire <claire@client.test>',
      'To: support@acme.test',
      'Subject: An invoice',
      'Message-ID: <invoice@client.test>',
      'MIME-Version: 1.0',
      `Content-Type: multipart/mixed; boundary="${boundary}"`,
      '',
      `--${boundary}`,
      'Content-Type: text/plain',
      '',
      'See the file.',
      `--${boundary}`,
      'Content-Type: application/pdf; name="invoice.pdf"',
      'Content-Disposition: attachment; filename="invoice.pdf"',
      '',
      '%PDF-1.4 of a kind',
      `--${boundary}--`,
      '',
    ].join('\r\n'),
  );
  await desk.arrivesRaw(raw);
  await pumpAll();
  for (const platform of platforms) {
    const [card, file] = texts(platform, channelOf('support', platform));
    expect(card).toContain('An invoice');
    expect(file).toContain('Attachments of');
  }
  expect([...chats.slack.files.values()]).toEqual([expect.stringContaining('invoice.pdf')]);
  expect(chats.teams.calls.map((call) => call.method)).toEqual(['post', 'post']);
});

test('given people act on both sides at the same moment, while cards are drawn, then one owns it and both cards say so', async () => {
  for (let round = 0; round < 8; round += 1) {
    const { conversationId, number } = await desk.arrives({ subject: `Race ${round}` });
    await pumpAll();
    const drawn: string[] = [];
    for (const platform of platforms) {
      const chat = chats[platform];
      chat.fault = (method, channel) => {
        if (method === 'update') drawn.push(`${platform} ${channel}`);
        return null;
      };
    }
    const replies = await Promise.all([
      desk.as('ada', 'slack').click('take', conversationId),
      desk.as('dana', 'teams').command(`assign ${number} @ben`),
      desk.as('ben', 'teams').click('take', conversationId),
      pumpAll(),
    ]);
    await pumpAll();
    expect(replies.slice(0, 3).every((reply) => reply && reply.kind !== 'form')).toBe(true);

    const state = await desk.state(conversationId);
    const history = await desk.history(conversationId);
    expect(history.map(({ seq }) => seq)).toEqual(history.map((_, index) => index + 1));
    const owners = history.flatMap(({ event, actor }) => {
      if (event.type === 'taken') return [actor.id];
      return event.type === 'assigned' ? [event.personId] : [];
    });
    expect(owners.length).toBeGreaterThan(0);
    expect(owners.at(-1)).toBe(state.ownerId);
    const cards = (await desk.posts(conversationId)).filter((post) => post.kind === 'card');
    expect(cards).toHaveLength(2);
    for (const card of cards) {
      const content = await desk.content(card);
      expect(card).toMatchObject({ shownHash: content?.hash, shown: state.version, wanted: state.version });
    }
    expect(new Set(drawn)).toEqual(new Set(platforms.map((one) => `${one} ${channelOf('support', one)}`)));
  }
});

describe('given Teams opens no chat with Ada, who was active there last', () => {
  let number: number;
  let conversationId: string;
  beforeEach(async () => {
    await desk.source.query('update identity set direct_closed_until = null, direct_channel = null');
    desk.time += 120_000;
    await desk.as('ada', 'teams').command('mine');
    ({ number, conversationId } = await desk.arrives({ to: 'sales@acme.test', subject: 'A lamp' }));
    chats.teams.fault = (method) =>
      method === 'openDirect' ? { ok: false, why: 'channelClosed', detail: 'app not installed' } : null;
    await desk.as('dana').command(`assign ${number} @ada`);
    await pumpAll();
  });

  test('then she is told in Slack, once', async () => {
    const notices = (await desk.posts(conversationId)).filter((post) => post.kind === 'notice');
    expect(notices).toMatchObject([
      { installationId: desk.installations.slack, channel: directOf('ada', 'slack') },
    ]);
    const [notice] = notices;
    expect(
      texts('slack', directOf('ada', 'slack')).filter((text) => text.includes(`#${number}`)),
    ).toHaveLength(2);
    expect(readable(await desk.content(notice!))).toContain('A lamp');
  });

  test('then Teams is not asked again and again, until she opens the chat: her card comes there', async () => {
    const asked = () => chats.teams.calls.filter((call) => call.method === 'openDirect').length;
    const before = asked();
    await desk.as('dana').command(`note ${number} A word`);
    await pumpAll();
    expect(asked()).toBe(before);

    chats.teams.fault = () => null;
    await homeAsked(desk.app, accountOf('ada', 'teams'));
    const spreads: { payload: { mailboxId: string } }[] = await desk.source.query(
      `select j.payload from graphile_worker._private_jobs j
         join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'spread'`,
    );
    expect(spreads.map(({ payload }) => payload.mailboxId)).toContain(desk.mailboxes.sales);
    await showEverywhere(desk.app, conversationId);
    await pumpAll();
    const shown = texts('teams', directOf('ada', 'teams'));
    expect(shown).toEqual([expect.stringContaining(`#${number} A lamp`), expect.stringContaining('A word')]);
  });
});

describe('given Ben’s chat with the bot in Teams is known, and he removed the app since', () => {
  const closed = { ok: false, why: 'channelClosed', detail: 'BotNotInConversationRoster' } as const;
  let number: number;
  let conversationId: string;
  beforeEach(async () => {
    await desk.source.query('update identity set direct_closed_until = null, active_at = null');
    await desk.source.query('delete from chat_channel');
    chats.teams.fault = () => null;
    desk.time += 120_000;
    await desk.as('ben', 'teams').command('mine');
    ({ number, conversationId } = await desk.arrives({ to: 'sales@acme.test', subject: 'A chair' }));
    await desk.as('dana').command(`assign ${number} @ben`);
    await pumpAll();
    expect(texts('teams', directOf('ben', 'teams')).join()).toContain(`#${number}`);
    chats.teams.fault = (_, channel) => (channel === directOf('ben', 'teams') ? closed : null);
  });

  test('then what he is told from now on is told in Slack, once', async () => {
    const next = await desk.arrives({ to: 'sales@acme.test', subject: 'A stool' });
    await desk.as('dana').command(`assign ${next.number} @ben`);
    await pumpAll();
    const notices = (await desk.posts(next.conversationId)).filter((post) => post.kind === 'notice');
    expect(notices).toMatchObject([
      { installationId: desk.installations.slack, channel: directOf('ben', 'slack'), shown: 1 },
    ]);
  });

  test('then a redraw that fails there does not keep a notice waiting behind it', async () => {
    const next = await desk.arrives({ to: 'sales@acme.test', subject: 'A bench' });
    const teams = { installationId: desk.installations.teams!, channel: directOf('ben', 'teams') };
    await desk.as('dana').command(`qualify ${number} Orders`);
    await desk.as('dana').command(`assign ${next.number} @ben`);
    await pumpOnce(teams);
    await pumpOnce({ installationId: desk.installations.slack!, channel: directOf('ben', 'slack') });
    const told = texts('slack', directOf('ben', 'slack')).filter((text) => text.includes(`#${next.number}`));
    expect(told.length).toBeGreaterThan(0);
    const notices = (await desk.posts(next.conversationId)).filter((post) => post.kind === 'notice');
    expect(notices).toMatchObject([{ installationId: desk.installations.slack, shown: 1 }]);
    expect((await desk.posts(conversationId)).length).toBeGreaterThan(0);
  });
});
