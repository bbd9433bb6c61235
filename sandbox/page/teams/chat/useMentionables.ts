import { useMemo } from 'react';
import { useTeamsDirectory } from '../live/teamsContext';
import type { Mentionable } from './mentions';

/**
 * The bot and the people who can be mentioned.
 * @param members ids of those of a place; without them everybody of the tenant
 */
export function useMentionables(members?: string[]): Mentionable[] {
  const { app, people } = useTeamsDirectory();
  return useMemo(() => {
    const all = [...people.values()].filter((one) => !members || members.includes(one.id));
    return [
      { id: 'bot', name: app.name, note: 'App' },
      ...all.map((one) => ({ id: one.id, name: one.name, note: one.title })),
    ];
  }, [app.name, people, members]);
}
