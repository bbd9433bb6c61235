/**
 * Reads Slack's link to a message, `…/archives/C1/p1764000000000100?thread_ts=…`, if it points to this sandbox.
 * @param host of the page; the Web API of the sandbox may have another port of the same machine
 */
export function parsePermalink(
  address: string,
  host: string,
): { id: string; thread?: string; at?: string } | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  const local = ['127.0.0.1', 'localhost', '[::1]'];
  const ours =
    url.host === host || (local.includes(url.hostname) && local.some((name) => host.startsWith(name)));
  const match = /^\/archives\/([A-Z0-9]+)(?:\/p(\d+)(\d{6}))?$/.exec(url.pathname);
  if (!ours || !match?.[1]) return undefined;
  const thread = url.searchParams.get('thread_ts') ?? undefined;
  const at = match[2] ? `${match[2]}.${match[3]}` : undefined;
  return { id: match[1], ...(thread ? { thread } : at ? { at } : {}) };
}
