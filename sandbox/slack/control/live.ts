import { LivePages } from '../../livePages';
import type { Patch } from '../../protocol';
import type { Slack } from '../slack';
import { patchFor, stateFor } from './stateFor';

/** The pages that are watching Slack; they also hear what the other parts of the sandbox tell everybody. */
export function watchSlack(slack: Slack): LivePages<Patch> {
  const pages = new LivePages<Patch>({
    knows: (user) => slack.world.people.has(user),
    whole: (user) => ({ kind: 'state', state: stateFor(slack, user) }),
  });
  slack.world.on((change) => pages.tell((user) => patchFor(slack, user, change)));
  for (const route of slack.routes) route.connect?.((patch) => pages.tell(() => patch));
  return pages;
}
