import { z } from 'zod';
import { readInputId } from './inputIds';
import type { Question } from './renderButtons';

const words = z.string().max(2_000);
const action = z.object({
  post: z.string().max(100).nullish(),
  action: z.string().min(1).max(100),
  input: z.record(z.string().max(100), z.union([words, z.number()])),
  confirm: z
    .object({ title: words, text: words, yes: words, no: words, danger: z.boolean().optional() })
    .nullish(),
});

export interface PressedAction {
  /** The key of the post whose button it was; null in dialogs and private answers. */
  post: string | null;
  action: string;
  input: Record<string, string | number>;
  /** It has to be asked first: `renderConfirm` does. */
  confirm: Question | null;
}

/**
 * What a pressed button carries (`action.data` of an Action.Execute, the value of a Submit, `data` of a task/fetch).
 * It comes from a client: what is not just what we wrote is null.
 */
export function readAction(data: unknown): PressedAction | null {
  const read = action.safeParse(data);
  if (!read.success) return null;
  const { post, confirm, ...pressed } = read.data;
  return { ...pressed, post: post ?? null, confirm: confirm ?? null };
}

/** What is chosen in the pickers of a card: it comes with every button. */
export function readPickers(data: unknown): Record<string, string> {
  if (typeof data !== 'object' || data === null) return {};
  return Object.fromEntries(
    Object.entries(data).flatMap(([id, value]) => {
      const input = readInputId(id);
      return input?.kind === 'picker' && typeof value === 'string' && value !== ''
        ? [[input.name, value]]
        : [];
    }),
  );
}
