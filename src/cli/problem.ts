/** An expected failure: a sentence with a next step, and the exit code that scripts see. */
export class Problem extends Error {
  constructor(
    message: string,
    readonly exitCode: 1 | 2 = 1,
  ) {
    super(message);
    this.name = 'Problem';
  }
}

/** The command was not understood: nothing was tried. */
export function wrongUsage(message: string): Problem {
  return new Problem(message, 2);
}
