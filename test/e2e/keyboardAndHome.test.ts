import { describeJourneys } from './browserJourneys';
import { expectGoodLooks } from './looks';
import { picture } from './screenshots';

const REFUND = 'Remboursement de 129€';

describeJourneys('without a card in sight', (world) => {
  test('slash commands list, show, assign, explain themselves, and guess what was meant', async () => {
    const priya = await world.as('U0PRIYA', 'C0GENERAL');
    const list = await priya.run('/inbox list');
    await list.getByRole('heading', { name: 'Conversations' }).waitFor();
    await list.getByText(REFUND).waitFor();
    const number = /#(\d+) Remboursement/.exec(await list.innerText())![1]!;
    await list.getByRole('button', { name: 'Take', exact: true }).first().waitFor();

    const nothing = await priya.run('/inbox mine');
    await nothing.getByText('Nothing here.').waitFor();
    const taken = await priya.run(`/inbox take ${number}`);
    await taken.getByText(`You took #${number}.`).waitFor();
    await (await priya.run('/inbox mine')).getByText(REFUND).waitFor();
    const unassigned = await priya.run('/inbox unassigned');
    await unassigned.getByText('Lamp base arrived cracked').waitFor();
    expect(await unassigned.innerText()).not.toContain(REFUND);

    const shown = await priya.run(`/inbox show ${number}`);
    await shown.getByRole('heading', { name: REFUND }).waitFor();
    await shown.getByRole('button', { name: 'Resolve', exact: true }).waitFor();
    const assigned = await priya.run(`/inbox assign ${number} @tomasz the parcel is in Lille`);
    await assigned.getByText(`#${number} is now assigned to Tomasz Zieliński.`).waitFor();
    const help = await priya.run('/inbox help');
    await help.getByText('give it to somebody, with a note if you like').waitFor();
    const guess = await priya.run('/inbox reslove 2');
    await guess.getByText('“reslove” is not a command. Did you mean “resolve”?').waitFor();
    await expectGoodLooks(priya.page, { except: ['URGENT'] });
  });

  test('App Home shows what waits, and its buttons work', async () => {
    const tomasz = await world.as('U0TOMASZ');
    const home = await tomasz.goToHome();
    await home.getByRole('heading', { name: 'Your queue' }).waitFor();
    const counter = (name: string) => home.locator('.section-field').filter({ hasText: name });
    await counter('Yours').getByText('1', { exact: true }).waitFor();
    await home.getByText(REFUND).waitFor();
    await home.getByRole('combobox', { name: 'Mailbox' }).click();
    await tomasz.page.getByRole('option', { name: 'support' }).click();
    await counter('Open').waitFor();
    await picture(tomasz.page, 'home');
    await expectGoodLooks(tomasz.page, { except: ['URGENT'] });

    await home.getByRole('button', { name: 'Take', exact: true }).first().click();
    await counter('Yours').getByText('2', { exact: true }).waitFor();
    const resolve = home.getByRole('button', { name: 'Resolve', exact: true });
    await resolve.nth(1).waitFor();
    await resolve.first().click();
    await tomasz.submit(tomasz.dialog('Resolve #'), 'Resolve');
    await counter('Yours').getByText('1', { exact: true }).waitFor();
  });

  test('somebody who is member of nothing is told so', async () => {
    const mateo = await world.as('U0MATEO');
    const home = await mateo.goToHome();
    await home
      .getByText('You are not a member of any mailbox yet.')
      .or(home.getByText('does not know you yet'))
      .waitFor();
    await mateo.goTo('general');
    await (await mateo.run('/inbox list')).waitFor();
  });

  test('who comes for the first time is a dispatcher, in front of the cards', async () => {
    const page = await world.newcomer();
    await page.getByRole('button', { name: 'You are Priya Raman. Switch person' }).waitFor();
    await page.getByRole('log', { name: 'Messages in #support' }).waitFor();
  });
});
