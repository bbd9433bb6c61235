import type { Journeys, Side } from '../browserJourneys';
import { expectGoodLooks } from '../looks';
import { picture } from '../screenshots';

const SUPPORT = 'support@atelier-nord.example';
const LONG = 'Your showroom in Lille';

const TEXT = `Dear Atelier Nord,

Our accountant returned this invoice because it does not show our VAT number (GB 123 4567 89).
Could you issue a corrected one? Payment is due on the 30th and we cannot release it before.

Kind regards,
Li Wei Tan
Kestrel Interiors`;

/** What a dispatcher does with a conversation of the channel, from its card. */
export function dispatching(world: Journeys, side: Side): void {
  const INVOICE = side.own('Invoice AN-21');
  const invoice = () =>
    side.letter({
      from: 'liwei.tan@kestrel-interiors.example',
      name: 'Li Wei Tan',
      subject: INVOICE,
      text: TEXT,
    });

  test('assigns with a note, qualifies, archives and brings back; history tells it in order', async () => {
    await invoice();
    const priya = await side.as('priya', 'support');
    const card = priya.card(INVOICE);
    await priya.press(card, 'Assign');
    const form = priya.dialog('Assign #');
    await form.getByRole('combobox', { name: 'To whom' }).fill('tom');
    await priya.page.getByRole('option', { name: 'Tomasz Zieliński' }).waitFor();
    await picture(priya, 'typeahead');
    await priya.choose(form, 'To whom', 'tom', /Tomasz Zieliński/);
    await priya
      .field(form, 'Note for the new owner')
      .fill('Their accountant waits: please send a corrected invoice today.');
    await picture(priya, 'assign');
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

    const { page, sentences } = await priya.historyOf(card);
    expect(sentences).toEqual([
      expect.stringMatching(/^Conversation #\d+ started in support$/),
      'Email received from Li Wei Tan',
      'Assigned to Tomasz Zieliński by Priya Raman, with a note',
      'Qualified as 🧾 Invoice by Priya Raman',
      'Archived by Priya Raman',
      'Unarchived by Priya Raman',
    ]);
    await picture(priya, 'history');
    await expectGoodLooks(priya.page, { except: ['URGENT'] });
    await priya.close(page);

    const aicha = await side.as('aicha', 'support');
    const french = await aicha.historyOf(aicha.card(INVOICE), 'Historique');
    expect(french.sentences).toContain('Assignée à Tomasz Zieliński par Priya Raman, avec une note');
    expect(french.sentences).toContain('Qualifiée « 🧾 Invoice » par Priya Raman');
    await aicha.close(french.page);
  });

  test('reads a long email in full, and the card names who opened it', async () => {
    const [who, name] = side.platform === 'Slack' ? ['priya', 'Priya Raman'] : ['ewan', 'Ewan MacLeod'];
    const reader = await side.as(who!, 'support');
    const card = reader.card(LONG);
    expect(await card.getByText('The first floor').count()).toBe(0);
    await reader.press(card, 'Read');
    const page = reader.dialog(/^Email/);
    await page.getByText('The entrance').waitFor();
    await page.getByText('Margaret Whitcombe-Hale').last().waitFor();
    await expectGoodLooks(reader.page, { except: ['URGENT'] });
    await reader.close(page);
    await card.getByText(new RegExp(`opened by .*${name}`)).waitFor();
  });

  test('resolves with a note and reopens; More offers just what may be done now', async () => {
    const subject = side.own('Corrected invoice AN-22');
    await side.letter({ subject });
    const priya = await side.as('priya', 'support');
    const card = priya.card(subject);
    await priya.press(card, 'Take');
    await priya.press(card, 'Resolve');
    const form = priya.dialog('Resolve #');
    await priya.field(form, 'Note').fill('The corrected invoice was sent by post.');
    await priya.submit(form, 'Resolve');
    await card.getByRole('heading', { name: '✓ Resolved' }).waitFor();
    const thread = await priya.openThread(card);
    await thread.getByText('The corrected invoice was sent by post.').waitFor();

    await priya.press(card, 'More');
    const palette = priya.dialog(/^Actions/);
    await palette.getByRole('button', { name: 'Reopen', exact: true }).waitFor();
    const offered = await palette.getByRole('button').allInnerTexts();
    expect(offered).toContain('History');
    expect(offered).not.toContain('Resolve');
    expect(offered).not.toContain('Take');
    await picture(priya, 'palette');
    await priya.press(palette, 'Reopen');
    await priya.submit(priya.dialog('Reopen #'), 'Reopen');
    await card.getByRole('heading', { name: '● Priya Raman' }).waitFor();
  });

  test('the channel looks right in light and dark, wide and on a telephone', async () => {
    const subject = side.own('A lamp for the stairs, lot ');
    const text =
      'Hello,\n\nour stairs are dark on the second landing. Do you have a wall lamp that needs no plug?\n\nAda';
    await side.letter({ subject, text });
    const priya = await side.as('priya', 'support');
    const { page } = priya;
    const card = priya.card(subject);
    await expectGoodLooks(page, {
      except: ['URGENT'],
      main: card.getByRole('button', { name: 'Take', exact: true }),
    });
    // One with everything that a card can say, under one that just arrived.
    await priya.card(INVOICE).evaluate((one) => one.scrollIntoView({ block: 'end' }));
    await picture(priya, 'channel-light');
    await priya.colours('dark');
    await picture(priya, 'channel-dark');
    await priya.colours('light');
    await page.setViewportSize({ width: 400, height: 850 });
    await card.evaluate((one) => one.scrollIntoView({ block: 'start' }));
    await picture(priya, 'channel-400');
  });
}
