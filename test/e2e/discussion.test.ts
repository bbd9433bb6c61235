import { describeJourneys } from './browserJourneys';
import { expectGoodLooks } from './looks';
import { picture } from './screenshots';

const CRACKED = 'Lamp base arrived cracked';

describeJourneys('discussion', (world) => {
  test('what is written, edited and deleted in the thread is history', async () => {
    const priya = await world.as('U0PRIYA', 'C0SUPPORT');
    const tomasz = await world.as('U0TOMASZ', 'C0SUPPORT');
    await tomasz.press(tomasz.card(CRACKED), 'Take');
    await tomasz.card(CRACKED).getByRole('heading', { name: '● Tomasz Zieliński' }).waitFor();
    const thread = await tomasz.openThread(tomasz.card(CRACKED));
    await tomasz.reply('The oak base is out of stock until the 12th.');
    await priya.openThread(priya.card(CRACKED));
    await priya.reply('Walnut is on the shelf: offer it at no extra cost.');
    await thread.getByText('offer it at no extra cost').waitFor();
    await picture(tomasz.page, 'thread');
    await expectGoodLooks(tomasz.page, { except: ['URGENT'] });

    const own = thread.getByRole('article').filter({ hasText: 'out of stock' });
    await own.hover();
    await tomasz.press(own, 'More actions');
    await tomasz.page.getByRole('menuitem', { name: 'Edit message' }).click();
    const box = thread.getByRole('textbox', { name: /edit/i });
    await box.fill('The oak base is out of stock until the 14th.');
    await box.press('Enter');
    const edited = thread.getByRole('article').filter({ hasText: 'until the 14th' });
    await edited.getByText('(edited)').waitFor();
    await edited.hover();
    await tomasz.press(edited, 'More actions');
    await tomasz.page.getByRole('menuitem', { name: 'Delete message…' }).click();
    await tomasz.press(tomasz.page.getByRole('alertdialog', { name: 'Delete message' }), 'Delete');
    await edited.waitFor({ state: 'hidden' });

    await priya.press(priya.card(CRACKED), 'More');
    await priya.press(priya.dialog(/^Actions/), 'History');
    const history = priya.dialog(/^History/);
    for (const sentence of [
      'Discussion message by Tomasz Zieliński',
      'Discussion message by Priya Raman',
      'Discussion message edited by Tomasz Zieliński',
      'Discussion message deleted by Tomasz Zieliński',
    ])
      await history.getByText(sentence).waitFor();
    await priya.close(history);
  });

  test('a customer’s follow-up joins the thread, says so in the channel, and reopens', async () => {
    const subject = 'Two chairs for the library';
    const [ada, words] = ['ada@library.example', 'The librarian says oak, please.'];
    const [priya, mail] = [await world.as('U0PRIYA', 'C0SUPPORT'), await world.mail()];
    await mail.write({ from: ada, name: 'Ada Brightwell', subject, text: 'Do you make reading chairs?' });
    const card = priya.card(subject);
    await priya.press(card, 'Take');
    await priya.press(card, 'Resolve');
    await priya.submit(priya.dialog('Resolve #'), 'Resolve');
    await card.getByRole('heading', { name: '✓ Resolved' }).waitFor();

    await mail.followUp(ada, subject, words);
    await card.getByRole('heading', { name: '● Priya Raman' }).waitFor();
    await card.getByText(words).waitFor();
    await card.getByText('2 emails').waitFor();
    const line = priya.message(new RegExp(`New email from Ada Brightwell on #\\d+ ${subject}`));
    await priya.press(line, 'View thread');
    const thread = priya.page.getByRole('region', { name: 'Thread' });
    // The first email's text has left the card and stands in the thread too.
    const entries = thread.getByRole('article').filter({ hasText: /Email from Ada Brightwell/ });
    const entry = entries.filter({ hasText: words });
    await entry.getByText(words).waitFor();
    for (const button of ['Read', 'More'])
      await entry.getByRole('button', { name: button, exact: true }).waitFor();
    expect(await priya.card(subject).count()).toBe(1);
  });
});
