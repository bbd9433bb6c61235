import type { PostContent } from '../app/postContent';
import type { Chat } from '../ports/chat';
import type { Clock } from '../ports/clock';
import type { Log } from '../ports/log';
import type { Installation, Post } from '../ports/rows';
import type { Step } from '../ports/steps';
import type { PumpTarget, Store, Tx } from '../ports/store';
import type { Alarm, Exclusively } from './turns';

export interface PumpDeps {
  store: Store;
  /** The implementation for the installation's platform. */
  chatOf(installation: Installation): Chat;
  /** Null when there is nothing (any more) to be said. */
  content(tx: Tx, post: Post): Promise<PostContent | null>;
  clock: Clock;
  log: Log;
  step: Step;
  /** One pump per target at a time, also while graphile-worker lets two run. */
  exclusively: Exclusively;
  /** Looks for due jobs at this moment, so that pacing does not wait for the next poll. */
  alarm: Alarm;
  /** True while the process is shutting down: finish what was begun, begin nothing. */
  stopping(): boolean;
  random?: () => number;
}

/** One name per target: of its lock, its failures, its lines in the log. */
export function targetName(target: PumpTarget): string {
  return 'channel' in target
    ? `${target.installationId}/${target.channel}`
    : `${target.installationId}/person/${target.personId}`;
}
