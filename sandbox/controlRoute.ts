import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Patch } from './protocol';

export interface ControlRequest {
  method: string;
  /** Path after `/control`, for instance `/mail/folders`. */
  path: string;
  query: URLSearchParams;
  /** Parsed JSON body, or undefined. */
  body: unknown;
}

/** JSON by default; `bytes` for a download. */
export interface ControlAnswer {
  status?: number;
  json?: unknown;
  bytes?: { data: Uint8Array; type: string; fileName?: string };
}

/** Everything under `/control` + prefix goes to `handle`, after the token, Host and Origin were checked. */
export interface ControlRoute {
  prefix: string;
  handle(request: ControlRequest): Promise<ControlAnswer>;
  /** Called once with the means to tell every open page something. */
  connect?(push: (patch: Patch) => void): void;
  /** `/control` + prefix + `/live`: a socket of its own, after the same checks. */
  upgrade?(request: IncomingMessage, socket: Duplex, head: Buffer, query: URLSearchParams): void;
  /**
   * What programs are served under the prefix itself, after Host and Origin were checked. They carry tokens of their
   * own, not the control interface's.
   */
  serve?(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void>;
  /** Called once, when the port is known. */
  listening?(port: number, controlToken: string): void;
  /** Called when the sandbox ends. */
  close?(): Promise<void> | void;
}
