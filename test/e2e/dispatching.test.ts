import { describeJourneys } from './browserJourneys';
import type { Colleague } from './colleague';
import { expectGoodLooks } from './looks';
import { picture } from './screenshots';

const SUPPORT = 'support@atelier-nord.example';
const LONG = 'Your showroom in Lille';
const INVOICE = 'Invoice AN-2093';

/** The history of a card, by More; the sentences as they stand there. */
async function historyOf(person: Colleague, subject: string) {
  await person.press(person.card(subject), 'More');
  await person.press(person.dialog(/^Actions/), 'History');
  const page = person.dialog(/^Histor/);
  await page.locator('time').first().waitFor();
  const sentences = (await page.locator('.block').allInnerTexts()).map(withoutTime);
  return { page, sentences };
}

/** What follows the time that each line begins with. */
const withoutTime = (line: string) => line.replace(/^.*?\d{1,2}:\d\d\s+/s, '').trim();

describeJourneys('a dispatcher', (world) => {
  test('assigns with a note, qualifies, archives and brings back; history tells it in order', async () => {
    const priya = await world.as('U0PRIYA', 'C0SUPPORT');
    const card = priya.card(INVOICE);
    await priya.press(card, 'Assign');
    const form = priya.dialog('Assign #');
    await priya.choose(form, 'To whom', 'tom', /Tomasz Zieliński/);
    await form
      .getByLabel('Note for the new owner')
      .fill('Their accountant waits: please send a corrected invoice today.');
    await picture(priya.page, 'assign');
    await expectGoodLooks(priya.page, { except: ['URGENT'] });
    await priya.submit(form, 'Assign');
    await card.getByRole('heading', { name: '● Tomasz Zieliński' }).waitFor();
    await card.getByRole('button', { name: 'Resolve', exact: true }).waitFor();

    await priya.press(card, 'Qualify');
    await priya.choose(priya.dialog('Qualify #'), 'Category', 'invo', /Invoice/);
    await priya.submit(priya.dialog('Qualify #'), 'Save');
    await card.getByText('🧾 Invoice').waitFor();

    await priya.press(card, 'Archive');
    await card.getByRole('heading', { name: '· archived' }).waitFor();
    const mail = await world.mail();
    await mail.lookInto(SUPPORT, 'Archive');
    await mail.email(INVOICE).waitFor();
    await priya.press(card, 'Unarchive');
    await card.getByRole('button', { name: 'Archive', exact: true }).waitFor();
    await mail.email(INVOICE).waitFor({ state: 'hidden' });

    const { page, sentences } = await historyOf(priya, INVOICE);
    expect(sentences).toEqual([
      expect.stringMatching(/^Conversation #\d+ started in support$/),
      'Email received from Li Wei Tan',
      'Assigned to Tomasz Zieliński by Priya Raman, with a note',
      'Qualified as 🧾 Invoice by Priya Raman',
      'Archived by Priya Raman',
      'Unarchived by Priya Raman',
    ]);
    await picture(priya.page, 'history');
    await expectGoodLooks(priya.page, { except: ['URGENT'] });
    await priya.close(page);

    const aicha = await world.as('U0AICHA', 'C0SUPPORT');
    await aicha.press(aicha.card(INVOICE), 'More');
    await aicha.press(aicha.dialog(/^Actions/), 'Historique');
    const french = aicha.dialog(/^Historique/);
    await french.getByText('Assignée à Tomasz Zieliński par Priya Raman, avec une note').waitFor();
    await french.getByText('Qualifiée « 🧾 Invoice » par Priya Raman').waitFor();
    await aicha.close(french);
  });

  test('reads a long email in full, and the card names who opened it', async () => {
    const priya = await world.as('U0PRIYA', 'C0SUPPORT');
    const card = priya.card(LONG);
    const end = 'Margaret Whitcombe-Hale';
    expect(await card.locator('.block').getByText('The first floor').count()).toBe(0);
    await priya.press(card, 'Read');
    const page = priya.dialog(/^Email/);
    await page.getByText('The entrance').waitFor();
    await page.getByText(end).last().waitFor();
    await expectGoodLooks(priya.page, { except: ['URGENT'] });
    await priya.close(page);
    await card.getByText('opened by Priya Raman').waitFor();
  });

  test('resolves with a note and reopens; More offers just what may be done now', async () => {
    const priya = await world.as('U0PRIYA', 'C0SUPPORT');
    const card = priya.card(INVOICE);
    await priya.press(card, 'Resolve');
    const form = priya.dialog('Resolve #');
    await form.getByLabel('Note').fill('Corrected invoice AN-2093-B was sent by post.');
    await priya.submit(form, 'Resolve');
    await card.getByRole('heading', { name: '✓ Resolved' }).waitFor();
    const thread = await priya.openThread(card);
    await thread.getByText('Corrected invoice AN-2093-B was sent by post.').waitFor();

    await priya.press(card, 'More');
    const palette = priya.dialog(/^Actions/);
    await palette.getByRole('button', { name: 'Reopen', exact: true }).waitFor();
    const offered = await palette.locator('.block-actions').getByRole('button').allInnerTexts();
    expect(offered).not.toContain('Resolve');
    expect(offered).not.toContain('Take');
    await priya.press(palette, 'Reopen');
    await priya.submit(priya.dialog('Reopen #'), 'Reopen');
    await card.getByRole('heading', { name: '● Tomasz Zieliński' }).waitFor();
  });

  test('the channel looks right in light and dark, wide and on a telephone', async () => {
    const priya = await world.as('U0PRIYA', 'C0SUPPORT');
    const { page } = priya;
    await priya.card(INVOICE).waitFor();
    await expectGoodLooks(page, {
      except: ['URGENT'],
      main: priya.card('Lamp base').getByRole('button', { name: 'Take', exact: true }),
    });
    // One with everything that a card can say, under one that just arrived.
    await priya.card(INVOICE).evaluate((card) => card.scrollIntoView({ block: 'end' }));
    await picture(page, 'channel-light');
    await priya.colours('dark');
    await picture(page, 'channel-dark');
    await priya.colours('light');
    await page.setViewportSize({ width: 400, height: 850 });
    await priya.card('Lamp base').scrollIntoViewIfNeeded();
    await picture(page, 'channel-400');
  });
});
