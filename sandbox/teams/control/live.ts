import { LivePages } from '../../livePages';
import type { TeamsPatch } from '../../teamsProtocol';
import type { Teams } from '../teams';
import { patchFor, stateFor } from './stateFor';

/** The pages that are watching Teams. */
export function watchTeams(teams: Teams): LivePages<TeamsPatch> {
  const pages = new LivePages<TeamsPatch>({
    knows: (user) => teams.world.people.has(user),
    whole: (user) => ({ kind: 'state', state: stateFor(teams, user) }),
  });
  teams.world.on((change) => pages.tell((user) => patchFor(teams, user, change)));
  return pages;
}
