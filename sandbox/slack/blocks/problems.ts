import { LIMITS, type LimitName } from '../limits';

export type Json = Record<string, unknown>;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Collects what is wrong with a payload, in Slack's wording: a sentence and a JSON pointer. */
export class Problems {
  readonly messages: string[] = [];
  /** Ids seen so far, to find doubles. */
  readonly blockIds = new Set<string>();
  /** Text of all blocks together, for the limit on a whole message. */
  textLength = 0;
  /** The same for markdown blocks, which have a limit of their own. */
  markdownLength = 0;

  add(pointer: string, sentence: string): void {
    this.messages.push(`[ERROR] ${sentence} [json-pointer:${pointer}]`);
  }

  length(pointer: string, value: unknown, limit: LimitName, required = false): void {
    if (value === undefined || value === null) {
      if (required) this.missing(pointer);
      return;
    }
    if (typeof value !== 'string') {
      this.add(pointer, 'must be a string');
      return;
    }
    if (value.length > LIMITS[limit].max) {
      this.add(pointer, `must be less than ${LIMITS[limit].max + 1} characters`);
    }
    if (required && value.length === 0) this.add(pointer, 'must be more than 0 characters');
  }

  /** An array with at most (and, by default, at least one) so many items. */
  items(pointer: string, value: unknown, limit: LimitName, least = 1): unknown[] {
    if (!Array.isArray(value)) {
      this.add(pointer, 'must provide an array');
      return [];
    }
    if (value.length > LIMITS[limit].max) {
      this.add(pointer, `no more than ${LIMITS[limit].max} items allowed`);
    }
    if (value.length < least) this.add(pointer, `no fewer than ${least} items allowed`);
    return value;
  }

  missing(pointer: string): void {
    const at = pointer.lastIndexOf('/');
    this.add(pointer.slice(0, at), `missing required field: ${pointer.slice(at + 1)}`);
  }

  object(pointer: string, value: unknown): Json | undefined {
    if (isObject(value)) return value;
    this.add(pointer, 'must provide an object');
    return undefined;
  }

  oneOf(pointer: string, value: unknown, allowed: readonly string[]): void {
    if (!allowed.includes(String(value))) this.add(pointer, `must be one of: ${allowed.join(', ')}`);
  }

  /** Only these keys; Slack refuses what it does not know inside Block Kit. */
  keys(pointer: string, value: Json, allowed: readonly string[]): void {
    for (const key of Object.keys(value)) {
      if (!allowed.includes(key)) this.add(pointer, `invalid additional property: ${key}`);
    }
  }
}
