import { describeJourneys } from './browserJourneys';
import { arrival, promptness } from './journeys/arrival';
import { assignedOnly } from './journeys/assignedOnly';
import { commands } from './journeys/commands';

describeJourneys('mail, commands and private mailboxes', (world) => {
  describe('email that arrives', () => promptness(world));

  describe.each(world.sides)('in $platform', (side) => {
    describe('email that arrives', () => arrival(world, side));
    describe('without a card in sight', () => commands(side));
    describe('a mailbox where agents see only what is theirs', () => assignedOnly(side));
  });

  // Newcomers stand in front of Slack: the sandbox's page begins there.
  test('who comes for the first time is a dispatcher, in front of the cards', async () => {
    const page = await world.page();
    await page.getByRole('button', { name: 'You are Priya Raman. Switch person' }).waitFor();
    await page.getByRole('log', { name: 'Messages in #support' }).waitFor();
  });
});
