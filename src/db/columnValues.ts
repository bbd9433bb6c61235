import type { Instant } from '../domain/conversation';

/** How columns arrive from the driver: bigint as a string, timestamptz as a Date. */

export function instant(value: Date): Instant {
  return value.toISOString();
}

export function instantOrNull(value: Date | null): Instant | null {
  return value === null ? null : value.toISOString();
}

/** A bigint that counts something. @throws RangeError beyond what a number holds exactly. */
export function whole(value: string | number): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError(`Not a whole number that can be held: ${value}`);
  return number;
}
