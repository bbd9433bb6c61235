/**
 * Resolves with what `predicate` returns once that is neither undefined, null nor false. Looks again whenever one of
 * `changes` tells; a slow poll covers what none of them tells.
 * @param changes each takes a listener and returns what ends it.
 * @throws Error when `ms` milliseconds pass first, or what the predicate throws.
 */
export function waitFor<T>(
  predicate: () => T | undefined | null | false,
  changes: ((listener: () => void) => () => void)[],
  ms = 15_000,
): Promise<T> {
  return new Promise((done, failed) => {
    const stops: (() => void)[] = [];
    const finish = (): void => {
      for (const stop of stops) stop();
    };
    const look = (): void => {
      let found: T | undefined | null | false;
      try {
        found = predicate();
      } catch (error) {
        finish();
        failed(error);
        return;
      }
      if (found === undefined || found === null || found === false) return;
      finish();
      done(found);
    };
    const poll = setInterval(look, 50);
    const end = setTimeout(() => {
      finish();
      failed(new Error(`Waited ${ms} ms in vain for: ${String(predicate)}`));
    }, ms);
    stops.push(
      () => clearInterval(poll),
      () => clearTimeout(end),
      ...changes.map((change) => change(() => queueMicrotask(look))),
    );
    look();
  });
}
