import { createSpread } from '../../src/jobs/spread';
import { BusyError } from '../../src/ports/store';
import { PumpWorld } from './pumpWorld';

jest.setTimeout(60_000);

describe('spread', () => {
  let world: PumpWorld;
  beforeAll(async () => {
    world = await PumpWorld.create();
  });
  beforeEach(() => world.forget());
  afterAll(() => world.end());

  const spreadWith = (showEverywhere: (id: string) => Promise<void>, stopping = () => false) =>
    createSpread({ ...world.deps(), stopping, showEverywhere })(world.mailboxId);
  const again = async () => (await world.waitingJobs()).filter(({ key }) => key.startsWith('spread:'));

  test('shows every open conversation, the oldest first', async () => {
    const first = await world.addConversation();
    const second = await world.addConversation();
    const shown: string[] = [];
    await spreadWith(async (id) => void shown.push(id));
    expect(shown).toEqual([first, second]);
    expect(await again()).toEqual([]);
  });

  test('comes back for one that somebody is changing, and shows the others meanwhile', async () => {
    const busy = await world.addConversation();
    const free = await world.addConversation();
    const shown: string[] = [];
    await spreadWith(async (id) => {
      if (id === busy) throw new BusyError('locked');
      shown.push(id);
    });
    expect(shown).toEqual([free]);
    expect(await again()).toHaveLength(1);
    expect(world.alarms.map((at) => at.getTime() - world.time)).toEqual([1_000]);
  });

  test('begins nothing while the process stops, and is woken where it goes on', async () => {
    await world.addConversation();
    const shown: string[] = [];
    await spreadWith(
      async (id) => void shown.push(id),
      () => true,
    );
    expect(shown).toEqual([]);
    expect(await again()).toHaveLength(1);
  });
});
