import type { TeamsPatch, TeamsState } from '../../../teamsProtocol';
import type { Side } from '../../live/connection';
import { applyTeamsPatch } from './applyTeamsPatch';

/** The Teams side of the sandbox, as a live connection needs it. */
export const teamsSide: Side<TeamsState, TeamsPatch> = {
  live: '/teams/live',
  state: '/teams/state',
  apply: applyTeamsPatch,
  whole: (patch) => (patch.kind === 'state' ? patch.state : undefined),
  notice: (patch) => (patch.kind === 'toast' ? patch : undefined),
  // Whoever comes to a place has none of its messages yet.
  lacks: (state, patch) => patch.kind === 'place' && !state.messages[patch.place.id],
};
