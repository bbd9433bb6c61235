import { actions } from '../../src/actions';
import type { AnyAction } from '../../src/actions/action';
import { createAdmin } from '../../src/db/admin';
import type { Role } from '../../src/domain/permissions';
import { postKey } from '../../src/ports/postKey';
import type { Post } from '../../src/ports/rows';
import type { Form } from '../../src/ui/form';
import type { Reply } from '../../src/ui/reply';
import { cardOn, platformOf } from './chatPlaces';
import { channelOf, Desk, formIn, type Platform, platforms, readable, type Somebody } from './desk';

/**
 * Who may learn what of a conversation in an `assigned-only` mailbox, on every surface of both platforms. Everything about it carries
 * the word ZEBRA; whoever may not see it must not read that word anywhere, nor be able to tell that it exists.
 */
let desk: Desk;
let secret: { conversationId: string; number: number };
const NOBODY_HAS = 999_999;

beforeAll(async () => {
  desk = await Desk.open({ teams: true });
  secret = await desk.arrives({
    to: 'sales@acme.test',
    from: 'Zoe ZEBRA <zoe@zebra.test>',
    subject: 'ZEBRA subject',
    text: 'ZEBRA text',
  });
  await desk.as('dana').command(`assign ${secret.number} @ada ZEBRA note`);
  await desk.as('dana').command(`qualify ${secret.number} Orders`);
});
afterAll(() => desk.close());

const seeing: Somebody[] = ['ada', 'dana', 'max'];
const blind: Somebody[] = ['ben', 'outsider', 'stranger'];
/** The table: everybody, from either side. */
const onBoth = (people: Somebody[]) =>
  people.flatMap((who) => platforms.map((platform): [Somebody, Platform] => [who, platform]));
const tokenFor = (action: string): Form['token'] => ({
  action,
  nonce: `nonce-${Math.random()}`,
  conversationId: secret.conversationId,
  seenVersion: null,
});
const formFor = (action: string): Form => ({
  title: '',
  submit: '',
  close: '',
  intro: [],
  fields: [],
  token: tokenFor(action),
});
const someInput: Record<string, string> = { text: 'hello', note: 'hello' };

/** What Teams' clients send for a card that they show. */
async function keyOf(who: Somebody | null): Promise<string> {
  const personId = who && desk.ids[who];
  const card = (await desk.posts(secret.conversationId)).find(
    (post) => post.kind === 'card' && post.personId === personId,
  );
  return postKey(card!);
}

/** Every way of asking about the conversation, by name. */
const surfaces: [string, (who: ReturnType<Desk['as']>) => Promise<Reply>][] = [
  ...Object.values<AnyAction>(actions).flatMap(
    (action): [string, (who: ReturnType<Desk['as']>) => Promise<Reply>][] => [
      [`click ${action.name}`, (who) => who.click(action.name, secret.conversationId)],
      [`submit ${action.name}`, (who) => who.submit(formFor(action.name), someInput)],
      [`command ${action.name}`, (who) => who.command(`${action.name} ${secret.number} hello`)],
      [`options in ${action.name}`, (who) => who.options(formFor(action.name), 'members', '')],
    ],
  ),
  ['click attachments', (who) => who.click('files', secret.conversationId)],
  ['click more', (who) => who.click('more', secret.conversationId)],
  ['turn a page of read', (who) => who.click('readPage', secret.conversationId, { position: 1, part: 1 })],
  ['turn a page of history', (who) => who.click('historyPage', secret.conversationId, { page: 1 })],
  ['an action that does not exist', (who) => who.click('explode', secret.conversationId)],
  ['command show', (who) => who.command(`show ${secret.number}`)],
  ['command list', (who) => who.command('list')],
  ['command mine', (who) => who.command('mine')],
  ['command unassigned', (who) => who.command('unassigned')],
  ['redraw the channel’s card', async (who) => who.redraw(await keyOf(null))],
  ['redraw the owner’s card', async (who) => who.redraw(await keyOf('ada'))],
  ['home', (who) => who.home()],
  ['home of that mailbox', (who) => who.home({ mailbox: desk.mailboxes.sales })],
];

describe.each(onBoth(blind))('%s, who may not see it, on %s', (who, platform) => {
  test.each(surfaces)('learns nothing by: %s', async (_surface, ask) => {
    const before = await desk.state(secret.conversationId);
    const reply = await ask(desk.as(who, platform));
    expect(readable(reply)).not.toMatch(/zebra/i);
    expect(readable(reply)).not.toContain('Ada');
    expect(await desk.state(secret.conversationId)).toEqual(before);
  });

  test('is answered as if it did not exist', async () => {
    for (const action of Object.keys(actions)) {
      const real = readable(await desk.as(who, platform).command(`${action} ${secret.number} hello`));
      const imaginary = readable(await desk.as(who, platform).command(`${action} ${NOBODY_HAS} hello`));
      expect(real.replaceAll(String(secret.number), String(NOBODY_HAS))).toBe(imaginary);
    }
  });
});

describe.each(onBoth(seeing))('%s, who may see it, on %s', (who, platform) => {
  test.each(['click read', 'click history', 'command show'])('sees it by: %s', async (surface) => {
    const [, ask] = surfaces.find(([name]) => name === surface)!;
    expect(readable(await ask(desk.as(who, platform)))).toMatch(/zebra|Ada/i);
  });
});

describe('a request that is delivered again', () => {
  test('given somebody else sends its id, then they are refused as ever', async () => {
    const { conversationId, number } = await desk.arrives({ to: 'sales@acme.test', subject: 'ZEBRA again' });
    const form = formIn(await desk.as('dana').command(`assign ${number}`));
    await desk.as('dana').submit(form, { person: desk.ids.ada!, note: null });
    const stolen = await desk.as('ben').submit(form, { person: desk.ids.ben!, note: null });
    expect(readable(stolen)).toContain('There is no conversation');
    expect((await desk.state(conversationId)).ownerId).toBe(desk.ids.ada);
  });

  test('given the person may not see it any more, then it says nothing of it', async () => {
    const { conversationId, number } = await desk.arrives({ to: 'sales@acme.test', text: 'ZEBRA text' });
    await desk.as('dana').command(`assign ${number} @ada`);
    expect(readable(await desk.as('ada').click('read', conversationId, {}, 'read-once'))).toMatch(/zebra/i);
    await desk.as('dana').command(`assign ${number} @ben`);
    const again = await desk.as('ada').click('read', conversationId, {}, 'read-once');
    expect(readable(again)).not.toMatch(/zebra/i);
  });

  test('given a page was read, then no text of an email is kept with the request', async () => {
    const kept = await desk.source.query(`select reply from request where reply ilike '%zebra%'`);
    expect(kept).toEqual([]);
  });
});

describe('what stands in chat', () => {
  test('given Ada owns it, then the dispatchers’ channels and her direct channels have it, and nobody else', async () => {
    const posts = await desk.posts(secret.conversationId);
    const placeOf = (post: Post) => `${platformOf(desk, post)} ${post.channel ?? `dm:${post.personId}`}`;
    const allowed = platforms.flatMap((platform) => [
      `${platform} ${channelOf('sales', platform)}`,
      `${platform} dm:${desk.ids.ada}`,
    ]);
    expect(new Set(posts.map(placeOf))).toEqual(new Set(allowed));
    const ownersCards = posts.filter((post) => post.kind === 'card' && post.personId === desk.ids.ada);
    expect(ownersCards).toHaveLength(platforms.length);
    for (const card of ownersCards) expect(readable(await desk.content(card))).toContain('ZEBRA subject');
    expect(
      posts
        .filter((post) => post.kind === 'note')
        .map(placeOf)
        .sort(),
    ).toEqual(allowed.sort());
  });

  test('given it is reassigned to Ben, then everything of it goes from Ada’s side, and she is told its number only', async () => {
    await desk.as('dana').command(`assign ${secret.number} @ben`);
    const posts = await desk.posts(secret.conversationId);
    const adas = posts.filter((post) => post.personId === desk.ids.ada);
    expect(adas.map((post) => [post.kind, post.ref])).toEqual([['notice', 'takenFromYou']]);
    expect(readable(await desk.content(adas[0]!))).not.toMatch(/zebra/i);
    const bens = posts.filter((post) => post.kind === 'card' && post.personId === desk.ids.ben);
    expect(bens.map((post) => platformOf(desk, post)).sort()).toEqual(platforms);
    for (const platform of platforms) {
      const shown = (who: Somebody) => desk.as(who, platform).command(`show ${secret.number}`);
      expect(readable(await shown('ada'))).not.toMatch(/zebra/i);
      expect(readable(await shown('ben'))).toMatch(/zebra/i);
    }
  });

  test.each(platforms)(
    'given a notice to the owner on %s, then it leads to the card that they see there, and no further',
    async (platform) => {
      const { number, conversationId } = await desk.arrives({ to: 'sales@acme.test' });
      desk.time += 120_000;
      await desk.as('ada', platform).command('mine');
      await desk.as('dana').command(`assign ${number} @ada`);
      const { channel, ts } = await cardOn(desk, conversationId, platform, desk.ids.ada);
      const notice = (await desk.posts(conversationId)).find((post) => post.kind === 'notice');
      expect(platformOf(desk, notice!)).toBe(platform);
      const told = readable(await desk.content(notice!));
      if (platform === 'slack') expect(told).toContain(`"channel":"${channel}","ts":"${ts}"`);
      // Nobody tells a bot the address of a chat in Teams: the card stands right there.
      else expect(told).not.toContain('"kind":"message"');
      expect(told).toContain('"action":"read"');
    },
  );

  test('given she wrote to it again, then her old card is not a way back in', async () => {
    for (const platform of platforms) {
      const read = await desk.as('ada', platform).click('read', secret.conversationId);
      expect(readable(read)).not.toMatch(/zebra/i);
    }
  });
});

describe('somebody who may take what they do not see', () => {
  test('given it is somebody else’s, then it is as if it did not exist; nobody’s is taken', async () => {
    await createAdmin(desk.source).setMember(
      desk.mailboxes.sales,
      { personId: desk.ids.ada! },
      { role: 'agent', grants: { take: true } },
      { kind: 'system', id: null },
    );
    const bens = await desk.arrives({ to: 'sales@acme.test' });
    await desk.as('dana').command(`assign ${bens.number} @ben`);
    for (const words of ['', ' now please']) {
      expect(readable(await desk.as('ada').command(`take ${bens.number}${words}`))).toBe(
        readable(await desk.as('ada').command(`take ${NOBODY_HAS}${words}`)).replaceAll(
          String(NOBODY_HAS),
          String(bens.number),
        ),
      );
    }
    const free = await desk.arrives({ to: 'sales@acme.test' });
    await desk.as('ada').command(`take ${free.number}`);
    expect((await desk.state(free.conversationId)).ownerId).toBe(desk.ids.ada);
  });
});

describe('somebody loses their rights', () => {
  const system = { kind: 'system', id: null } as const;
  const set = (who: 'ada' | 'dana', role: Role) =>
    createAdmin(desk.source).setMember(
      desk.mailboxes.sales,
      { personId: desk.ids[who]! },
      { role, grants: {} },
      system,
    );
  const privateTo = async (conversationId: string, who: string) =>
    (await desk.posts(conversationId))
      .filter((post) => post.personId === desk.ids[who])
      .map((post) => post.kind);

  test('given the owner is removed from the mailbox, then it goes from their side, and nothing new comes', async () => {
    const { conversationId, number } = await desk.arrives({ to: 'sales@acme.test', id: 'left@zebra.test' });
    await desk.as('dana').command(`assign ${number} @ada ZEBRA note`);
    await createAdmin(desk.source).removeMember(desk.mailboxes.sales, desk.ids.ada!, system);
    expect(await privateTo(conversationId, 'ada')).toEqual([]);
    await desk.arrives({ to: 'sales@acme.test', inReplyTo: 'left@zebra.test', text: 'ZEBRA again' });
    expect(await privateTo(conversationId, 'ada')).toEqual([]);
    await set('ada', 'agent');
  });

  test('given a dispatcher becomes an agent, then they keep what is theirs only', async () => {
    const theirs = await desk.arrives({ to: 'sales@acme.test' });
    await desk.as('max').command(`assign ${theirs.number} @dana`);
    const others = await desk.arrives({ to: 'sales@acme.test' });
    await desk.as('max').command(`assign ${others.number} @dana`);
    await desk.as('max').command(`assign ${others.number} @ben`);
    expect(await privateTo(others.conversationId, 'dana')).toEqual(['notice', 'notice']);
    await set('dana', 'agent');
    expect(await privateTo(others.conversationId, 'dana')).toEqual(['notice']);
    expect(await privateTo(theirs.conversationId, 'dana')).toEqual(['notice']);
    await set('dana', 'dispatcher');
  });

  test('given an open mailbox, then a notice stays with whoever still sees the conversation', async () => {
    const { conversationId, number } = await desk.arrives();
    await desk.as('dana').command(`assign ${number} @ada`);
    await desk.as('dana').command(`assign ${number} @ben`);
    const notices = (await desk.posts(conversationId)).filter((post) => post.kind === 'notice');
    expect(notices.map((post) => [post.personId, post.ref])).toEqual([
      [desk.ids.ada, 'assignedToYou'],
      [desk.ids.ben, 'assignedToYou'],
      [desk.ids.ada, 'takenFromYou'],
    ]);
  });
});
