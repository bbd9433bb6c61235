/**
 * How long to wait before the next try: doubled each time, never longer than `cap`, with half of it left to chance so
 * that many that failed together do not come back together.
 * @param failures how many tries failed in a row, from 1.
 * @param random from 0 up to 1.
 * @returns milliseconds.
 */
export function backoff(
  failures: number,
  { first, cap }: { first: number; cap: number },
  random: () => number = Math.random,
): number {
  const longest = Math.min(cap, first * 2 ** Math.min(Math.max(failures, 1) - 1, 30));
  return Math.round(longest / 2 + (random() * longest) / 2);
}
