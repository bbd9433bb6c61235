/** Failed before a byte of the request could leave. */
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** Whether a request that failed surely did nothing. When in doubt it may have. */
export function neverSent(error: unknown): boolean {
  return causes(error).some(({ code }) => NEVER_SENT.has(String(code)));
}

/** Why a request failed, in one word: the first code that there is, else the error's name. Never its words. */
export function codeOf(error: unknown): string {
  const all = causes(error);
  const coded = all.find(({ code }) => typeof code === 'string');
  return String(coded?.code ?? all[0]?.name ?? 'unknown');
}

/** fetch wraps what really happened, sometimes twice, and several tries into one. Read by keys: its classes are its own. */
function causes(error: unknown): { code?: unknown; name?: unknown }[] {
  const found: { code?: unknown; name?: unknown }[] = [];
  const rest: unknown[] = [error];
  while (rest.length > 0 && found.length < 20) {
    const one = rest.shift();
    if (typeof one !== 'object' || one === null) continue;
    const { cause, errors } = one as { cause?: unknown; errors?: unknown };
    found.push(one);
    rest.push(cause, ...(Array.isArray(errors) ? errors : []));
  }
  return found;
}
