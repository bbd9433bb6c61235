import { personCalled } from '../../sandbox/demo/seed/world';
import { describeJourneys } from './browserJourneys';
import { agent } from './journeys/agent';
import { discussion } from './journeys/discussion';
import { dispatching } from './journeys/dispatching';
import { restart } from './journeys/restart';

describeJourneys('triage', (world) => {
  // The demo leaves his Teams account to be confirmed by a click, which is a journey of its own.
  beforeAll(async () => {
    const { email } = personCalled('tomasz');
    await world.postroom('member', 'link', email, '--teams', email);
  });

  describe.each(world.sides)('in $platform', (side) => {
    describe('a dispatcher', () => dispatching(world, side));
    describe('an agent', () => agent(side));
    describe('discussion', () => discussion(world, side));
  });

  describe('afterwards', () => restart(world));
});
