import type {
  TeamsMessageState,
  TeamsPatch,
  TeamsPerson,
  TeamsPlaceState,
  TeamsState,
} from '../../teamsProtocol';
import type { Teams } from '../teams';
import type { Change, StoredMessage, StoredPerson, StoredPlace } from '../world';

/** Everything that one person sees, and nothing that they may not see. */
export function stateFor(teams: Teams, user: string): TeamsState {
  const { world, clock, delivery } = teams;
  const places = [...world.places.values()].filter((place) => canSee(teams, place, user));
  const mine = [...world.teams.values()].filter((team) => team.members.includes(user));
  return {
    tenant: world.tenant,
    teams: mine.map(({ id, groupId, name }) => ({ id, groupId, name })),
    me: personState(world.people.get(user) as StoredPerson),
    people: [...world.people.values()].map(personState),
    app: {
      name: world.app.name,
      botId: world.app.botId,
      commands: world.app.commands,
      endpoint: delivery.endpoint,
      connected: delivery.connected,
    },
    places: places.map((place) => placeState(teams, place)),
    messages: Object.fromEntries(
      places.map((place) => [
        place.id,
        world
          .inPlace(place.id)
          .filter((message) => isFor(message, user))
          .map((message) => messageState(teams, message, user)),
      ]),
    ),
    dialog: world.dialogs.get(user) ?? null,
    settings: { ...world.settings },
    faults: teams.faults.state(),
    now: clock.now(),
    timeScale: clock.scale,
  };
}

/** What a change means for one person's page; nothing when they do not see it. */
export function patchFor(teams: Teams, user: string, change: Change): TeamsPatch | undefined {
  const { world } = teams;
  switch (change.kind) {
    case 'message': {
      const place = world.places.get(change.message.place);
      if (!place || !canSee(teams, place, user) || !isFor(change.message, user)) return undefined;
      if (change.user !== undefined && change.user !== user) return undefined;
      return { kind: 'message', message: messageState(teams, change.message, user) };
    }
    case 'place':
      if (change.place.deleted) return { kind: 'state', state: stateFor(teams, user) };
      if (!canSee(teams, change.place, user)) return undefined;
      return { kind: 'place', place: placeState(teams, change.place) };
    case 'state':
      return { kind: 'state', state: stateFor(teams, user) };
    case 'dialog':
      return change.user === user ? { kind: 'dialog', dialog: world.dialogs.get(user) ?? null } : undefined;
    case 'app':
      return { kind: 'app', connected: teams.delivery.connected };
    case 'settings':
      return { kind: 'settings', settings: { ...world.settings } };
    case 'faults':
      return { kind: 'faults', faults: teams.faults.state() };
    case 'clock':
      return { kind: 'clock', now: teams.clock.now(), timeScale: teams.clock.scale };
    case 'toast':
      return change.user === user ? { kind: 'toast', level: change.level, text: change.text } : undefined;
  }
}

/** One message as somebody sees it; without a person, as everybody does. */
export function messageState(teams: Teams, message: StoredMessage, user?: string): TeamsMessageState {
  const { id, place, root, from, at, text, summary, card, editedAt, deletedAt, targetedTo, mentions } =
    message;
  const ownCard = user === undefined ? undefined : teams.world.ownCard(message, user);
  const deleted = deletedAt !== undefined;
  return {
    id,
    place,
    ...(root ? { root } : {}),
    from,
    at,
    text: deleted ? '' : text,
    ...(summary && !deleted ? { summary } : {}),
    ...(card && !deleted ? { card } : {}),
    ...(ownCard && !deleted ? { ownCard } : {}),
    edited: editedAt !== undefined,
    deleted,
    ...(targetedTo ? { targetedTo } : {}),
    mentions: deleted ? [] : mentions,
  };
}

export function placeState(teams: Teams, place: StoredPlace): TeamsPlaceState {
  const { id, kind, name, teamId } = place;
  return { id, kind, name, ...(teamId ? { teamId } : {}), members: teams.world.membersOf(place) };
}

export function canSee(teams: Teams, place: StoredPlace, user: string): boolean {
  return !place.deleted && teams.world.membersOf(place).includes(user);
}

export function personState({ handle: _, ...person }: StoredPerson): TeamsPerson {
  return person;
}

function isFor({ targetedTo }: StoredMessage, user: string): boolean {
  return targetedTo === undefined || targetedTo === user;
}
