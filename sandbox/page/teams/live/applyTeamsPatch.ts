import type { TeamsMessageState, TeamsPatch, TeamsState } from '../../../teamsProtocol';

/** The state after one live message. Parts that did not change keep their identity, so that React skips them. */
export function applyTeamsPatch(state: TeamsState, patch: TeamsPatch): TeamsState {
  switch (patch.kind) {
    case 'state':
      return patch.state;
    case 'message': {
      const { place } = patch.message;
      const list = upsert(state.messages[place] ?? [], patch.message);
      return { ...state, messages: { ...state.messages, [place]: list } };
    }
    case 'dialog':
      return { ...state, dialog: patch.dialog };
    case 'place': {
      const at = state.places.findIndex((one) => one.id === patch.place.id);
      return {
        ...state,
        places: at < 0 ? [...state.places, patch.place] : state.places.with(at, patch.place),
      };
    }
    case 'app':
      return { ...state, app: { ...state.app, connected: patch.connected } };
    case 'settings':
      return { ...state, settings: patch.settings };
    case 'faults':
      return { ...state, faults: patch.faults };
    case 'clock':
      return { ...state, now: patch.now, timeScale: patch.timeScale };
    default:
      return state;
  }
}

/** Oldest first; an edited or deleted message keeps its place. */
function upsert(list: TeamsMessageState[], message: TeamsMessageState): TeamsMessageState[] {
  const same = list.findLastIndex((one) => one.id === message.id);
  if (same >= 0) return list.with(same, message);
  const after = list.findLastIndex((one) => one.at <= message.at);
  return list.toSpliced(after + 1, 0, message);
}
