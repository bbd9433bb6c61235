import { useCallback, useEffect, useMemo, useState } from 'react';
import type { ControlState } from '../../protocol';
import { type Unread, unreadOf } from './reads';
import { recall, remember } from './stored';

/** Unread marks of all channels; the open one counts as read while the page is looked at. */
export function useReads(state: ControlState, openChannel: string | undefined): Map<string, Unread> {
  const key = `reads.${state.team.id}.${state.me.id}`;
  const [reads, setReads] = useState(() => load(key));
  // Nothing from before the first visit is "new": a first look should not shout.
  const [since] = useState(() => {
    const first = recall(`since.${state.team.id}`) ?? (state.now / 1000).toFixed(6);
    remember(`since.${state.team.id}`, first);
    return first;
  });

  const latest = openChannel ? state.messages[openChannel]?.at(-1)?.ts : undefined;
  const markRead = useCallback(() => {
    if (!openChannel || !latest || document.visibilityState !== 'visible') return;
    setReads((before) => {
      if ((before[openChannel] ?? '') >= latest) return before;
      const next = { ...before, [openChannel]: latest };
      remember(key, JSON.stringify(next));
      return next;
    });
  }, [openChannel, latest, key]);
  useEffect(() => {
    markRead();
    document.addEventListener('visibilitychange', markRead);
    return () => document.removeEventListener('visibilitychange', markRead);
  }, [markRead]);

  return useMemo(
    () => new Map(state.channels.map((one) => [one.id, unreadOf(state, one, reads[one.id] ?? since)])),
    [state, reads, since],
  );
}

function load(key: string): Record<string, string> {
  try {
    return JSON.parse(recall(key) ?? '{}') as Record<string, string>;
  } catch {
    return {};
  }
}
