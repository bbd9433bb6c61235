import type {
  TeamsMessageState,
  TeamsPerson,
  TeamsPlaceState,
  TeamsState,
} from '../../../../sandbox/teamsProtocol';

export const CHANNEL = '19:support@thread.tacv2';
export const CHAT = 'a:ada';

export function person(id: string, name: string): TeamsPerson {
  return {
    id,
    mri: `29:${id}`,
    name,
    email: `${id}@acme.test`,
    guest: false,
    locale: 'en-US',
    timeZone: 'UTC',
    colour: '#777777',
  };
}

export const ada = person('ada', 'Ada Moreau');
export const ben = person('ben', 'Ben Okafor');

export const channel: TeamsPlaceState = {
  id: CHANNEL,
  kind: 'channel',
  name: 'support',
  teamId: 't1',
  members: ['ada', 'ben'],
};
export const chat: TeamsPlaceState = { id: CHAT, kind: 'personal', name: 'Postroom', members: ['ada'] };

/** A message of the channel, its id made of the time. */
export function message(at: number, changes: Partial<TeamsMessageState> = {}): TeamsMessageState {
  return {
    id: String(at),
    place: CHANNEL,
    from: 'ben',
    at,
    text: `at ${at}`,
    edited: false,
    deleted: false,
    mentions: [],
    ...changes,
  };
}

export function state(changes: Partial<TeamsState> = {}): TeamsState {
  return {
    tenant: { id: 'tenant', name: 'Acme' },
    teams: [{ id: 't1', groupId: 'g1', name: 'Acme' }],
    me: ada,
    people: [ada, ben],
    app: { name: 'Postroom', botId: '28:bot', commands: [], endpoint: null, connected: true },
    places: [channel, chat],
    messages: { [CHANNEL]: [], [CHAT]: [] },
    dialog: null,
    settings: { readsChannels: true, targetedMessages: true, universalActions: true },
    faults: { calls: [], duplicateDelivery: 0, delayDelivery: 0 },
    now: 1000,
    timeScale: 1,
    ...changes,
  };
}
