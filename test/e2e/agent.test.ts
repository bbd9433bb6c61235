import { describeJourneys } from './browserJourneys';
import { expectGoodLooks } from './looks';
import { picture } from './screenshots';

const CHAIRS = 'Two chairs for the library';

describeJourneys('an agent', (world) => {
  test('is refused in private what is not theirs to do, and told who can', async () => {
    const [tomasz, priya] = [await world.as('U0TOMASZ', 'C0SUPPORT'), await world.as('U0PRIYA', 'C0SUPPORT')];
    const text = 'Hello,\n\ndo you build reading chairs too? We need two, in oak.\n\nAda Brightwell';
    const mail = await world.mail();
    await mail.write({ from: 'ada@library.example', name: 'Ada Brightwell', subject: CHAIRS, text });
    await priya.press(priya.card(CHAIRS), 'Take');
    const card = tomasz.card(CHAIRS);
    await card.getByRole('heading', { name: '● Priya Raman' }).waitFor();
    await tomasz.press(card, 'Archive');
    const refusal = tomasz.whispers().first();
    await refusal
      .getByText('Only the owner or a dispatcher can do this (Archive). Owner: Priya Raman.')
      .waitFor();
    expect(await priya.whispers().count()).toBe(0);
    await tomasz.colours('dark');
    await refusal.scrollIntoViewIfNeeded();
    await picture(tomasz.page, 'refusal-dark');
    await expectGoodLooks(tomasz.page, { except: ['URGENT'] });
    await card.getByRole('heading', { name: '● Priya Raman' }).waitFor();
  });

  test('learns what to do with what is nobody’s', async () => {
    const tomasz = await world.as('U0TOMASZ', 'C0SUPPORT');
    await tomasz.press(tomasz.card('Remboursement de 129€'), 'Archive');
    await tomasz
      .whispers()
      .getByText(
        'Nobody owns this yet. Take it first, or ask a dispatcher to do this (Archive): Priya Raman.',
      )
      .waitFor();
  });

  test('takes, and gives back', async () => {
    const subject = 'Remboursement de 129€';
    const tomasz = await world.as('U0TOMASZ', 'C0SUPPORT');
    const card = tomasz.card(subject);
    await tomasz.press(card, 'Take');
    await card.getByRole('heading', { name: '● Tomasz Zieliński' }).waitFor();
    await card.getByRole('button', { name: 'Resolve', exact: true }).waitFor();
    await tomasz.press(card, 'More');
    await tomasz.press(tomasz.dialog(/^Actions/), 'Release');
    await card.getByRole('heading', { name: '● New' }).waitFor();
    await card.getByRole('button', { name: 'Take', exact: true }).waitFor();
  });

  test('reads at the field what is wrong with it, and the form stays open', async () => {
    const priya = await world.as('U0PRIYA', 'C0SUPPORT');
    await priya.press(priya.card('Invoice AN-2093'), 'Assign');
    const form = priya.dialog('Assign #');
    await form.getByLabel('Note for the new owner').fill('For whom?');
    await priya.press(form, 'Assign');
    await form.getByRole('combobox', { name: 'To whom', description: /.+/ }).waitFor();
    await form.getByRole('alert').waitFor();

    // What only Postroom can know: the person stopped being a member meanwhile, the note is nothing but blanks.
    await priya.close(form);
    await priya.press(priya.card('Invoice AN-2093'), 'More');
    await priya.press(priya.dialog(/^Actions/), 'Note');
    const note = priya.dialog(/^Note on/);
    await note.getByLabel('Note', { exact: true }).fill('   ');
    await priya.press(note, 'Add note');
    await note.getByRole('alert').waitFor();
    await note.getByLabel('Note', { exact: true }).fill('The accountant called, too.');
    await priya.submit(note, 'Add note');
    const thread = await priya.openThread(priya.card('Invoice AN-2093'));
    await thread.getByText('The accountant called, too.').waitFor();
    await thread.getByText('Priya Raman · note').waitFor();
  });
});
