import type { Journeys } from '../browserJourneys';

const SUPPORT = 'support@atelier-nord.example';

/** The demo is stopped and started again. Comes last: whatever was open is closed. */
export function restart(world: Journeys): void {
  test('a demo that is started again has its cards, threads and mail still, and takes new mail', async () => {
    const subject = (side: { platform: string }) => `A night lamp, seen from ${side.platform}`;
    const before = await Promise.all(
      world.sides.map(async (side) => {
        await side.letter({ subject: subject(side) });
        const priya = await side.as('priya', 'support');
        const card = priya.card(subject(side));
        await priya.press(card, 'Take');
        await card.getByRole('heading', { name: '● Priya Raman' }).waitFor();
        await priya.openThread(card);
        await priya.reply('I ask accounting on Monday.');
        return priya.messages().getByRole('heading').allInnerTexts();
      }),
    );
    await world.restart();

    const late = 'A lamp after the night';
    for (const [at, side] of world.sides.entries()) {
      const priya = await side.as('priya', 'support');
      const card = priya.card(subject(side));
      await card.getByRole('heading', { name: '● Priya Raman' }).waitFor();
      const headings = await priya.messages().getByRole('heading').allInnerTexts();
      expect(headings.filter((one) => !one.includes(late)).sort()).toEqual(before[at]!.sort());
      const thread = await priya.openThread(card);
      await thread.getByText('I ask accounting on Monday.').waitFor();
      if (at === 0) await side.letter({ subject: late, text: 'Are you open again?' });
      await priya.card(late).getByRole('button', { name: 'Take', exact: true }).waitFor();
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
