import type { ControlState, Patch } from '../../protocol';
import { applyPatch } from './applyPatch';
import type { Side } from './connection';

/** The Slack side of the sandbox, as a live connection needs it. */
export const slackSide: Side<ControlState, Patch> = {
  live: '/live',
  state: '/state',
  apply: applyPatch,
  whole: (patch) => (patch.kind === 'state' ? patch.state : undefined),
  notice: (patch) => (patch.kind === 'toast' ? patch : undefined),
  // Whoever joins a channel has none of its messages yet.
  lacks: (state, patch, as) =>
    patch.kind === 'channel' && patch.channel.members.includes(as) && !state.messages[patch.channel.id],
};
