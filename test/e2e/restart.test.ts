import { describeJourneys } from './browserJourneys';

const SUPPORT = 'support@atelier-nord.example';
const ADA = 'ada@library.example';

describeJourneys('a demo that is stopped and started again', (world) => {
  test('has its cards, threads and mail still, and takes new mail', async () => {
    const before = await world.as('U0PRIYA', 'C0SUPPORT');
    await before.press(before.card('Invoice AN-2093'), 'Take');
    await before.card('Invoice AN-2093').getByRole('heading', { name: '● Priya Raman' }).waitFor();
    await before.openThread(before.card('Invoice AN-2093'));
    await before.reply('I ask accounting on Monday.');
    const headings = await before.messages('#support').getByRole('heading').allInnerTexts();

    await world.restart();
    const priya = await world.as('U0PRIYA', 'C0SUPPORT');
    const card = priya.card('Invoice AN-2093');
    await card.getByRole('heading', { name: '● Priya Raman' }).waitFor();
    expect(await priya.messages('#support').getByRole('heading').allInnerTexts()).toEqual(headings);
    const thread = await priya.openThread(card);
    await thread.getByText('I ask accounting on Monday.').waitFor();

    const mail = await world.mail();
    await mail.lookInto(SUPPORT);
    await mail.email('Invoice AN-2093').waitFor();
    const subject = 'A lamp after the night';
    await mail.write({ from: ADA, name: 'Ada Brightwell', subject, text: 'Are you open again?' });
    await priya.card(subject).getByRole('button', { name: 'Take', exact: true }).waitFor();
    // The old cards still listen.
    await priya.press(card, 'Resolve');
    await priya.submit(priya.dialog('Resolve #'), 'Resolve');
    await card.getByRole('heading', { name: '✓ Resolved' }).waitFor();
  });
});
