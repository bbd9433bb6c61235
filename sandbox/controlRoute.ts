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
}
