/**
 * Reads Teams' link to a message, `https://teams.microsoft.com/l/message/CHANNEL/MESSAGE?parentMessageId=…`, or to a
 * chat with an app, so that it opens inside of the page.
 */
export function parseDeepLink(address: string): { id: string; thread?: string } | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.protocol !== 'https:' || url.host !== 'teams.microsoft.com') return undefined;
  const [l, kind, place, message] = url.pathname.split('/').slice(1).map(decode);
  if (l !== 'l' || !place) return undefined;
  if (kind === 'message' && message) {
    return { id: place, thread: url.searchParams.get('parentMessageId') ?? message };
  }
  return kind === 'channel' ? { id: place } : undefined;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
