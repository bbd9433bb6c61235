import { useMemo } from 'react';
import type { TeamsState } from '../../../teamsProtocol';
import type { TeamsDirectory } from './teamsContext';

/** The names that messages are drawn with; keeps its identity while none of them changed. */
export function useDirectoryOfTeams(state: TeamsState | undefined): TeamsDirectory | undefined {
  const { me, people, tenant } = state ?? {};
  const { name, botId, commands } = state?.app ?? {};
  const universalActions = state?.settings.universalActions ?? true;
  const tenantId = tenant?.id;
  return useMemo(() => {
    if (!me || !people || !tenantId || name === undefined || botId === undefined) return undefined;
    return {
      me,
      people: new Map(people.map((one) => [one.id, one])),
      app: { name, botId, commands: commands ?? [] },
      tenantId,
      universalActions,
    };
  }, [me, people, tenantId, name, botId, commands, universalActions]);
}
