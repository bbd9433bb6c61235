import type { Journeys, Side } from '../browserJourneys';
import { expectGoodLooks } from '../looks';
import { MailPane } from '../mailPane';
import { untilHeading } from '../untilSeen';

const SUPPORT = 'support@atelier-nord.example';

/** What an email is once it arrived. */
export function arrival(world: Journeys, side: Side): void {
  test('an email written as a customer is a card, its file in the thread', async () => {
    const subject = side.own('Walnut lamp, letter ');
    const priya = await side.as('priya', 'support');
    const mail = await world.mail();
    await mail.write({
      from: 'ines@client.example',
      name: 'Inês Duarte',
      subject,
      text: 'Hello,\n\nis the walnut lamp back in stock? I would take two.\n\nInês',
      files: [{ name: 'wishes.csv', mimeType: 'text/csv', buffer: Buffer.from('lamp,number\nwalnut,2\n') }],
    });
    const card = priya.card(new RegExp(`New\\s+#\\d+\\s+${subject}$`));
    for (const button of ['Take', 'Read', 'Assign', 'Qualify', 'Archive', 'More'])
      await card.getByRole('button', { name: button, exact: true }).waitFor();
    await card.getByText('Inês Duarte · ines@client.example · unknown sender').waitFor();
    await card.getByText('1 attachment').waitFor();
    const thread = await priya.openThread(card);
    await thread.getByText('wishes.csv').waitFor();
  });

  test('what somebody does in their mail program shows on the card, and history names it', async () => {
    const subject = side.own('Loved your stand at the fair, hall ');
    await side.letter({ subject });
    const [priya, mail] = [await side.as('priya', 'support'), await world.mail()];
    const card = priya.card(subject);
    await card.waitFor();
    await mail.lookInto(SUPPORT);
    await mail.moveTo(subject, 'Archive');
    await card.getByRole('heading', { name: /● New · archived/ }).waitFor();
    await card.getByRole('button', { name: 'Unarchive', exact: true }).waitFor();
    const { page, sentences } = await priya.historyOf(card);
    expect(sentences).toContain('Archived by somebody in their mail program');
    await priya.close(page);
  });

  test('nothing of a hostile email comes alive, neither on its card nor in its thread', async () => {
    const priya = await side.as('priya', 'support');
    const card = priya.card('URGENT');
    await card
      .getByText('<!channel> <!here> <@U0NADIA> @everyone, your mailbox will be closed today.')
      .waitFor();
    const thread = await priya.openThread(card);
    await thread.getByText(/could harm your computer/i).waitFor();
    await priya.press(card, 'Read');
    const page = priya.dialog(/^Email/);
    await page.getByText('your mailbox will be').waitFor();

    for (const place of [card, thread, page]) {
      const alive =
        '.mention, .teams-mention, img[src*="evil"], script, form:not(.modal) form, iframe, style';
      expect(await place.locator(alive).count()).toBe(0);
      expect(await place.getByText('hidden words that only machines read').count()).toBe(0);
      const links = await place
        .getByRole('link')
        .evaluateAll((all) => all.map((one) => one.getAttribute('href') as string | null));
      expect(links.filter((href) => href && !/^(https?:|mailto:|#|\/control\/files\/)/.test(href))).toEqual(
        [],
      );
    }
    // Where a link says one address and leads to another, the other is named.
    await card.getByText('(collect.example)').waitFor();
    await priya.close(page);
    await expectGoodLooks(priya.page, { except: ['URGENT', 'closed today', 'harm your computer'] });
  });
}

/** From "Send email" to the card, on one clock: mail stands beside Slack, which is the only window with room for it. */
export function promptness(world: Journeys): void {
  test('an email is a card in under two seconds', async () => {
    const priya = await world.slack.as('priya', 'support');
    await priya.page.setViewportSize({ width: 1700, height: 900 });
    await priya.page.getByRole('button', { name: 'Mail beside chat' }).click();
    const mail = new MailPane(priya.page);
    const took: number[] = [];
    const inTime = () => took.filter((ms) => ms < 2_000).length;
    // On a busy machine one or the other may be late, and never all of so many.
    for (let n = 1; n <= 7 && inTime() < 2; n += 1) {
      const subject = `How soon, letter ${n}`;
      await mail.fillIn({ from: 'ines@client.example', name: 'Inês Duarte', subject, text: 'Now?' });
      const arrived = untilHeading(priya.page.locator('html'), 'main', [subject]);
      await mail.send();
      took.push(Math.round(await arrived));
    }
    process.stdout.write(`From "Send email" to the card: ${took.join(', ')} ms\n`);
    expect(inTime()).toBe(2);
  });
}
