import { type ActionName, actionNamed, actions, isAction } from '../actions';
import type { AnyAction } from '../actions/action';
import { isRefusal, type Refusal, refuse } from '../domain/refusal';
import { lookups } from '../lookups';
import type { Mailbox } from '../ports/rows';
import type { Tx } from '../ports/store';
import type { ChatUser, CommandWord } from '../ui/request';

/** What the words of a command ask for: the one grammar of every platform. */
export type Command =
  | { kind: 'list'; which: 'list' | 'mine' | 'unassigned' }
  | { kind: 'show'; number: number }
  | { kind: 'action'; action: ActionName; number: number; rest: CommandWord[] }
  | { kind: 'help' };

export const listWords = ['list', 'mine', 'unassigned'] as const;
export const commandWords: string[] = [...listWords, 'show', ...Object.keys(actions), 'help'];

/**
 * `list`, `assign 142 @somebody note`, `142`: read as a command. Nothing at all is a call for help.
 * @returns a refusal that names the nearest word, or what is missing.
 */
export function parseCommand(words: CommandWord[]): Command | Refusal {
  const [first, second, ...rest] = words;
  if (first === undefined) return { kind: 'help' };
  const word = typeof first === 'string' ? first.toLowerCase() : '@';
  const bare = numberOf(first);
  if (bare !== null) return { kind: 'show', number: bare };
  if (word === 'help') return { kind: 'help' };
  if (isListWord(word)) return { kind: 'list', which: word };
  if (word !== 'show' && !isAction(word))
    return refuse('unknownCommand', { word, nearest: nearestWord(word) });
  if (second === undefined) return refuse('missingNumber', { word });
  const number = numberOf(second);
  if (number === null) return refuse('badNumber', { word, words: asTyped(second) });
  if (word !== 'show') return { kind: 'action', action: word as ActionName, number, rest };
  return rest.length > 0
    ? refuse('tooManyArguments', { words: rest.map(asTyped).join(' '), usage: 'show 142' })
    : { kind: 'show', number };
}

/** How an action is written: `assign 142 @name [note]`. */
export function usageOf(action: AnyAction): string {
  const places = action.words.map(({ input, kind, optional }) => {
    const shown = kind === 'members' ? '@name' : String(input);
    return optional ? `[${shown}]` : shown;
  });
  return [action.name, '142', ...places].join(' ');
}

/**
 * The words after the number as the action's input.
 * @returns the input; `missing` is true when something required was not given (a form can ask for it).
 */
export async function argumentsOf(
  tx: Tx,
  mailbox: Mailbox,
  action: AnyAction,
  rest: CommandWord[],
  from: ChatUser,
): Promise<{ input: Record<string, string>; missing: boolean } | Refusal> {
  const input: Record<string, string> = {};
  let left = rest;
  let missing = false;
  for (const [index, argument] of action.words.entries()) {
    const name = String(argument.input);
    if (left.length === 0) {
      missing ||= !argument.optional;
    } else if (argument.kind === 'rest') {
      input[name] = left.map(asTyped).join(' ');
      left = [];
    } else {
      const isLast = index === action.words.length - 1;
      const chosen = await choose(tx, mailbox, argument.kind as keyof typeof lookups, left, isLast, from);
      if (isRefusal(chosen)) return chosen;
      input[name] = chosen.value;
      left = left.slice(chosen.used);
    }
  }
  if (left.length > 0) {
    return refuse('tooManyArguments', {
      words: left.map(asTyped).join(' '),
      usage: usageOf(actionNamed(action.name as ActionName)),
    });
  }
  return { input, missing };
}

/** A name may have several words: the most of them that name one choice are taken. */
async function choose(
  tx: Tx,
  mailbox: Mailbox,
  lookup: keyof typeof lookups,
  left: CommandWord[],
  isLast: boolean,
  from: ChatUser,
): Promise<{ value: string; used: number } | Refusal> {
  const [first] = left;
  if (typeof first === 'object') {
    const person = await tx.people.byIdentity({ ...from, user: first.user });
    return person
      ? { value: person.id, used: 1 }
      : refuse('noSuchPerson', { words: `@${first.user}`, account: first.user });
  }
  const plainWords = left.slice(0, left.findIndex((word) => typeof word !== 'string') + 1 || undefined);
  const typed = plainWords.filter((word): word is string => typeof word === 'string');
  const most = isLast ? typed.length : Math.min(4, typed.length);
  let refusal: Refusal | null = null;
  for (let used = most; used >= (isLast ? most : 1); used--) {
    const named = await lookups[lookup].named(tx, mailbox, typed.slice(0, used).join(' '));
    if (!isRefusal(named)) return { value: named.value, used };
    refusal = named;
  }
  return refusal ?? refuse('badInput');
}

function isListWord(word: string): word is (typeof listWords)[number] {
  return (listWords as readonly string[]).includes(word);
}

function numberOf(word: CommandWord): number | null {
  const digits = typeof word === 'string' ? /^#?(\d{1,15})$/.exec(word)?.[1] : undefined;
  return digits === undefined || Number(digits) === 0 ? null : Number(digits);
}

function asTyped(word: CommandWord): string {
  return typeof word === 'string' ? word : `@${word.user}`;
}

/** The command that was probably meant: the one with the fewest letters to change. */
export function nearestWord(word: string): string {
  const short = word.slice(0, 30);
  return commandWords.reduce((best, one) => (distance(short, one) < distance(short, best) ? one : best));
}

/** Levenshtein's distance. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const change = row[j - 1]! + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(change, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[other.length]!;
}
