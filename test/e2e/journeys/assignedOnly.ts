import type { Locator } from 'playwright-core';
import type { Side } from '../browserJourneys';
import type { Colleague } from '../colleague';
import { expectGoodLooks } from '../looks';
import { picture } from '../screenshots';

const TEXT = `Bonjour,

Nous rénovons l’hôtel de la Citadelle et cherchons 24 suspensions pour les couloirs.
Pouvez-vous nous adresser un devis, pose comprise ?

Solène Kerguélen`;

/** `ventes`: dispatchers see the channel #sales-desk, an agent only what is assigned to her, in her chat with the bot. */
export function assignedOnly(side: Side): void {
  const hotel = async (lot: string) => {
    const subject = side.own(`Demande de devis ${lot}`);
    const [from, name, to] = [
      's.kerguelen@citadelle.example',
      'Solène Kerguélen',
      'ventes@atelier-nord.example',
    ];
    await side.letter({ from, name, to, subject, text: TEXT });
    return subject;
  };
  const assignToHer = async (hugo: Colleague, subject: string, note?: string) => {
    await hugo.press(hugo.card(subject), 'Assigner');
    const form = hugo.dialog('Assigner #');
    await hugo.choose(form, 'À qui', 'aï', /Aïcha Diallo/);
    if (note) await hugo.field(form, 'Note pour la personne assignée').fill(note);
    await hugo.submit(form, 'Assigner');
  };

  test('the new owner gets a card of her own, and a notice with the note and a way to the card', async () => {
    const HOTEL = await hotel('A-');
    const [hugo, aicha] = [await side.as('hugo', 'sales-desk'), await side.as('aicha', 'support')];
    expect(await aicha.channel('sales-desk').count()).toBe(0);
    // Notices come to where she was active last.
    await aicha.run('mine');
    const words = side.own('Tu connais la maison : peux-tu chiffrer l’étage ');
    await assignToHer(hugo, HOTEL, words);

    await aicha.goToBot();
    const card = aicha.card(HOTEL);
    await card.getByRole('button', { name: 'Libérer', exact: true }).waitFor();
    const notice = aicha.message(/Hugo Tran vous a assigné #\d+ Demande de devis/);
    // Where the chat has no threads, the note stands there as an entry of its own.
    const told = aicha.platform === 'Slack' ? notice : aicha.messages();
    await told.getByText(words).waitFor();
    await picture(aicha, 'direct-card');
    await expectGoodLooks(aicha.page, { main: card.getByRole('button', { name: 'Résoudre', exact: true }) });
    await aicha.follow(notice, 'Ouvrir dans le chat', HOTEL);
    expect(await aicha.channel('sales-desk').count()).toBe(0);
  });

  test('what she and the channel say is one discussion, both ways, with the author’s name', async () => {
    const HOTEL = await hotel('B-');
    const [hugo, aicha] = [await side.as('hugo', 'sales-desk'), await side.as('aicha')];
    await assignToHer(hugo, HOTEL);
    await aicha.goToBot();
    // Her chat holds what is said on either side.
    const words = side.own('D’accord, avec la pose en sus, étage ');
    const hers = await saying(aicha, HOTEL, 'Je propose 26 suspensions à 410 €.');
    const theirs = await hugo.openThread(hugo.card(HOTEL));
    const fromHer = theirs.getByRole('article').filter({ hasText: 'Je propose 26 suspensions à 410 €.' });
    await fromHer.getByText(/^Aïcha Diallo( · note)?$/).waitFor();
    await hugo.reply(words);
    const fromHim = hers.getByRole('article').filter({ hasText: words });
    await fromHim.getByText('Hugo Tran', { exact: true }).waitFor();
  });

  test('when it is given to somebody else, nothing of it stays with her', async () => {
    const HOTEL = await hotel('C-');
    const [hugo, aicha] = [await side.as('hugo', 'sales-desk'), await side.as('aicha')];
    await assignToHer(hugo, HOTEL, 'Peux-tu chiffrer la cage d’escalier ?');
    await aicha.goToBot();
    await saying(aicha, HOTEL, 'Je compte deux jours de montage.');
    const number = /#(\d+)/.exec(await aicha.card(HOTEL).innerText())![1]!;
    await hugo.press(hugo.card(HOTEL), 'Assigner');
    await hugo.choose(hugo.dialog('Assigner #'), 'À qui', 'camille', /Camille Lefèvre/);
    await hugo.submit(hugo.dialog('Assigner #'), 'Assigner');
    await hugo.card(HOTEL).getByRole('heading', { name: '● Camille Lefèvre' }).waitFor();

    await aicha.message(new RegExp(`Hugo Tran a \\S+ #${number} à quelqu’un d’autre`)).waitFor();
    await aicha.card(HOTEL).waitFor({ state: 'hidden' });
    for (const words of ['cage d’escalier', 'deux jours de montage', HOTEL])
      await aicha
        .messages()
        .getByRole('article')
        .filter({ hasText: words })
        .last()
        .waitFor({ state: 'hidden' });

    // Neither the command nor the overview knows of it any more.
    await aicha.goTo('support');
    const answer = await aicha.run(`show ${number}`);
    await answer.getByText(`Il n’y a pas de conversation #${number} que vous puissiez voir.`).waitFor();
    const home = await aicha.goToHome();
    await home.getByRole('heading', { name: 'Votre file' }).waitFor();
    await home.getByText(HOTEL).waitFor({ state: 'hidden' });
  });

  test('a dispatcher of it works in the channel like everywhere', async () => {
    const subject = side.own('Commande mensuelle ');
    const [from, name, to] = ['achats@lumen.example', 'Lumen', 'ventes@atelier-nord.example'];
    await side.letter({ from, name, to, subject });
    const hugo = await side.as('hugo', 'sales-desk');
    const card = hugo.card(subject);
    await hugo.press(card, 'Prendre');
    await card.getByRole('heading', { name: '● Hugo Tran' }).waitFor();
    await hugo.press(card, 'Qualifier');
    await hugo.choose(hugo.dialog('Qualifier #'), 'Qualification', 'comm', 'Commande');
    await hugo.submit(hugo.dialog('Qualifier #'), 'Enregistrer');
    await card.getByText('Commande', { exact: true }).waitFor();
    await expectGoodLooks(hugo.page);
  });
}

/** Chats in Teams have no threads: a button takes what belongs to the discussion. Resolves with where answers come. */
async function saying(her: Colleague, subject: string, words: string): Promise<Locator> {
  const card = her.card(subject);
  if (her.platform === 'Slack') {
    const thread = await her.openThread(card);
    await her.reply(words);
    return thread;
  }
  await her.press(card, 'Note');
  const form = her.dialog(/^Note sur/);
  await her.field(form, 'Note').fill(words);
  await her.submit(form, 'Ajouter la note');
  return her.messages();
}
