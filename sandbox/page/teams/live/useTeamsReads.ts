import { useMemo } from 'react';
import type { TeamsState } from '../../../teamsProtocol';
import type { Unread } from '../../live/reads';
import { useReadMarks } from '../../live/useReadMarks';
import { teamsUnreadOf } from './teamsUnread';

/** Unread marks of all places. */
export function useTeamsReads(state: TeamsState, open: string | undefined): Map<string, Unread> {
  const { reads, since } = useReadMarks<number>({
    reads: `teams.reads.${state.tenant.id}.${state.me.id}`,
    since: `teams.since.${state.tenant.id}`,
    now: String(state.now),
    open,
    latest: open ? state.messages[open]?.at(-1)?.at : undefined,
  });
  return useMemo(
    () =>
      new Map(state.places.map((one) => [one.id, teamsUnreadOf(state, one, reads[one.id] ?? Number(since))])),
    [state, reads, since],
  );
}
