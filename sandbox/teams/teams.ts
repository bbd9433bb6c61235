import type { Clock } from '../slack/clock';
import type { Delivery } from './bot/delivery';
import type { CallLog } from './connector/callLog';
import type { Faults } from './connector/faults';
import type { Rates } from './connector/rates';
import type { Keys } from './identity/keys';
import type { World } from './world';

/** The parts of a running sandbox, handed to every function that does something with it. */
export interface Teams {
  world: World;
  clock: Clock;
  keys: Keys;
  rates: Rates;
  faults: Faults;
  log: CallLog;
  delivery: Delivery;
  /** Answer 429 as Teams does. */
  enforceRateLimits: boolean;
  /** Everybody who was pinged by a message of the bot. */
  mentions: TeamsMention[];
  /** `http://localhost:PORT/teams`, known once it listens. */
  url(): string;
  /** `http://localhost:PORT/teams/connector/`. */
  serviceUrl(): string;
}

export interface TeamsMention {
  place: string;
  message: string;
  /** Object id of a person. */
  target: string;
}
