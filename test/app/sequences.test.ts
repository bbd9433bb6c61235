import fc from 'fast-check';
import { type ActionName, actions } from '../../src/actions';
import { replay } from '../../src/domain/conversation';
import { can } from '../../src/domain/permissions';
import { platformOf } from './chatPlaces';
import { Desk, formIn, type Platform, platforms, type Somebody } from './desk';

/**
 * Random people do random things to conversations of both mailboxes, from both platforms, while customers write. Afterwards: state =
 * replay, one owner at most, nobody did what they may not, and chat is planned to show what the state says.
 */
let desk: Desk;
beforeAll(async () => {
  desk = await Desk.open({ teams: true });
});
afterAll(() => desk.close());

const people: Somebody[] = ['max', 'dana', 'ada', 'ben', 'outsider', 'stranger'];
const names = Object.keys(actions) as ActionName[];

type Step =
  | { kind: 'act'; who: Somebody; on: Platform; action: ActionName; whom: 'ada' | 'ben' | 'dana' }
  | { kind: 'write'; stranger: boolean };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('act' as const),
      who: fc.constantFrom(...people),
      on: fc.constantFrom(...platforms),
      action: fc.constantFrom(...names),
      whom: fc.constantFrom('ada' as const, 'ben' as const, 'dana' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('write' as const), stranger: fc.boolean() }) },
);

test.each(['support', 'sales'] as const)(
  'any sequence in %s keeps the laws',
  async (mailbox) => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
        const id = `root-${Math.random().toString(36).slice(2)}@client.test`;
        const first = await desk.arrives({ to: `${mailbox}@acme.test`, id });
        for (const one of steps) await play(one, first, mailbox, id);
        await checkLaws(first.conversationId, mailbox);
      }),
      { numRuns: 25 },
    );
  },
  120_000,
);

async function play(
  one: Step,
  { conversationId }: { conversationId: string },
  mailbox: string,
  id: string,
): Promise<void> {
  if (one.kind === 'write') {
    const from = one.stranger ? 'Eve <eve@evil.test>' : undefined;
    await desk.arrives({ to: `${mailbox}@acme.test`, inReplyTo: id, text: 'More', ...(from && { from }) });
    return;
  }
  const who = desk.as(one.who, one.on);
  const before = await desk.state(conversationId);
  const reply = await who.click(one.action, conversationId);
  if (reply.kind === 'form' && reply.form.submit !== null) {
    const orders = await desk.app.store.transaction((tx) => tx.mailboxes.qualifications(before.mailboxId));
    await who.submit(formIn(reply), {
      person: desk.ids[one.whom]!,
      qualification: orders[0]!.id,
      note: 'n',
      text: 't',
    });
  }
  const after = await desk.state(conversationId);
  if (after.version === before.version) return;
  const rights = await desk.app.store.transaction(async (tx) => ({
    membership: await tx.people.membership(desk.ids[one.who]!, before.mailboxId),
    mailbox: (await tx.mailboxes.get(before.mailboxId))!,
  }));
  const actor = { kind: 'person' as const, id: desk.ids[one.who]! };
  expect(can(actor, rights.membership, actions[one.action].privilege, before, rights.mailbox)).toBe(true);
}

async function checkLaws(conversationId: string, mailbox: 'support' | 'sales'): Promise<void> {
  const state = await desk.state(conversationId);
  expect(replay(state.id, state.workspaceId, await desk.history(conversationId))).toEqual(state);

  const posts = await desk.posts(conversationId);
  const cards = posts.filter((post) => post.kind === 'card');
  const placesOf = (some: typeof cards) => some.map((card) => platformOf(desk, card)).sort();
  expect(placesOf(cards.filter((card) => card.personId === null))).toEqual(platforms);
  expect(cards.every((card) => card.wanted === state.version)).toBe(true);
  const ownerIsAgent = state.ownerId === desk.ids.ada || state.ownerId === desk.ids.ben;
  const ownersCards = cards.filter((card) => card.personId !== null);
  expect(placesOf(ownersCards)).toEqual(mailbox === 'sales' && ownerIsAgent ? platforms : []);
  expect(ownersCards.every((card) => card.personId === state.ownerId)).toBe(true);
  // Admin and dispatcher see it anyway: what they were told stays.
  const seesAll = [desk.ids.max, desk.ids.dana];
  for (const post of posts) {
    const { personId } = post;
    if (personId === null || personId === state.ownerId || mailbox === 'support') continue;
    if (seesAll.includes(personId)) continue;
    expect(['takenFromYou', 'unassignedFromYou']).toContain(post.ref);
  }
}
