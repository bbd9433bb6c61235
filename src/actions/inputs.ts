import { z } from 'zod';
import type { Deciding } from './action';

/** An optional note of a person, as forms and commands give it. */
export const optionalNote = z.string().trim().max(3000).optional();

/** The note's id for the event and its text for outside the history; nothing for an empty note. */
export function kept(
  note: string | undefined,
  { newId }: Deciding,
): { noteId: string | null; notes: { id: string; text: string }[] } {
  if (!note) return { noteId: null, notes: [] };
  const id = newId();
  return { noteId: id, notes: [{ id, text: note }] };
}

/** The person who acts; null for rules, timers, mail and the system. */
export function personOf({ actor }: Deciding): string | null {
  return actor.kind === 'person' ? actor.id : null;
}
