import { useCallback, useEffect, useState } from 'react';
import { recall, remember } from './stored';

interface Asked<Mark> {
  /** Under which names this browser keeps how far the person has read, and when they first looked. */
  reads: string;
  since: string;
  /** The sandbox's time now, written as a mark. */
  now: string;
  /** The place that is open, and its newest message. */
  open: string | undefined;
  latest: Mark | undefined;
}

/**
 * Up to where a person has read each place, and since when they look at all. The open place counts as read while the
 * page is looked at.
 */
export function useReadMarks<Mark extends string | number>(asked: Asked<Mark>) {
  const { reads: key, open, latest } = asked;
  const [reads, setReads] = useState(() => load<Mark>(key));
  // Nothing from before the first visit is "new": a first look should not shout.
  const [since] = useState(() => {
    const first = recall(asked.since) ?? asked.now;
    remember(asked.since, first);
    return first;
  });

  const markRead = useCallback(() => {
    if (!open || !latest || document.visibilityState !== 'visible') return;
    setReads((before) => {
      const read = before[open];
      if (read !== undefined && read >= latest) return before;
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
  return { reads, since };
}

function load<Mark>(key: string): Record<string, Mark | undefined> {
  try {
    return JSON.parse(recall(key) ?? '{}') as Record<string, Mark>;
  } catch {
    return {};
  }
}
