import type { TeamsOperation } from '../../teamsProtocol';

export interface Answer {
  status: number;
  headers?: Record<string, string>;
  /** Nothing: an empty body. */
  json?: unknown;
}

/** What a call turned out to be, once it was understood. */
export interface Understood {
  operation: TeamsOperation;
  /** Without `;messageid=`. */
  conversation: string | null;
  perform(): Answer;
}

/** The connector's "no": `{ error: { code, message } }`. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
  }

  get answer(): Answer {
    return {
      status: this.status,
      headers: this.headers,
      json: { error: { code: this.code, message: this.message } },
    };
  }
}
