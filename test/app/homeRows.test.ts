import { renderCard } from '../../src/teams/renderCard';
import { Desk } from './desk';

describe('a Home that is one message', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await Desk.open({ teams: true });
  });
  afterAll(() => desk.close());

  test('given full queues of long subjects, then every piece of it fits, and the rest is counted', async () => {
    for (let n = 0; n < 24; n++) {
      const subject = `${n} ${'Ça ne marche plus depuis la mise à jour – '.repeat(6)}`;
      const { conversationId } = await desk.arrives({ to: 'sales@acme.test', subject });
      if (n % 2 === 0) await desk.as('dana', 'teams').click('take', conversationId!);
    }
    const onTeams = await desk.as('dana', 'teams').home();
    const onSlack = await desk.as('dana', 'slack').home();
    if (onTeams.kind !== 'card' || onSlack.kind !== 'card') throw new Error('no Home');
    const rows = (card: typeof onTeams.card) => card.pieces.filter(({ kind }) => kind === 'row').length;
    expect([rows(onTeams.card), rows(onSlack.card)]).toEqual([8, 20]);
    const drawn = JSON.stringify(renderCard(onTeams.card, null));
    expect(drawn).not.toContain('… (+');
    expect(drawn).toContain('8 more');
  });
});
