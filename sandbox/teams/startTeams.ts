import type { ControlRoute } from '../controlRoute';
import { Clock } from '../slack/clock';
import { Journal } from '../slack/journal';
import type {
  TeamsAdministerRequest,
  TeamsCall,
  TeamsFaultRequest,
  TeamsFaultState,
  TeamsMessageState,
  TeamsOperation,
  TeamsPlaceState,
  TeamsSettings,
} from '../teamsProtocol';
import { waitFor } from '../waitFor';
import { Delivery } from './bot/delivery';
import { CallLog } from './connector/callLog';
import { Faults } from './connector/faults';
import { Rates } from './connector/rates';
import { serve } from './connector/serve';
import {
  type Administered,
  administer,
  channelCalled,
  setEndpoint,
  setFaults,
  setScale,
  setSettings,
} from './control/administer';
import { control } from './control/control';
import { watchTeams } from './control/live';
import { messageState, placeState } from './control/stateFor';
import { TeamsDriver } from './driver';
import { Keys } from './identity/keys';
import type { TeamsSeed } from './seed';
import type { Teams, TeamsMention } from './teams';
import { World } from './world';

export interface TeamsOptions {
  seed?: TeamsSeed;
  /** Where teams, people, messages, settings and the key that signs outlive the process; may be the Slack sandbox's folder. */
  dataDir?: string;
  /** 1 without it: real time. */
  timeScale?: number;
  /** Also run the 15 s of an answer on the scaled clock. */
  scaleTriggers?: boolean;
  /** True without it. */
  enforceRateLimits?: boolean;
}

export interface TeamsSandbox {
  /** For `startSlack({ routes })`, whose port this sandbox shares. */
  route: ControlRoute;
  /** For `TEAMS_REHEARSAL_URL`: `http://localhost:PORT/teams`. Known once the port is. */
  readonly url: string;
  /** `http://localhost:PORT/teams/connector/`, as in every activity. */
  readonly serviceUrl: string;
  readonly controlToken: string;
  appId: string;
  appPassword: string;
  tenantId: string;
  /** A bot is there: it answered the last delivery, or has asked for a token since. */
  readonly connected: boolean;
  /** A person by object id, handle or email. */
  as(name: string): TeamsDriver;
  /** By name (`support`, `Acme/support`) or id. */
  channel(nameOrId: string): TeamsPlaceState & { messages: TeamsMessageState[] };
  /** Somebody's 1:1 chat with the bot, as that person sees it; undefined before it was opened. */
  chat(name: string): (TeamsPlaceState & { messages: TeamsMessageState[] }) | undefined;
  /** One message as everybody sees it. */
  message(place: string, id: string): TeamsMessageState | undefined;
  calls(operation?: TeamsOperation): TeamsCall[];
  clearCalls(): void;
  /** Everybody whom the bot pinged. */
  mentions(): TeamsMention[];
  faults(request: TeamsFaultRequest): TeamsFaultState;
  clock(request: { scale: number }): void;
  settings(wanted: Partial<TeamsSettings>): void;
  /** Where activities are delivered from now on; null for nowhere. */
  setEndpoint(url: string | null): void;
  administer(request: TeamsAdministerRequest): Promise<Administered>;
  /** Resolves with what `predicate` returns once that is neither undefined, null nor false. */
  waitFor<T>(predicate: () => T | undefined | null | false, ms?: number): Promise<T>;
  /** Everything on disk now. */
  flush(): void;
}

/**
 * A local tenant that speaks Bot Connector, Entra's token endpoint and the channel messages of Microsoft Graph. Has no
 * port of its own: hand `route` to `startSlack`, which also ends it.
 */
export function startTeams(options: TeamsOptions = {}): TeamsSandbox {
  let port = 0;
  let controlToken = '';
  const clock = new Clock(options.timeScale ?? 1);
  clock.scaleTriggers = options.scaleTriggers ?? false;
  const journal = new Journal(options.dataDir, 'teams');
  const world = new World(options.seed, clock, journal);
  const faults = new Faults(() => world.tell({ kind: 'faults' }));
  const keys = new Keys(world.app, options.dataDir);
  const delivery = new Delivery(keys, faults, clock, () => world.tell({ kind: 'app' }));
  delivery.endpoint = options.seed?.app?.endpoint ?? null;
  const url = (): string => `http://localhost:${port}/teams`;
  const teams: Teams = {
    world,
    clock,
    keys,
    rates: new Rates(clock),
    faults,
    log: new CallLog(),
    delivery,
    enforceRateLimits: options.enforceRateLimits ?? true,
    mentions: [],
    url,
    serviceUrl: () => `${url()}/connector/`,
  };
  const live = watchTeams(teams);

  return {
    route: {
      prefix: '/teams',
      handle: (request) => control(teams, request),
      serve: (request, response, at) => serve(teams, request, response, at),
      upgrade: (request, socket, head, query) => live.upgrade(request, socket, head, query.get('as') ?? ''),
      listening: (at, token) => {
        port = at;
        controlToken = token;
      },
      close: () => {
        delivery.close();
        live.close();
        journal.flush();
      },
    },
    get url() {
      return url();
    },
    get serviceUrl() {
      return teams.serviceUrl();
    },
    get controlToken() {
      return controlToken;
    },
    get connected() {
      return delivery.connected;
    },
    appId: world.app.id,
    appPassword: world.app.password,
    tenantId: world.tenant.id,
    as: (name) => new TeamsDriver(teams, world.idOf(name)),
    channel: (nameOrId) => {
      const { place } = channelCalled(teams, nameOrId);
      const messages = world.inPlace(place.id).map((message) => messageState(teams, message));
      return { ...placeState(teams, place), messages };
    },
    chat: (name) => {
      const user = world.idOf(name);
      const place = world.chatOf(user);
      if (!place) return undefined;
      const messages = world.inPlace(place.id).map((message) => messageState(teams, message, user));
      return { ...placeState(teams, place), messages };
    },
    message: (place, id) => {
      const found = world.message(place, id);
      return found && messageState(teams, found);
    },
    calls: (operation) => teams.log.list(operation),
    clearCalls: () => teams.log.clear(),
    mentions: () => [...teams.mentions],
    faults: (request) => {
      setFaults(teams, request);
      return faults.state();
    },
    clock: ({ scale }) => setScale(teams, scale),
    settings: (wanted) => setSettings(teams, wanted),
    setEndpoint: (to) => setEndpoint(teams, to),
    administer: (request) => administer(teams, request),
    waitFor: (predicate, ms) =>
      waitFor(predicate, [(look) => world.on(look), (look) => teams.log.on(look)], ms),
    flush: () => journal.flush(),
  };
}
