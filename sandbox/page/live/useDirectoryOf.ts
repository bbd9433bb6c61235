import { useMemo, useRef } from 'react';
import type { ControlState } from '../../protocol';
import type { Directory } from './workspace';

/**
 * The names that messages are drawn with. Channels arrive anew with every message (their `latest`), so the
 * directory keeps its identity while nothing in it changed: else every message would be drawn again.
 */
export function useDirectoryOf(state: ControlState | undefined): Directory | undefined {
  const last = useRef<ControlState['channels']>([]);
  const same =
    state !== undefined &&
    last.current.length === state.channels.length &&
    last.current.every((one, index) => alike(one, state.channels[index]));
  if (state && !same) last.current = state.channels;
  const channels = last.current;
  const { me, people, app } = state ?? {};
  const { botUserId, name, shortcuts } = app ?? {};
  return useMemo(() => {
    if (!me || !people || botUserId === undefined || name === undefined || !shortcuts) return undefined;
    return {
      me,
      people: new Map(people.map((one) => [one.id, one])),
      channels: new Map(channels.map((one) => [one.id, one])),
      botUserId,
      appName: name,
      shortcuts,
    };
  }, [me, people, channels, botUserId, name, shortcuts]);
}

type Channel = ControlState['channels'][number];

function alike(a: Channel, b: Channel | undefined): boolean {
  return (
    b !== undefined &&
    a.id === b.id &&
    a.name === b.name &&
    a.archived === b.archived &&
    a.members.length === b.members.length
  );
}
