import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { stageMailboxes } from '../../bench/cast';
import { Stage } from '../../bench/stage';
import type { FaultKind } from '../../sandbox/protocol';
import type { TeamsFault } from '../../sandbox/teamsProtocol';
import { createTestDatabase } from '../database';
import { Chance, seedOfRun } from './chance';
import { expectChatIsState } from './chatIsState';
import { Customers } from './customers';
import { expectActions, expectConversations, expectHistory, expectStored } from './nothingLost';
import { settled } from './settled';
import { Team } from './team';

jest.setTimeout(1_500_000);

type Happening =
  | { what: 'letter' | 'act' | 'pause' | 'mailDropped' | 'mailHangs' | 'mailRefused' | 'deliveredTwice' }
  | { what: 'socketsDropped'; how: 'polite' | 'abrupt' }
  | { what: 'callFails'; kind: FaultKind; method: string | undefined; times: number }
  | { what: 'teamsCallFails'; fault: TeamsFault };

const TEAMS_CALLS = ['postRoot', 'send', 'update', 'history'] as const;
const CALLS = ['chat.postMessage', 'chat.update', 'files.completeUploadExternal', 'views.open'] as const;

const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 8, arbitrary: fc.constant<Happening>({ what: 'letter' }) },
  { weight: 8, arbitrary: fc.constant<Happening>({ what: 'act' }) },
  { weight: 4, arbitrary: fc.constant<Happening>({ what: 'pause' }) },
  {
    weight: 5,
    arbitrary: fc.record({
      what: fc.constant('callFails' as const),
      kind: fc.constantFrom<FaultKind>('429', '500', '503', 'drop', 'dropAfter', 'dropAfter'),
      method: fc.constantFrom(...CALLS, undefined),
      times: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      what: fc.constant('teamsCallFails' as const),
      fault: fc.record({
        kind: fc.constantFrom<TeamsFault['kind']>(
          '412',
          '429',
          '502',
          '504',
          'drop',
          'dropAfter',
          'dropAfter',
        ),
        operation: fc.constantFrom(...TEAMS_CALLS, undefined),
        times: fc.integer({ min: 1, max: 3 }),
      }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constant('socketsDropped' as const),
      how: fc.constantFrom('polite' as const, 'abrupt' as const),
    }),
  },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom(
        'mailDropped' as const,
        'mailHangs' as const,
        'mailRefused' as const,
        'deliveredTwice' as const,
      )
      .map((what): Happening => ({ what })),
  },
);

/**
 * A whole Postroom through which all of that goes; at the end everything has to be as if nothing had been wrong.
 * @returns how many planned failures never came.
 */
async function goThrough(happenings: readonly Happening[], seed: number): Promise<{ left: number }> {
  const database = await createTestDatabase();
  const bot = join(__dirname, '../../dist/src/main.js');
  const stage = await Stage.open({ database, bot, timeScale: 50, teams: true });
  try {
    const chance = new Chance(seed);
    const customers = new Customers(stage, chance);
    const team = new Team(stage, chance);
    const life = stage.startBot();
    await life.ready();
    for (let n = 0; n < 3; n += 1) await customers.write();
    await stage.slack.waitFor(() => stage.slack.calls('chat.postMessage').length >= 3, 60_000);
    const acts: Promise<void>[] = [];
    for (const one of happenings) {
      if (one.what === 'letter') await customers.write();
      else if (one.what === 'act') acts.push(team.act());
      else await goWrong(stage, one);
      await delay(30);
    }
    await Promise.all(acts);
    await customers.write();
    // A failure of calls that nobody makes any more (a form that is not opened) would never be over.
    const planned = () => [
      ...stage.slack.as('dana').state.faults.methods.map(({ method }) => method),
      ...stage.teams!.faults({}).calls.map(({ operation }) => operation),
    ];
    const used = () => planned().every((call) => call === 'views.open' || call === 'history');
    await stage.slack.waitFor(used, 5_000).catch(() => undefined);
    const left = planned().length;
    stage.slack.faults({ clear: true });
    stage.teams!.faults({ clear: true });
    await stage.mail.faults.clear();
    await settled(stage, customers.delivered).catch((error: Error) => {
      throw new Error(`${error.message}\n${life.output().slice(-3000)}`);
    });
    expect(life.running()).toBe(true);
    await expectStored(stage, customers.delivered);
    await expectConversations(stage, customers.delivered);
    await expectChatIsState(stage);
    await expectHistory(stage);
    await expectActions(stage, team);
    return { left };
  } finally {
    await stage.close();
    await database.drop();
  }
}

async function goWrong({ slack, teams, mail }: Stage, one: Happening): Promise<void> {
  switch (one.what) {
    case 'callFails': {
      const { kind, times, method } = one;
      slack.faults({ add: [{ kind, times, ...(method && { method }) }] });
      return;
    }
    case 'teamsCallFails':
      teams!.faults({ add: [one.fault] });
      return;
    case 'socketsDropped':
      slack.faults({ dropSockets: one.how });
      return;
    case 'deliveredTwice':
      slack.faults({ duplicateDelivery: 3 });
      teams!.faults({ duplicateDelivery: 3 });
      return;
    case 'mailDropped':
      mail.faults.imap.drop();
      return;
    case 'mailRefused':
      mail.faults.imap.drop(stageMailboxes.support.address);
      await mail.faults.imap.refuse(0.5);
      return;
    case 'mailHangs':
      mail.faults.imap.hang(true);
      await delay(300);
      mail.faults.imap.hang(false);
      return;
    default:
      await delay(150);
  }
}

describe('Whatever goes wrong outside', () => {
  test('the cards equal the state, and nothing is lost or there twice', async () => {
    const seed = seedOfRun();
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 15, maxLength: 40 }), async (happenings) => {
        await goThrough(happenings, seed);
      }),
      // A failure is made smaller for a while and not to the very end: each try is a whole Postroom.
      { seed, numRuns: 5, interruptAfterTimeLimit: 1_200_000, markInterruptAsFailure: true },
    );
  });

  test('a call to chat that is never answered delays what comes after, and no more', async () => {
    const happenings: Happening[] = [
      { what: 'callFails', kind: 'hang', method: 'chat.postMessage', times: 1 },
      { what: 'teamsCallFails', fault: { kind: 'hang' } },
      { what: 'letter' },
      { what: 'act' },
      { what: 'letter' },
    ];
    expect(await goThrough(happenings, 1)).toEqual({ left: 0 });
  });
});
