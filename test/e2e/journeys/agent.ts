import type { Side } from '../browserJourneys';
import { expectGoodLooks } from '../looks';
import { picture } from '../screenshots';

/** What an agent, who is no dispatcher, may do and what not. */
export function agent(side: Side): void {
  test('is refused in private what is not theirs to do, and told who can', async () => {
    const CHAIRS = side.own('Two chairs for the library, lot ');
    const text = 'Hello,\n\ndo you build reading chairs too? We need two, in oak.\n\nAda Brightwell';
    await side.letter({ subject: CHAIRS, text });
    const [tomasz, priya] = [await side.as('tomasz', 'support'), await side.as('priya', 'support')];
    await priya.press(priya.card(CHAIRS), 'Take');
    const card = tomasz.card(CHAIRS);
    await card.getByRole('heading', { name: '● Priya Raman' }).waitFor();
    await tomasz.press(card, 'Archive');
    const sentence = 'Only the owner or a dispatcher can do this (Archive). Owner: Priya Raman.';
    const refusal = tomasz.privately(sentence);
    await refusal.waitFor();
    expect(await priya.page.getByText(sentence).count()).toBe(0);
    await tomasz.colours('dark');
    await refusal.evaluate((one) => one.scrollIntoView());
    await picture(tomasz, 'refusal-dark');
    await expectGoodLooks(tomasz.page, { except: ['URGENT'] });
    await card.getByRole('heading', { name: '● Priya Raman' }).waitFor();
  });

  test('learns what to do with what is nobody’s; takes it, and gives it back', async () => {
    const subject = side.own('Refund for order 44');
    await side.letter({ subject });
    const tomasz = await side.as('tomasz', 'support');
    const card = tomasz.card(subject);
    await tomasz.press(card, 'Archive');
    const advice =
      'Nobody owns this yet. Take it first, or ask a dispatcher to do this (Archive): Priya Raman.';
    await tomasz.privately(advice).waitFor();
    await tomasz.press(card, 'Take');
    await card.getByRole('heading', { name: '● Tomasz Zieliński' }).waitFor();
    await card.getByRole('button', { name: 'Resolve', exact: true }).waitFor();
    await tomasz.more(card, 'Release');
    await card.getByRole('heading', { name: '● New' }).waitFor();
    await card.getByRole('button', { name: 'Take', exact: true }).waitFor();
  });

  test('reads at the field what is wrong with it, and the form stays open', async () => {
    const subject = side.own('A question about order 45');
    await side.letter({ subject });
    const priya = await side.as('priya', 'support');
    const card = priya.card(subject);
    await priya.press(card, 'Assign');
    const form = priya.dialog('Assign #');
    await priya.field(form, 'Note for the new owner').fill('For whom?');
    await priya.press(form, 'Assign');
    await priya.complaint(form, 'To whom').waitFor();
    await picture(priya, 'field-error');
    await priya.close(form);

    // What only Postroom can know: a note of nothing but blanks is no note.
    await priya.more(card, 'Note');
    const note = priya.dialog(/^Note on/);
    await priya.field(note, 'Note').fill('   ');
    await priya.press(note, 'Add note');
    await priya.complaint(note, 'Note').waitFor();
    await priya.field(note, 'Note').fill('The accountant called, too.');
    await priya.submit(note, 'Add note');
    const thread = await priya.openThread(card);
    await thread.getByText('The accountant called, too.').waitFor();
    await thread.getByText('Priya Raman · note').waitFor();
  });
}
