/** Milliseconds. */
export const waits = {
  /** An invoke is answered by then: Teams waits 10 to 15 s, and 5 s is safe. Source: msteams-docs issue 6461. */
  invoke: 4_500,
  /** A click, after which its card is still to be drawn. */
  press: 3_000,
  /** The card after a click that was done: without it a sentence says so. */
  redraw: 1_500,
  /** What an administrator is asked while somebody waits for an answer to something else. */
  profile: 2_000,
  /** Running handlers when the process ends. */
  stop: 5_000,
} as const;
