import type { Clock } from '../ports/clock';
import type { Links } from '../ports/links';
import type { Log } from '../ports/log';
import type { ProfileOf } from '../ports/profiles';
import type { Step } from '../ports/steps';
import type { Store } from '../ports/store';

/** What the use cases work with; made once in `compose.ts`. */
export interface App {
  store: Store;
  clock: Clock;
  log: Log;
  newId: () => string;
  step: Step;
  /** Who an account says it is; within bounds, see `boundedProfiles`. */
  profileOf: ProfileOf;
  /** Minted addresses of attachments. */
  links: Links;
}
