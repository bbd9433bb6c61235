/**
 * Why the embedded Postgres could not be used, as a sentence for the person at the terminal: what failed,
 * why, and what to do next.
 */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';

  /**
   * @param problem what failed and why, one or two sentences.
   * @param nextStep what the person can do about it, one sentence.
   */
  constructor(problem: string, nextStep: string, options?: ErrorOptions) {
    super(`${problem} ${nextStep}`, options);
  }
}

/** The way out that always works. */
export const USE_OWN_DATABASE = 'Set DATABASE_URL to a PostgreSQL 15 or newer of your own.';
