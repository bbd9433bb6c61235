import type { Journeys } from '../browserJourneys';
import type { Colleague } from '../colleague';

const SUPPORT = 'support@atelier-nord.example';

/** The demo is stopped and started again. Comes last: whatever was open is closed. */
export function restart(world: Journeys): void {
  test('a demo that is started again has its cards, threads and mail still, and takes new mail', async () => {
    const subject = (side: { platform: string }) => `A night lamp, seen from ${side.platform}`;
    const people = await Promise.all(
      world.sides.map(async (side) => {
        await side.letter({ subject: subject(side) });
        const priya = await side.as('priya', 'support');
        const card = priya.card(subject(side));
        await priya.press(card, 'Take');
        await card.getByRole('heading', { name: '● Priya Raman' }).waitFor();
        await priya.openThread(card);
        await priya.reply('I ask accounting on Monday.');
        return priya;
      }),
    );
    for (const priya of people)
      for (const side of world.sides)
        await priya.card(subject(side)).getByRole('heading', { name: '● Priya Raman' }).waitFor();
    const before = await Promise.all(people.map(headings));
    await world.restart();

    const again = await Promise.all(world.sides.map((side) => side.as('priya', 'support')));
    for (const [at, priya] of again.entries()) {
      for (const side of world.sides)
        await priya.card(subject(side)).getByRole('heading', { name: '● Priya Raman' }).waitFor();
      expect(await headings(priya)).toEqual(before[at]);
    }

    const late = 'A lamp after the night';
    await world.slack.letter({ subject: late, text: 'Are you open again?' });
    for (const [at, side] of world.sides.entries()) {
      const priya = again[at]!;
      await priya.card(late).getByRole('button', { name: 'Take', exact: true }).waitFor();
      const card = priya.card(subject(side));
      const thread = await priya.openThread(card);
      await thread.getByText('I ask accounting on Monday.').waitFor();
      // The old cards still listen.
      await priya.press(card, 'Resolve');
      await priya.submit(priya.dialog('Resolve #'), 'Resolve');
      await card.getByRole('heading', { name: '✓ Resolved' }).waitFor();
    }
    const mail = await world.mail();
    await mail.lookInto(SUPPORT);
    await mail.email(subject(world.slack)).waitFor();
  });
}

/** Of all cards, in no order: in Teams what was written last moves them. */
const headings = async (who: Colleague) => (await who.messages().getByRole('heading').allInnerTexts()).sort();
