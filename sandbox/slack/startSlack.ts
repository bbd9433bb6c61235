import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { join, resolve } from 'node:path';
import type { ChannelRequest, ClockRequest, PersonRequest } from '../administration';
import type { ControlRoute } from '../controlRoute';
import type {
  ApiCall,
  ChannelState,
  FaultRequest,
  FaultState,
  Mention,
  MessageState,
  Person,
} from '../protocol';
import { waitFor } from '../waitFor';
import { CallLog } from './api/callLog';
import { Faults } from './api/faults';
import { Rates } from './api/rates';
import { Delivery } from './app/delivery';
import { Events } from './app/events';
import { verifyUrl } from './app/requestUrls';
import { ResponseUrls } from './app/responseUrls';
import { Triggers } from './app/triggers';
import { Clock } from './clock';
import { administerChannel, administerPerson, setFaults } from './control/administer';
import { setClock } from './control/control';
import { watchSlack } from './control/live';
import { messageState } from './control/stateFor';
import { Driver } from './driver';
import { Journal } from './journal';
import { Shapes } from './json';
import { type RequestUrls, type Seed, secret } from './seed';
import type { Slack } from './slack';
import { Web } from './web';
import { World } from './world';

export interface SlackOptions {
  /** 0 or nothing: any free one. */
  port?: number;
  /** Where channels, messages, files, DMs and homes outlive the process. */
  dataDir?: string;
  seed?: Seed;
  /** 1 without it: real time. */
  timeScale?: number;
  /** Also run the 3 s of triggers and acknowledgements on the scaled clock. */
  scaleTriggers?: boolean;
  /** True without it. */
  enforceRateLimits?: boolean;
  nonMarketplaceHistoryLimit?: boolean;
  /** Further parts: of the control interface, and of what is answered beside it. */
  routes?: ControlRoute[];
  /** The built page; `dist/sandbox/page` without it. */
  pageDir?: string;
}

export interface SlackSandbox {
  /** `http://127.0.0.1:PORT`. */
  url: string;
  /** For `SLACK_API_URL`; ends with `/api/`. */
  apiUrl: string;
  port: number;
  botToken: string;
  appToken: string;
  signingSecret: string;
  controlToken: string;
  botUserId: string;
  botId: string;
  teamId: string;
  /** A person by id or handle. */
  as(nameOrId: string): Driver;
  /** A channel by name or id. */
  channel(nameOrId: string): ChannelState & { messages: MessageState[] };
  /** One message as everybody sees it. */
  message(channel: string, ts: string): MessageState | undefined;
  calls(method?: string): ApiCall[];
  clearCalls(): void;
  mentions(): Mention[];
  faults(request: FaultRequest): FaultState;
  clock(request: ClockRequest): void;
  administerChannel(request: ChannelRequest): ChannelState;
  administerPerson(request: PersonRequest): Person;
  /** HTTP mode from now on; true when the events URL answered the url_verification challenge. */
  setRequestUrls(urls: Omit<RequestUrls, 'mode'>): Promise<boolean>;
  /** Resolves with what `predicate` returns once that is neither undefined, null nor false. */
  waitFor<T>(predicate: () => T | undefined | null | false, ms?: number): Promise<T>;
  /** Everything on disk now. */
  flush(): void;
  close(): Promise<void>;
}

/** Starts a local workspace that speaks Slack's Web API, Socket Mode and signed HTTP. Loopback only. */
export async function startSlack(options: SlackOptions = {}): Promise<SlackSandbox> {
  let port = 0;
  const url = (): string => `http://127.0.0.1:${port}`;
  const clock = new Clock(options.timeScale ?? 1);
  clock.scaleTriggers = options.scaleTriggers ?? false;
  const journal = new Journal(options.dataDir);
  const world = new World(options.seed, clock, journal);
  const faults = new Faults(() => world.tell({ kind: 'faults' }));
  const delivery = new Delivery(world.app, clock, faults, () => world.tell({ kind: 'app' }));
  const slack: Slack = {
    world,
    clock,
    faults,
    delivery,
    shapes: new Shapes(world, url),
    switches: {
      enforceRateLimits: options.enforceRateLimits ?? true,
      nonMarketplaceHistoryLimit: options.nonMarketplaceHistoryLimit ?? false,
    },
    rates: new Rates(clock),
    log: new CallLog(),
    events: new Events(world, delivery),
    triggers: new Triggers(clock),
    responseUrls: new ResponseUrls(clock, url),
    mentions: [],
    routes: options.routes ?? [],
    url,
    controlToken: secret(24),
  };
  const live = watchSlack(slack);
  const web = new Web(slack, live, options.pageDir ?? builtPage(), () => port);
  const open = new Set<Socket>();
  const server = createServer((request, response) => {
    web.answer(request, response).catch((error: unknown) => {
      console.error('sandbox: a request failed', error);
      response.destroy();
    });
  });
  server.on('upgrade', (request, socket, head) => web.upgrade(request, socket, head));
  server.on('connection', (socket) => {
    socket.setNoDelay(true);
    open.add(socket);
    socket.on('close', () => open.delete(socket));
  });
  port = await new Promise<number>((done, failed) => {
    server.once('error', failed);
    server.listen(options.port ?? 0, '127.0.0.1', () => done((server.address() as AddressInfo).port));
  });

  for (const route of slack.routes) route.listening?.(port, slack.controlToken);

  return {
    url: url(),
    apiUrl: `${url()}/api/`,
    port,
    botToken: world.app.botToken,
    appToken: world.app.appToken,
    signingSecret: world.app.signingSecret,
    controlToken: slack.controlToken,
    botUserId: world.app.botUserId,
    botId: world.app.botId,
    teamId: world.team.id,
    as: (nameOrId) => new Driver(slack, world.idOf(nameOrId)),
    channel: (nameOrId) => channelView(slack, nameOrId),
    message: (channel, ts) => {
      const found = world.message(channel, ts);
      return found && messageState(slack, found);
    },
    calls: (method) => slack.log.list(method),
    clearCalls: () => slack.log.clear(),
    mentions: () => [...slack.mentions],
    faults: (request) => {
      setFaults(slack, request);
      return slack.faults.state();
    },
    clock: (request) => setClock(slack, request),
    administerChannel: (request) => administerChannel(slack, request),
    administerPerson: (request) => administerPerson(slack, request),
    setRequestUrls: async (urls) => {
      delivery.urls = { mode: 'http', ...urls };
      world.tell({ kind: 'app' });
      return verifyUrl(world.app, urls.events);
    },
    waitFor: (predicate, ms) =>
      waitFor(predicate, [(look) => world.on(look), (look) => slack.log.on(look)], ms),
    flush: () => journal.flush(),
    close: async () => {
      await delivery.close();
      for (const route of slack.routes) await route.close?.();
      live.close();
      const closed = new Promise<void>((done) => server.close(() => done()));
      for (const socket of open) socket.destroy();
      await closed;
      journal.flush();
    },
  };
}

function channelView(slack: Slack, nameOrId: string): ChannelState & { messages: MessageState[] } {
  const name = nameOrId.replace(/^#/, '');
  const all = [...slack.world.channels.values()];
  const found =
    all.find((one) => one.id === name) ?? all.find((one) => one.kind !== 'im' && one.name === name);
  if (!found) throw new Error(`The sandbox has no channel "${nameOrId}".`);
  const { id, kind, members, archived, topic } = found;
  const messages = slack.world.inChannel(id).map((message) => messageState(slack, message));
  return { id, name: found.name, kind, members, archived, topic, messages };
}

/** Beside the compiled code, or in `dist` when the sources run. */
function builtPage(): string {
  const beside = resolve(__dirname, '..', 'page');
  return __dirname.includes(`${join('dist', 'sandbox')}`)
    ? beside
    : resolve(__dirname, '../../dist/sandbox/page');
}
