import type { Locator } from 'playwright-core';
import { describeJourneys, type Journeys } from './browserJourneys';
import type { Colleague } from './colleague';
import { expectGoodLooks } from './looks';
import { picture } from './screenshots';
import { SlackColleague } from './slackColleague';
import { TeamsColleague } from './teamsColleague';
import { untilHeading } from './untilSeen';

/** Between a click on one side and the card on the other, on a busy machine; on a quiet one it is below a second. */
const LATEST_MS = 5_000;

describeJourneys('one conversation in Slack and in Teams', (world) => {
  test('an email is a card in both windows, and what one side does stands on the other at once', async () => {
    const subject = 'Twelve lamps for the concert hall';
    const { slack, teams } = await sideBySide(world);
    // Above it on the picture.
    const CARE = `Hello,\n\nhow do I oil the walnut base of my lamp? It has become dull near the window, and the leaflet only speaks of oak. Would linseed oil do?\n\nKind regards,\nHenrik Aalto\nHelsinki`;
    await world.slack.letter({
      from: 'h.aalto@kamera.example',
      name: 'Henrik Aalto',
      subject: 'Care for walnut',
      text: CARE,
    });
    const text = 'Good morning,\n\nwe would like twelve of your table lamps, in walnut.\n\nAda Brightwell';
    await world.slack.letter({ subject, text });
    await Promise.all([slack.card(subject).waitFor(), teams.card(subject).waitFor()]);

    const html = slack.page.locator('html');
    await teams.press(teams.card(subject), 'Assign');
    const form = teams.dialog('Assign #');
    await teams.choose(form, 'To whom', 'ewan', /Ewan MacLeod/);
    await teams.field(form, 'Note for the new owner').fill('You know the hall: which shade?');
    await picture(teams, 'side-by-side-assign');
    const inSlack = untilHeading(html, 'main[aria-label="Chat"]', ['● Ewan MacLeod', subject]);
    await teams.submit(form, 'Assign');
    const toSlack = Math.round(await inSlack);
    await slack.press(slack.card(subject), 'Assign');
    await slack.choose(slack.dialog('Assign #'), 'To whom', 'aïcha', /Aïcha Diallo/);
    const inTeams = untilHeading(html, 'section[aria-label="Teams"]', ['● Aïcha Diallo', subject]);
    await slack.submit(slack.dialog('Assign #'), 'Assign');
    const toTeams = Math.round(await inTeams);
    process.stdout.write(
      `From the click to the other window: ${toSlack} ms to Slack, ${toTeams} ms to Teams\n`,
    );
    expect(Math.max(toSlack, toTeams)).toBeLessThan(LATEST_MS);

    for (const one of [slack, teams])
      await one.card(subject).evaluate((card) => card.scrollIntoView({ block: 'end' }));
    await picture(slack, 'side-by-side');
    await slack.colours('dark');
    await picture(slack, 'side-by-side-dark');
    await slack.colours('light');
    const thread = await slack.openThread(slack.card(subject));
    await thread.getByText('You know the hall: which shade?').waitFor();
    await expectGoodLooks(slack.page, { except: ['URGENT'] });
  });

  test.each([
    ['Slack', 'Teams'],
    ['Teams', 'Slack'],
  ] as const)(
    'what is said in %s stands in %s with its author’s name, changes and goes',
    async (from, to) => {
      const subject = `Curtains for the ${from} room`;
      await world.slack.letter({ subject });
      const [here, there] = [
        world.sides.find((one) => one.platform === from)!,
        world.sides.find((one) => one.platform === to)!,
      ];
      const [ewan, aicha] = [await here.as('ewan', 'support'), await there.as('aicha', 'support')];
      await aicha.card(subject).waitFor();
      const written = await ewan.openThread(ewan.card(subject));
      await ewan.reply('Velvet is out of stock until May.');
      const shown = await aicha.openThread(aicha.card(subject));
      await said(shown, 'Ewan MacLeod', 'until May').waitFor();

      const own = written.getByRole('article');
      await ewan.edit(own.filter({ hasText: 'until May' }), 'Velvet is out of stock until June.');
      await said(shown, 'Ewan MacLeod', 'until June').waitFor();
      await said(shown, 'Ewan MacLeod', 'until May').waitFor({ state: 'hidden' });
      await aicha.reply('Linen, then?');
      await said(written, 'Aïcha Diallo', 'Linen, then?').waitFor();
      await ewan.remove(own.filter({ hasText: 'until June' }));
      await said(shown, 'Ewan MacLeod', 'until June').waitFor({ state: 'hidden' });
      await said(shown, 'Aïcha Diallo', 'Linen, then?').waitFor();
    },
  );

  test('two people at once, one from each side: one owner on both cards, one history', async () => {
    const subject = 'A chandelier for two';
    await world.slack.letter({ subject });
    const [priya, ewan] = [await world.slack.as('priya', 'support'), await world.teams.as('ewan', 'support')];
    await Promise.all([priya.card(subject).waitFor(), ewan.card(subject).waitFor()]);
    await Promise.all([priya.press(priya.card(subject), 'Take'), ewan.press(ewan.card(subject), 'Take')]);
    const owner = (who: Colleague) => who.card(/● (Priya Raman|Ewan MacLeod)\s+#\d+\s+A chandelier for two/);
    await Promise.all([owner(priya).waitFor(), owner(ewan).waitFor()]);
    // The card may have changed under the pointer: a page of whatever else was hit is closed.
    const again = await world.teams.as('ewan', 'support');
    const taken = (sentences: string[]) => sentences.filter((one) => !one.startsWith('Opened'));
    const inSlack = await priya.historyOf(priya.card(subject));
    // A modal of Slack lies above both windows of whoever is this person there.
    await priya.close(inSlack.page);
    const ofSlack = taken(inSlack.sentences);
    const ofTeams = taken((await again.historyOf(again.card(subject))).sentences);
    expect(ofTeams).toEqual(ofSlack);
    expect(ofSlack).toHaveLength(3);
    const last = /Taken by (.*)$/.exec(ofSlack[2]!)![1]!;
    for (const who of [priya, ewan]) await who.card(new RegExp(`● ${last}\\s+#\\d+\\s+${subject}`)).waitFor();
  });

  test('an account that nobody linked is refused; an administrator confirms it at Home, and then it works', async () => {
    const subject = 'A lamp for somebody new';
    await world.slack.letter({ subject });
    const tomasz = await world.teams.as('tomasz', 'support');
    await tomasz.press(tomasz.card(subject), 'Take');
    await tomasz.privately('Postroom does not know this account yet').waitFor();
    await tomasz.card(subject).getByRole('heading', { name: '● New' }).waitFor();

    const nadia = await world.teams.as('nadia');
    const home = await nadia.goToHome();
    await home.getByText(/Tomasz Zieliński sur Teams .* est peut-être Tomasz Zieliński/).waitFor();
    await nadia.press(home, 'Confirmer');
    await nadia.submit(nadia.dialog('Est-ce une seule personne ?'), 'Confirmer');
    await home.getByText('Comptes à confirmer').waitFor({ state: 'hidden' });

    await tomasz.press(tomasz.card(subject), 'Take');
    await tomasz.card(subject).getByRole('heading', { name: '● Tomasz Zieliński' }).waitFor();
    const slack = await world.slack.as('priya', 'support');
    await slack.card(subject).getByRole('heading', { name: '● Tomasz Zieliński' }).waitFor();
    const his = await tomasz.goToHome();
    await his.getByText('You are known here as: Slack (@tomasz), Teams').waitFor();
  });

  test('in a chat without threads, a button and `note 142 …` take what belongs to the discussion', async () => {
    const subject = 'Devis pour la gare de Lille';
    const [from, name, to] = ['gare@lille.example', 'Gare de Lille', 'ventes@atelier-nord.example'];
    await world.slack.letter({ from, name, to, subject });
    const [hugo, aicha] = [await world.slack.as('hugo', 'sales-desk'), await world.teams.as('aicha')];
    await hugo.press(hugo.card(subject), 'Assigner');
    await hugo.choose(hugo.dialog('Assigner #'), 'À qui', 'aï', /Aïcha Diallo/);
    await hugo.submit(hugo.dialog('Assigner #'), 'Assigner');
    const thread = await hugo.openThread(hugo.card(subject));

    await aicha.goToBot();
    const card = aicha.card(subject);
    await aicha.press(card, 'Note');
    const note = aicha.dialog(/^Note sur/);
    await aicha.field(note, 'Note').fill('Le quai 3 est en travaux.');
    await aicha.submit(note, 'Ajouter la note');
    await said(thread, 'Aïcha Diallo', 'Le quai 3 est en travaux.').waitFor();

    const number = /#(\d+)/.exec(await card.innerText())![1]!;
    const box = aicha.page.getByRole('textbox', { name: 'Type a message' });
    await box.fill(`note ${number} Je passe les voir lundi.`);
    await box.press('Escape');
    await box.press('Enter');
    await said(thread, 'Aïcha Diallo', 'Je passe les voir lundi.').waitFor();
    await hugo.reply('Prends le catalogue.');
    await said(aicha.messages(), 'Hugo Tran', 'Prends le catalogue.').waitFor();
  });
});

/** Both windows on one page, as the same person: Priya, who may do everything in `support`. */
async function sideBySide(world: Journeys): Promise<{ slack: Colleague; teams: Colleague }> {
  const { page } = await world.slack.as('priya', 'support');
  await page.setViewportSize({ width: 1640, height: 900 });
  await page.getByRole('button', { name: 'Teams beside Slack' }).click();
  const teams = new TeamsColleague(page);
  await teams.isThere();
  await teams.goTo('support');
  return { slack: new SlackColleague(page, 'U0PRIYA'), teams };
}

/** A message of a thread or chat under its author's name: posted by themselves, or by the bot for them. */
function said(where: Locator, author: string, words: string): Locator {
  return where
    .getByRole('article')
    .filter({ hasText: words })
    .filter({ has: where.page().getByText(new RegExp(`^${author}( · note)?$`)) });
}
