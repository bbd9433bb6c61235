import type { Act, ActResult } from '../../protocol';

/** The random token that the server wrote into the page: without it the control interface answers nothing. */
export const token =
  document.querySelector<HTMLMetaElement>('meta[name="sandbox-token"]')?.content.trim() ?? '';

/** A call that the sandbox refused; `message` is its own sentence. */
export class Refused extends Error {
  constructor(
    message: string,
    /** HTTP status; 0 when nothing answered. */
    readonly status: number,
  ) {
    super(message);
  }
}

/**
 * Calls the control interface. GET without a body, POST with one.
 * @param path after `/control`, with its query
 * @throws Refused when the answer is not ok
 */
export async function call<T>(path: string, body?: unknown): Promise<T> {
  const response = await fetch(`/control${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      'x-sandbox-token': token,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  }).catch(() => {
    throw new Refused('The sandbox does not answer. Is it still running?', 0);
  });
  const answer = (await response.json().catch(() => undefined)) as
    | { ok?: boolean; error?: string }
    | undefined;
  if (!response.ok || answer?.ok === false) {
    throw new Refused(answer?.error ?? `The sandbox answered ${response.status}.`, response.status);
  }
  return answer as T;
}

/** Does something as a person. Refusals come back as `{ ok: false, error }`, like the sandbox's own. */
export async function actAs(as: string, act: Act): Promise<ActResult> {
  try {
    return await call<ActResult>('/act', { as, act });
  } catch (error) {
    return { ok: false, error: (error as Error).message, views: [] };
  }
}

/** The address from which this page may load something that the control interface serves. */
export function withToken(url: string): string {
  return `${url}${url.includes('?') ? '&' : '?'}token=${encodeURIComponent(token)}`;
}
