import { describeJourneys } from './browserJourneys';
import { expectGoodLooks } from './looks';
import { picture } from './screenshots';

const HOTEL = 'Demande de devis : 24 suspensions';
const LUMEN = 'Commande mensuelle';

/** `ventes`: dispatchers see the channel #sales-desk, an agent only what is assigned to her, in her DM with the bot. */
describeJourneys('a mailbox where agents see only what is theirs', (world) => {
  test('the new owner gets a card of her own, and a notice with the note and a way to the card', async () => {
    const [hugo, aicha] = [await world.as('U0HUGO', 'C0SALES'), await world.as('U0AICHA', 'C0GENERAL')];
    expect(await aicha.page.getByRole('link', { name: 'sales-desk' }).count()).toBe(0);
    await hugo.press(hugo.card(HOTEL), 'Assigner');
    const form = hugo.dialog('Assigner #');
    await hugo.choose(form, 'À qui', 'aï', /Aïcha Diallo/);
    await form.getByLabel('Note pour la personne assignée').fill('Tu connais la maison : peux-tu chiffrer ?');
    await hugo.submit(form, 'Assigner');

    await aicha.goToBot();
    const card = aicha.card(HOTEL);
    await card.getByRole('button', { name: 'Libérer', exact: true }).waitFor();
    const notice = aicha.message(/Hugo Tran vous a assigné #\d+ Demande de devis/);
    await notice.getByText('Tu connais la maison : peux-tu chiffrer ?').waitFor();
    await picture(aicha.page, 'direct-card');
    await expectGoodLooks(aicha.page, { main: card.getByRole('button', { name: 'Résoudre', exact: true }) });
    await notice.getByRole('link', { name: 'Ouvrir dans le chat' }).click();
    await aicha.page.locator('.message-highlighted').getByRole('heading', { name: HOTEL }).waitFor();
    expect(await aicha.page.getByRole('link', { name: 'sales-desk' }).count()).toBe(0);
  });

  test('her thread and the channel’s are one discussion, both ways, with the author’s name', async () => {
    const [hugo, aicha] = [await world.as('U0HUGO', 'C0SALES'), await world.as('U0AICHA')];
    await aicha.goToBot();
    const hers = await aicha.openThread(aicha.card(HOTEL));
    const theirs = await hugo.openThread(hugo.card(HOTEL));
    await aicha.reply('Je propose 26 suspensions à 410 €.');
    const fromHer = theirs.getByRole('article').filter({ hasText: 'Je propose 26 suspensions à 410 €.' });
    await fromHer.getByText('Aïcha Diallo', { exact: true }).waitFor();
    await hugo.reply('D’accord, avec la pose en sus.');
    const fromHim = hers.getByRole('article').filter({ hasText: 'D’accord, avec la pose en sus.' });
    await fromHim.getByText('Hugo Tran', { exact: true }).waitFor();
  });

  test('when it is given to somebody else, nothing of it stays with her', async () => {
    const [hugo, aicha] = [await world.as('U0HUGO', 'C0SALES'), await world.as('U0AICHA')];
    await aicha.goToBot();
    await aicha.card(HOTEL).waitFor();
    await hugo.press(hugo.card(HOTEL), 'Assigner');
    await hugo.choose(hugo.dialog('Assigner #'), 'À qui', 'camille', /Camille Lefèvre/);
    await hugo.submit(hugo.dialog('Assigner #'), 'Assigner');
    await hugo.card(HOTEL).getByRole('heading', { name: '● Camille Lefèvre' }).waitFor();

    await aicha.message(/Hugo Tran a \S+ #\d+ à quelqu’un d’autre/).waitFor();
    await aicha.card(HOTEL).waitFor({ state: 'hidden' });
    await aicha.page.getByText('peux-tu chiffrer').waitFor({ state: 'hidden' });
    await aicha.page.getByText('Solène Kerguélen').first().waitFor({ state: 'hidden' });
    const left = await aicha.messages('Postroom').innerText();
    for (const word of ['Demande de devis', 'Kerguélen', 'hôtel', 'chiffrer', 'la pose en sus'])
      expect(left).not.toContain(word);
    const number = /#(\d+)/.exec(left)![1]!;

    // Neither the command nor App Home knows of it any more.
    await aicha.goTo('general');
    const answer = await aicha.run(`/inbox show ${number}`);
    await answer.getByText(`Il n’y a pas de conversation #${number} que vous puissiez voir.`).waitFor();
    const home = await aicha.goToHome();
    await home.getByRole('heading', { name: 'Votre file' }).waitFor();
    await home.getByText(HOTEL).waitFor({ state: 'hidden' });
    expect(await home.innerText()).not.toMatch(/Kerguélen|Commande mensuelle/);
  });

  test('a dispatcher of it works in the channel like everywhere', async () => {
    const hugo = await world.as('U0HUGO', 'C0SALES');
    const card = hugo.card(LUMEN);
    await hugo.press(card, 'Prendre');
    await card.getByRole('heading', { name: '● Hugo Tran' }).waitFor();
    await hugo.press(card, 'Qualifier');
    await hugo.choose(hugo.dialog('Qualifier #'), 'Qualification', 'comm', 'Commande');
    await hugo.submit(hugo.dialog('Qualifier #'), 'Enregistrer');
    await card.getByText('Commande', { exact: true }).waitFor();
    await expectGoodLooks(hugo.page);
  });
});
