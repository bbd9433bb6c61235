/**
 * Where the page is, as its address says: `#/as/U1/channel/C1/thread/1764.0001`, or `…/at/1764.0001` for one
 * message of a channel.
 */
export interface Route {
  /** The person that one is; undefined: whoever was chosen last. */
  as?: string;
  place:
    | { kind: 'list' }
    | { kind: 'channel'; id: string; thread?: string; at?: string }
    | { kind: 'home' }
    | { kind: 'mail' };
}

/** Reads `location.hash`. Anything unknown is the list of channels. */
export function parseRoute(hash: string): Route {
  const parts = hash
    .replace(/^#?\/?/, '')
    .split('/')
    .map(decode);
  const as = parts[0] === 'as' && parts[1] ? parts[1] : undefined;
  const [kind, id, how, ts] = as === undefined ? parts : parts.slice(2);
  if (kind === 'channel' && id) {
    const detail = ts && (how === 'thread' || how === 'at') ? { [how]: ts } : {};
    return { as, place: { kind, id, ...detail } };
  }
  if (kind === 'home' || kind === 'mail') return { as, place: { kind } };
  return { as, place: { kind: 'list' } };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}

/** The hash of a place; `parseRoute` reads it back. */
export function formatRoute({ as, place }: Route): string {
  const parts = as === undefined ? [] : ['as', as];
  if (place.kind !== 'list') parts.push(place.kind);
  if (place.kind === 'channel') {
    parts.push(place.id);
    if (place.thread !== undefined) parts.push('thread', place.thread);
    else if (place.at !== undefined) parts.push('at', place.at);
  }
  return `#/${parts.map(encodeURIComponent).join('/')}`;
}
