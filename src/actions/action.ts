import type { z } from 'zod';
import type { Conversation, Instant } from '../domain/conversation';
import type { Effect } from '../domain/effects';
import type { Actor, ConversationEvent } from '../domain/events';
import type { Privilege } from '../domain/permissions';
import type { Refusal } from '../domain/refusal';
import type { Locale } from '../locales/locale';
import type { LookupName } from '../lookups';
import type { Mailbox } from '../ports/rows';
import type { Tx } from '../ports/store';
import type { Field } from '../ui/form';

/** What an action decided: what happened, and what has to happen outside because of it. */
export interface Decided {
  events: ConversationEvent[];
  effects?: Effect[];
  /** Texts of people, kept outside the history: discussion entries that events name by id. */
  notes?: { id: string; text: string }[];
}
export type Decision = Decided | 'unchanged' | Refusal;

export interface Deciding {
  actor: Actor;
  now: Instant;
  newId: () => string;
}

/** What a form may show besides the conversation: loaded as `facts`, the same as for deciding. */
export interface FormContext<Facts> {
  state: Conversation;
  facts: Facts;
  locale: Locale;
}

/** One word or the rest of a command's line, and the input that it fills. */
export interface CommandArgument<Key extends string = string> {
  input: Key;
  /** A lookup's choice, or the rest of the line as it was typed. */
  kind: LookupName | 'rest';
  optional: boolean;
}

export interface Action<Shape extends z.ZodRawShape = z.ZodRawShape, Facts = unknown> {
  /** The verb, as in product.md; also the command word and the button's id. */
  name: string;
  privilege: Privilege;
  /** What the person gives besides the conversation; strings, as forms and commands have them. */
  input: z.ZodObject<Shape>;
  /** Static, because Teams must know before the click. */
  opens: 'form' | 'page' | 'nothing';
  /** The form's fields; their names are keys of `input`. */
  form?: (context: FormContext<Facts>) => (Field & { name: keyof Shape & string })[];
  words: CommandArgument<keyof Shape & string>[];
  /** Loaded under the conversation's lock, in the same transaction as the decision. */
  facts: (
    tx: Tx,
    state: Conversation,
    mailbox: Mailbox,
    input: Partial<z.infer<z.ZodObject<Shape>>>,
  ) => Promise<Facts>;
  /** Whether it is the sensible thing to show for this state; rights are asked separately. */
  offered: (state: Conversation, personId: string | null) => boolean;
  /** `ask`: when the conversation changed since the person looked, show what changed before doing it. */
  whenStale: 'proceed' | 'ask';
  /** Pure. Named, never toggled: doing it a second time is `unchanged`. */
  decide: (
    state: Conversation,
    input: z.infer<z.ZodObject<Shape>>,
    facts: Facts,
    deciding: Deciding,
  ) => Decision;
}

/** Any action, when its input and facts do not matter. */
// biome-ignore lint/suspicious/noExplicitAny: the list holds actions of every shape; `perform` parses before it calls.
export type AnyAction = Action<any, any>;

type Optional<T, K extends keyof T> = Omit<T, K> & Partial<Pick<T, K>>;

/** Checks form fields against the input's keys at compile time and fills what most actions leave out. */
export function defineAction<Shape extends z.ZodRawShape, Facts = null>(
  action: Optional<Action<Shape, Facts>, 'facts' | 'words' | 'whenStale'>,
): Action<Shape, Facts> {
  return { facts: async () => null as Facts, words: [], whenStale: 'proceed', ...action };
}
