/** Time and chance come from outside, so that a test can hold them still. */
export interface Clock {
  now(): Date;
}
export const systemClock: Clock = { now: () => new Date() };
