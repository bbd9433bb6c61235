import { createContext, use } from 'react';
import type { BlockJson, InputValue, SuggestedOption } from '../../protocol';

/** The message or view that blocks are drawn in: what their elements hold, and how they tell the app. */
export interface Surface {
  kind: 'message' | 'modal' | 'home';
  value(blockId: string, element: BlockJson): InputValue;
  /** What the sandbox remembers for the element, for the labels of choices that the app suggested. */
  stored(blockId: string, element: BlockJson): BlockJson | undefined;
  /** Keeps a value without telling the app. */
  change(blockId: string, element: BlockJson, value: InputValue): void;
  /** Tells the app: a click, a choice. Resolves when the app acknowledged. */
  act(blockId: string, element: BlockJson, value?: InputValue): Promise<void>;
  suggest(
    blockId: string,
    element: BlockJson,
    query: string,
  ): Promise<(SuggestedOption & { group?: string })[]>;
  error(blockId: string): string | undefined;
}

export const SurfaceContext = createContext<Surface | undefined>(undefined);

export function useSurface(): Surface {
  const surface = use(SurfaceContext);
  if (!surface) throw new Error('Blocks are drawn inside of a surface');
  return surface;
}

/** Everything a single element needs; `label…` come from the input block around it, if there is one. */
export interface ElementProps {
  element: BlockJson;
  blockId: string;
  value: InputValue;
  onChange(value: InputValue): void;
  id?: string;
  label?: string;
  labelledBy?: string;
  describedBy?: string;
  invalid?: boolean;
  required?: boolean;
  /** Inside an input block (wide, with a label) or alone in actions and accessories (compact). */
  field?: boolean;
  /** Enter in a one-line text, for dispatch_action. */
  onEnter?: () => void;
}

/** Shortcut for the text of a plain_text object. */
export function plain(object: unknown): string | undefined {
  const text = (object as { text?: unknown } | undefined)?.text;
  return typeof text === 'string' && text !== '' ? text : undefined;
}
