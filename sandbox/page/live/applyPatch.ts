import type { ControlState, MessageState, Patch } from '../../protocol';

/** The state after one live message. Parts that did not change keep their identity, so that React skips them. */
export function applyPatch(state: ControlState, patch: Patch): ControlState {
  switch (patch.kind) {
    case 'state':
      return patch.state;
    case 'message':
      return withMessages(state, patch.message.channel, (list) => upsert(list, patch.message));
    case 'messageGone':
      return withMessages(state, patch.channel, (list) => list.filter((one) => one.ts !== patch.ts));
    case 'ephemeral':
      return { ...state, ephemerals: upsert(state.ephemerals, patch.message) };
    case 'ephemeralGone':
      return {
        ...state,
        ephemerals: state.ephemerals.filter((one) => one.ts !== patch.ts || one.channel !== patch.channel),
      };
    case 'views':
      return { ...state, views: patch.views };
    case 'home':
      return { ...state, home: patch.view };
    case 'channel': {
      const known = state.channels.some((one) => one.id === patch.channel.id);
      const channels = known
        ? state.channels.map((one) => (one.id === patch.channel.id ? patch.channel : one))
        : [...state.channels, patch.channel];
      return { ...state, channels };
    }
    case 'channelGone':
      return { ...state, channels: state.channels.filter((one) => one.id !== patch.id) };
    case 'people':
      return {
        ...state,
        people: patch.people,
        me: patch.people.find((one) => one.id === state.me.id) ?? state.me,
      };
    case 'app':
      return { ...state, app: { ...state.app, connected: patch.connected, connections: patch.connections } };
    case 'faults':
      return { ...state, faults: patch.faults };
    case 'clock':
      return { ...state, now: patch.now, timeScale: patch.timeScale };
    default:
      return state;
  }
}

function withMessages(
  state: ControlState,
  channel: string,
  change: (list: MessageState[]) => MessageState[],
): ControlState {
  return { ...state, messages: { ...state.messages, [channel]: change(state.messages[channel] ?? []) } };
}

/** Oldest first. Messages nearly always arrive in order, so the place is searched from the end. */
function upsert(list: MessageState[], message: MessageState): MessageState[] {
  const at = list.findLastIndex((one) => one.ts <= message.ts);
  const replaces = at >= 0 && list[at]?.ts === message.ts && list[at]?.channel === message.channel;
  return list.toSpliced(replaces ? at : at + 1, replaces ? 1 : 0, message);
}
