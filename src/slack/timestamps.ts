/** Slack's `ts` (`1755000000.000100`: seconds and a counter) and instants. */
export function instantOf(ts: string): string {
  return new Date(Math.floor(Number(ts) * 1000)).toISOString();
}

/** @param since a `ts`, or an ISO instant. */
export function tsOf(since: string | Date): string {
  if (typeof since === 'string' && /^\d+(\.\d+)?$/.test(since)) return since;
  return Math.max(0, new Date(since).getTime() / 1000).toFixed(6);
}
