import type { ControlRoute } from '../controlRoute';
import type { ApiCall, Mention } from '../protocol';
import type { CallLog } from './api/callLog';
import type { Faults } from './api/faults';
import type { Rates } from './api/rates';
import type { Delivery } from './app/delivery';
import type { Events } from './app/events';
import type { ResponseUrls } from './app/responseUrls';
import type { Triggers } from './app/triggers';
import type { Clock } from './clock';
import type { Shapes } from './json';
import type { World } from './world';

export interface Switches {
  /** Answer 429 as Slack does. */
  enforceRateLimits: boolean;
  /** history and replies: 1 request a minute, 15 objects. */
  nonMarketplaceHistoryLimit: boolean;
}

/** The parts of a running sandbox, handed to every function that does something with it. */
export interface Slack {
  world: World;
  clock: Clock;
  shapes: Shapes;
  switches: Switches;
  rates: Rates;
  faults: Faults;
  log: CallLog;
  delivery: Delivery;
  events: Events;
  triggers: Triggers;
  responseUrls: ResponseUrls;
  mentions: Mention[];
  routes: ControlRoute[];
  /** `http://127.0.0.1:PORT`, known once it listens. */
  url(): string;
  controlToken: string;
}

export type { ApiCall };
