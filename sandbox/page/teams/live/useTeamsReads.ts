import { useCallback, useEffect, useMemo, useState } from 'react';
import type { TeamsState } from '../../../teamsProtocol';
import type { Unread } from '../../live/reads';
import { recall, remember } from '../../live/stored';
import { teamsUnreadOf } from './teamsUnread';

/** Unread marks of all places; the open one counts as read while the page is looked at. */
export function useTeamsReads(state: TeamsState, open: string | undefined): Map<string, Unread> {
  const key = `teams.reads.${state.tenant.id}.${state.me.id}`;
  const [reads, setReads] = useState(() => load(key));
  // Nothing from before the first visit is "new": a first look should not shout.
  const [since] = useState(() => {
    const first = recall(`teams.since.${state.tenant.id}`) ?? String(state.now);
    remember(`teams.since.${state.tenant.id}`, first);
    return Number(first);
  });
  const latest = open ? state.messages[open]?.at(-1)?.at : undefined;
  const markRead = useCallback(() => {
    if (!open || !latest || document.visibilityState !== 'visible') return;
    setReads((before) => {
      if ((before[open] ?? 0) >= latest) return before;
      const next = { ...before, [open]: latest };
      remember(key, JSON.stringify(next));
      return next;
    });
  }, [open, latest, key]);
  useEffect(() => {
    markRead();
    document.addEventListener('visibilitychange', markRead);
    return () => document.removeEventListener('visibilitychange', markRead);
  }, [markRead]);
  return useMemo(
    () => new Map(state.places.map((one) => [one.id, teamsUnreadOf(state, one, reads[one.id] ?? since)])),
    [state, reads, since],
  );
}

function load(key: string): Record<string, number> {
  try {
    return JSON.parse(recall(key) ?? '{}') as Record<string, number>;
  } catch {
    return {};
  }
}
