/**
 * Where the page is, as its address says: `#/as/U1/channel/C1/thread/1764.0001`, or `…/at/1764.0001` for one
 * message of a channel; in Teams `#/teams/as/PERSON/place/ID/thread/ROOT`.
 */
export interface Route {
  /** The person that one is in Slack; undefined: whoever was chosen last. */
  as?: string;
  place:
    | { kind: 'list' }
    | { kind: 'channel'; id: string; thread?: string; at?: string }
    | { kind: 'home' }
    | { kind: 'mail' }
    | TeamsPlace;
}

/** Where somebody is in the Teams window. Without an id: its list of chats and channels. */
export interface TeamsPlace {
  kind: 'teams';
  /** Entra object id of the person that one is there; undefined: whoever was chosen last. */
  as?: string;
  id?: string;
  /** Root message of the only conversation that is shown. */
  thread?: string;
}

/** Reads `location.hash`. Anything unknown is the list of channels. */
export function parseRoute(hash: string): Route {
  const parts = hash
    .replace(/^#?\/?/, '')
    .split('/')
    .map(decode);
  if (parts[0] === 'teams') return { as: undefined, place: teamsPlace(parts.slice(1)) };
  const as = parts[0] === 'as' && parts[1] ? parts[1] : undefined;
  const [kind, id, how, ts] = as === undefined ? parts : parts.slice(2);
  if (kind === 'channel' && id) {
    const detail = ts && (how === 'thread' || how === 'at') ? { [how]: ts } : {};
    return { as, place: { kind, id, ...detail } };
  }
  if (kind === 'home' || kind === 'mail') return { as, place: { kind } };
  return { as, place: { kind: 'list' } };
}

function teamsPlace(parts: string[]): TeamsPlace {
  const as = parts[0] === 'as' && parts[1] ? parts[1] : undefined;
  const [kind, id, how, root] = as === undefined ? parts : parts.slice(2);
  if (kind !== 'place' || !id) return { kind: 'teams', as };
  return { kind: 'teams', as, id, ...(how === 'thread' && root ? { thread: root } : {}) };
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
  if (place.kind === 'teams') return formatTeamsPlace(place);
  const parts = as === undefined ? [] : ['as', as];
  if (place.kind !== 'list') parts.push(place.kind);
  if (place.kind === 'channel') {
    parts.push(place.id);
    if (place.thread !== undefined) parts.push('thread', place.thread);
    else if (place.at !== undefined) parts.push('at', place.at);
  }
  return `#/${parts.map(encodeURIComponent).join('/')}`;
}

function formatTeamsPlace({ as, id, thread }: TeamsPlace): string {
  const parts = ['teams'];
  if (as !== undefined) parts.push('as', as);
  if (id !== undefined) parts.push('place', id);
  if (id !== undefined && thread !== undefined) parts.push('thread', thread);
  return `#/${parts.map(encodeURIComponent).join('/')}`;
}
