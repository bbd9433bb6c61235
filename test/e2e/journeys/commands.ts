import { personCalled } from '../../../sandbox/demo/seed/world';
import type { Side } from '../browserJourneys';
import { expectGoodLooks } from '../looks';
import { picture } from '../screenshots';

/** Without a card in sight: the keyboard, and each person's own overview. */
export function commands(side: Side): void {
  const general = side.platform === 'Slack' ? 'general' : 'General';
  // Who has nothing to do yet, on either side.
  const who = side.platform === 'Slack' ? 'priya' : 'ewan';

  test('commands list, show, assign, explain themselves, and guess what was meant', async () => {
    const subject = side.own('A parcel for Lille, number ');
    await side.letter({ subject });
    const arrived = await side.as(who, 'support');
    const number = /#(\d+)/.exec(await arrived.card(subject).innerText())![1]!;
    await arrived.page.close();

    const priya = await side.as(who, general);
    const list = await priya.run('list');
    await list.getByRole('heading', { name: 'Conversations' }).waitFor();
    await list.getByText(subject).waitFor();
    await list.getByRole('button', { name: 'Take', exact: true }).first().waitFor();

    const nothing = await priya.run('mine');
    await nothing.getByText('Nothing here.').waitFor();
    const taken = await priya.run(`take ${number}`);
    await taken.getByText(`You took #${number}.`).waitFor();
    await (await priya.run('mine')).getByText(subject).waitFor();
    const unassigned = await priya.run('unassigned');
    await unassigned.getByText('Lamp base arrived cracked').waitFor();
    expect(await unassigned.innerText()).not.toContain(subject);

    const shown = await priya.run(`show ${number}`);
    await shown.getByRole('heading', { name: subject }).waitFor();
    await shown.getByRole('button', { name: 'Resolve', exact: true }).waitFor();
    const { name, realName } = personCalled('aicha');
    const assigned = await priya.run(
      `assign ${number} ${priya.mention({ handle: name, realName })} the parcel is in Lille`,
    );
    await assigned.getByText(`#${number} is now assigned to Aïcha Diallo.`).waitFor();
    const help = await priya.run('help');
    await help.getByText('give it to somebody, with a note if you like').waitFor();
    const guess = await priya.run('reslove 2');
    await guess.getByText('“reslove” is not a command. Did you mean “resolve”?').waitFor();
    await expectGoodLooks(priya.page, { except: ['URGENT'] });
  });

  test('the own overview shows what waits, and its buttons work', async () => {
    for (const room of ['A-', 'B-']) await side.letter({ subject: side.own(`A lamp for room ${room}`) });
    const priya = await side.as('priya', 'support');
    for (const room of ['A-', 'B-']) await priya.card(side.own(`A lamp for room ${room}`)).waitFor();
    const card = priya.card(side.own('A lamp for room A-'));
    await priya.press(card, 'Take');
    await card.getByRole('heading', { name: '● Priya Raman' }).waitFor();
    const home = await priya.goToHome();
    await home.getByRole('heading', { name: 'Your queue' }).waitFor();
    await home.getByText(side.own('A lamp for room A-')).waitFor();
    await priya.pick(home, 'Mailbox', 'support');
    const yours = priya.counter(home, 'Yours');
    const before = Number(/\d+/.exec(await yours.innerText())![0]);
    expect(before).toBeGreaterThan(0);
    await picture(priya, 'home');
    await expectGoodLooks(priya.page, { except: ['URGENT'] });

    await home.getByRole('button', { name: 'Take', exact: true }).first().click();
    await yours.getByText(String(before + 1), { exact: true }).waitFor();
    const resolve = home.getByRole('button', { name: 'Resolve', exact: true });
    await resolve.nth(before).waitFor();
    await resolve.first().click();
    await priya.submit(priya.dialog('Resolve #'), 'Resolve');
    await yours.getByText(String(before), { exact: true }).waitFor();
  });

  test('somebody who is member of nothing is told so', async () => {
    const mateo = await side.as('mateo', general);
    // A Home in Slack, a sentence in Teams: there is nobody yet whose Home it could be.
    const told = mateo.page
      .getByText(/You are not a member of any mailbox yet|does not know (you|this account) yet/)
      .first();
    await mateo.goToHome();
    // Slack tells an app once that a Home was opened; whoever sees nothing looks again.
    await told.waitFor({ timeout: 15_000 }).catch(async () => {
      await mateo.page.reload();
      await mateo.goToHome();
      await told.waitFor();
    });
  });
}
