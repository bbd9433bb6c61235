import { useMemo } from 'react';
import type { ControlState } from '../../protocol';
import { type Unread, unreadOf } from './reads';
import { useReadMarks } from './useReadMarks';

/** Unread marks of all channels. */
export function useReads(state: ControlState, open: string | undefined): Map<string, Unread> {
  const { reads, since } = useReadMarks<string>({
    reads: `reads.${state.team.id}.${state.me.id}`,
    since: `since.${state.team.id}`,
    now: (state.now / 1000).toFixed(6),
    open,
    latest: open ? state.messages[open]?.at(-1)?.ts : undefined,
  });
  return useMemo(
    () => new Map(state.channels.map((one) => [one.id, unreadOf(state, one, reads[one.id] ?? since)])),
    [state, reads, since],
  );
}
