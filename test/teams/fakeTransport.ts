import type { Called } from '../../src/ports/chat';
import { createTeams } from '../../src/teams/createTeams';
import type { Teams } from '../../src/teams/teams';
import type {
  Activity,
  Connector,
  Incoming,
  TeamsMember,
  Transport,
} from '../../src/teams/transport/transport';
import { Inside, RecordedLog } from '../inside';

export const TENANT = '11111111-1111-4111-a111-111111111111';
export const BOT = '28:22222222-2222-4222-a222-222222222222';
export const CHANNEL = '19:support@thread.tacv2';
export const TEAM = '19:general@thread.tacv2';
export const GROUP = '33333333-3333-4333-a333-333333333333';
export const CHAT = 'a:1ada';

/** Ada as the connector names her. */
export const ADA: TeamsMember = {
  id: '29:ada',
  user: 'aaaaaaaa-aaaa-4aaa-aaaa-aaaaaaaaaaaa',
  name: 'Ada Moreau',
  email: 'ada@acme.example',
  role: 'user',
  locale: 'fr-FR',
};

interface Call {
  name: keyof Connector;
  with: unknown[];
}

/** What Microsoft would do, as the test says; everything that is called is kept. */
export class FakeConnector {
  readonly calls: Call[] = [];
  answers: { [Name in keyof Connector]?: (...given: never[]) => Awaited<ReturnType<Connector[Name]>> } = {};

  readonly connector: Connector = {
    postRoot: this.call('postRoot', { id: '1' }),
    send: this.call('send', { id: '2' }),
    sendTargeted: this.call('sendTargeted', { id: '3' }),
    update: this.call('update', null),
    remove: this.call('remove', null),
    openDirect: this.call('openDirect', { conversation: CHAT }),
    members: this.call('members', [ADA]),
    member: this.call('member', ADA),
    channels: this.call('channels', [{ id: TEAM, name: null }]),
  };

  of(name: keyof Connector): unknown[][] {
    return this.calls.filter((call) => call.name === name).map((call) => call.with);
  }

  private call<T>(name: keyof Connector, value: T) {
    return async (...given: unknown[]): Promise<Called<T>> => {
      this.calls.push({ name, with: given });
      const answer = this.answers[name] as ((...given: unknown[]) => Called<T>) | undefined;
      return answer ? answer(...given) : { ok: true, value };
    };
  }
}

export interface Faked {
  teams: Teams;
  incoming: Incoming;
  connector: FakeConnector;
  inside: Inside;
  log: RecordedLog;
}

/** The adapter with hand-made activities on one side and a recorded connector on the other. */
export async function faked(): Promise<Faked> {
  const connector = new FakeConnector();
  const inside = new Inside();
  const log = new RecordedLog();
  let incoming: Incoming | undefined;
  const transport: Transport = {
    listener: (_request, response) => response.end(),
    connector: connector.connector,
    history: {
      roots: async () => ({ ok: false, why: 'notAuthorized', detail: 'HTTP 403' }),
      replies: async () => ({ ok: false, why: 'notAuthorized', detail: 'HTTP 403' }),
    },
    stop: async () => undefined,
  };
  const teams = createTeams({
    transport: (given) => {
      incoming = given;
      return transport;
    },
    inbound: inside,
    installations: async () => [
      {
        id: 'i-1',
        workspaceId: 'w-1',
        platform: 'teams',
        team: TENANT,
        botUser: BOT,
        reach: {
          serviceUrl: 'https://smba.trafficmanager.net/emea/',
          teams: { [TEAM]: { group: GROUP, name: 'Acme' } },
          channels: { [CHANNEL]: { team: TEAM, name: 'support' } },
        },
      },
    ],
    log,
  });
  await teams.start();
  return { teams, incoming: incoming!, connector, inside, log };
}

/** An activity as Microsoft documents it, from Ada in the channel. */
export function activity(more: Partial<Activity> = {}): Activity {
  return {
    type: 'message',
    id: '1755000000000',
    timestamp: '2026-11-22T10:00:00.000Z',
    serviceUrl: 'https://smba.trafficmanager.net/emea/',
    locale: 'en-US',
    from: { id: ADA.id, name: ADA.name, aadObjectId: ADA.user.toUpperCase() },
    recipient: { id: BOT, name: 'Postroom' },
    conversation: {
      id: `${CHANNEL};messageid=1754999999999`,
      conversationType: 'channel',
      tenantId: TENANT,
      isGroup: true,
    },
    channelData: { tenant: { id: TENANT }, team: { id: TEAM }, channel: { id: CHANNEL } },
    ...more,
  };
}

export function invoke(name: string, value: unknown, more: Partial<Activity> = {}): Activity {
  return activity({ type: 'invoke', name, id: 'f:42', value, replyToId: '1754999999999', ...more });
}
