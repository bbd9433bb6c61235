import type { Journeys, Side } from '../browserJourneys';
import { expectGoodLooks } from '../looks';
import { picture } from '../screenshots';

/** What the team says under a card, and what the customer adds. */
export function discussion(world: Journeys, side: Side): void {
  test('what is written, edited and deleted in the thread is history', async () => {
    const CRACKED = side.own('Lamp base arrived cracked, order 43');
    const text = 'Hello,\n\nthe oak base of my lamp arrived with a crack. Can you send another one?\n\nAda';
    await side.letter({ subject: CRACKED, text });
    const [priya, tomasz] = [await side.as('priya', 'support'), await side.as('tomasz', 'support')];
    await tomasz.press(tomasz.card(CRACKED), 'Take');
    await tomasz.card(CRACKED).getByRole('heading', { name: '● Tomasz Zieliński' }).waitFor();
    const thread = await tomasz.openThread(tomasz.card(CRACKED));
    await tomasz.reply('The oak base is out of stock until the 12th.');
    await priya.openThread(priya.card(CRACKED));
    await priya.reply('Walnut is on the shelf: offer it at no extra cost.');
    await thread.getByText('offer it at no extra cost').waitFor();
    await thread.getByText('offer it at no extra cost').evaluate((one) => one.scrollIntoView());
    await picture(tomasz, 'thread');
    await expectGoodLooks(tomasz.page, { except: ['URGENT'] });

    const article = thread.getByRole('article');
    await tomasz.edit(
      article.filter({ hasText: 'out of stock' }),
      'The oak base is out of stock until the 14th.',
    );
    const edited = article.filter({ hasText: 'until the 14th' });
    await edited.getByText(/^\(?edited\)?$/i).waitFor();
    await tomasz.remove(edited);
    await edited.waitFor({ state: 'hidden' });

    const { page } = await priya.historyOf(priya.card(CRACKED));
    for (const sentence of [
      'Discussion message by Tomasz Zieliński',
      'Discussion message by Priya Raman',
      'Discussion message edited by Tomasz Zieliński',
      'Discussion message deleted by Tomasz Zieliński',
    ])
      await page.getByText(sentence).waitFor();
    await priya.close(page);
  });

  test('a customer’s follow-up joins the thread, says so in the channel, and reopens', async () => {
    const subject = side.own('Chairs for the reading room, lot ');
    const [ada, words] = [`ada${side.own('')}@library.example`, 'The librarian says oak, please.'];
    await side.letter({ from: ada, subject, text: 'Do you make reading chairs?' });
    const [priya, mail] = [await side.as('priya', 'support'), await world.mail()];
    const card = priya.card(subject);
    await priya.press(card, 'Take');
    await priya.press(card, 'Resolve');
    await priya.submit(priya.dialog('Resolve #'), 'Resolve');
    await card.getByRole('heading', { name: '✓ Resolved' }).waitFor();

    await mail.followUp(ada, subject, words);
    await card.getByRole('heading', { name: '● Priya Raman' }).waitFor();
    await card.getByText(words).waitFor();
    await card.getByText('2 emails').waitFor();
    const thread = await priya.openNewest('Ada Brightwell', subject);
    // The first email's text has left the card and stands in the thread too.
    const entries = thread.getByRole('article').filter({ hasText: /Email from Ada Brightwell/ });
    const entry = entries.filter({ hasText: words });
    await entry.getByText(words).waitFor();
    for (const button of ['Read', 'More'])
      await entry.getByRole('button', { name: button, exact: true }).waitFor();
    expect(await priya.card(subject).count()).toBe(1);
  });
}
