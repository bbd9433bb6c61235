import type { AdaptiveCardJson, CardInputs, TeamsAct, TeamsActResult } from '../../teamsProtocol';
import { messageActivity } from '../bot/activities';
import type { Delivered } from '../bot/delivery';
import { installFor } from '../bot/installation';
import { type Done, execute, search, task } from '../bot/invoke';
import { isObject } from '../cards/checkCard';
import { sentWith } from '../cards/inputsOf';
import { chatWith } from '../connector/routes';
import type { Teams } from '../teams';
import type { StoredMessage, StoredPerson, StoredPlace } from '../world';
import { directory } from './directory';
import { canSee } from './stateFor';
import { submit } from './submit';

type ActOf<T extends TeamsAct['type']> = Extract<TeamsAct, { type: T }>;

/** Does what a person does in Teams, and says what came of it. */
export async function act(teams: Teams, user: string, wanted: TeamsAct): Promise<TeamsActResult> {
  const person = teams.world.people.get(user);
  if (!person) return { ok: false, error: `There is no person "${user}".`, dialog: null };
  const done = await perform(teams, person, wanted);
  if (done.answer && done.answer.status !== 'answered') toast(teams, person, done.answer);
  return { ...done, dialog: teams.world.dialogs.get(user) ?? null };
}

async function perform(teams: Teams, person: StoredPerson, wanted: TeamsAct): Promise<Done> {
  switch (wanted.type) {
    case 'message':
      return message(teams, person, wanted);
    case 'edit':
      return edit(teams, person, wanted);
    case 'delete':
      return erase(teams, person, wanted);
    case 'execute':
      return clickExecute(teams, person, wanted);
    case 'submit':
      return clickSubmit(teams, person, wanted);
    case 'dialogSubmit':
      return dialogSubmit(teams, person, wanted.action, wanted.inputs);
    case 'dialogClose':
      teams.world.setDialog(person.id, null);
      return { ok: true };
    case 'search':
      return typeAhead(teams, person, wanted);
    case 'view':
      return view(teams, person, wanted);
    case 'openPersonal':
      return openPersonal(teams, person);
    default:
      return no(`The Teams sandbox knows no act "${String((wanted as { type: unknown }).type)}".`);
  }
}

/** What a person writes. The bot hears it when it is mentioned, in its own chat, or with the RSC permission. */
async function message(teams: Teams, person: StoredPerson, wanted: ActOf<'message'>): Promise<Done> {
  const place = placeOf(teams, person, wanted.place);
  if (typeof place === 'string') return no(place);
  if (wanted.text.trim() === '') return no('A message needs words.');
  const root = wanted.root === undefined ? undefined : teams.world.message(place.id, wanted.root);
  if (wanted.root !== undefined && (!root || root.root)) return no('That thread is gone.');
  if (root && place.kind === 'personal') return no('A chat has no threads.');
  const written: StoredMessage = {
    id: teams.world.newId(),
    place: place.id,
    ...(root ? { root: root.id } : {}),
    from: person.id,
    at: teams.clock.now(),
    text: wanted.text,
    mentions: wanted.mentions ?? [],
  };
  teams.world.putMessage(written);
  const answer = await hear(teams, place, written);
  return { ok: true, id: written.id, ...(answer ? { answer } : {}) };
}

async function edit(teams: Teams, person: StoredPerson, wanted: ActOf<'edit'>): Promise<Done> {
  const found = messageOf(teams, person, wanted.place, wanted.id);
  if (typeof found === 'string') return no(found);
  const { place, message: before } = found;
  if (before.from !== person.id) return no('Only its author can edit a message.');
  const mentions = before.mentions.filter((id) => wanted.text.includes(`@${nameIn(teams, id)}`));
  const after = { ...before, text: wanted.text, mentions, editedAt: teams.clock.now() };
  teams.world.putMessage(after);
  const answer = await hear(teams, place, after, 'editMessage');
  return { ok: true, id: after.id, ...(answer ? { answer } : {}) };
}

async function erase(teams: Teams, person: StoredPerson, wanted: ActOf<'delete'>): Promise<Done> {
  const found = messageOf(teams, person, wanted.place, wanted.id);
  if (typeof found === 'string') return no(found);
  const { place, message: before } = found;
  const owns = teams.world.teams.get(place.teamId ?? '')?.owners.includes(person.id) ?? false;
  if (before.from !== person.id && !owns) return no("Only a team owner can delete somebody else's message.");
  teams.world.putMessage({ ...before, deletedAt: teams.clock.now() });
  if (before.from === 'bot') return { ok: true, id: before.id };
  const answer = await hear(teams, place, before, 'softDeleteMessage');
  return { ok: true, id: before.id, ...(answer ? { answer } : {}) };
}

async function hear(
  teams: Teams,
  place: StoredPlace,
  written: StoredMessage,
  event?: 'editMessage' | 'softDeleteMessage',
): Promise<Delivered | undefined> {
  const { world } = teams;
  const addressed = place.kind === 'personal' || written.mentions.includes('bot');
  if (!world.botIsIn(place) || !(addressed || world.settings.readsChannels)) return undefined;
  return teams.delivery.bring(messageActivity(teams, place, written, event));
}

async function clickExecute(teams: Teams, person: StoredPerson, wanted: ActOf<'execute'>): Promise<Done> {
  const at = messageOf(teams, person, wanted.place, wanted.message);
  if (typeof at === 'string') return no(at);
  const { action } = wanted;
  const sent = sentWith(cardSeen(teams, person, at.message), action, wanted.inputs);
  if (typeof sent === 'string') return no(sent);
  if (teams.world.settings.universalActions)
    return execute(teams, person, at.place, at.message, action, sent.inputs, 'manual');
  const { fallback } = action;
  if (!isObject(fallback) || fallback.type !== 'Action.Submit')
    return no('An old client shows no button here: Action.Execute has no Action.Submit as its fallback.');
  return submit(teams, person, at, { ...fallback, title: fallback.title ?? action.title }, sent.inputs);
}

async function clickSubmit(teams: Teams, person: StoredPerson, wanted: ActOf<'submit'>): Promise<Done> {
  const at = messageOf(teams, person, wanted.place, wanted.message);
  if (typeof at === 'string') return no(at);
  const sent = sentWith(cardSeen(teams, person, at.message), wanted.action, wanted.inputs);
  return typeof sent === 'string' ? no(sent) : submit(teams, person, at, wanted.action, sent.inputs);
}

async function dialogSubmit(
  teams: Teams,
  person: StoredPerson,
  action: AdaptiveCardJson,
  inputs: CardInputs,
): Promise<Done> {
  const dialog = teams.world.dialogs.get(person.id);
  if (!dialog) return no('No dialog is open.');
  const at = messageOf(teams, person, dialog.place, dialog.message);
  if (typeof at === 'string') return no(at);
  const sent = sentWith(dialog.card, action, inputs);
  if (typeof sent === 'string') return no(sent);
  const data = { ...(isObject(action.data) ? action.data : {}), ...sent.inputs };
  return task(teams, 'task/submit', person, at, data);
}

async function typeAhead(teams: Teams, person: StoredPerson, wanted: ActOf<'search'>): Promise<Done> {
  const dialog = teams.world.dialogs.get(person.id);
  const where = wanted.in === 'dialog' ? dialog : wanted.in;
  if (!where) return no('No dialog is open.');
  const at = messageOf(teams, person, where.place, where.message);
  if (typeof at === 'string') return no(at);
  // The people picker is Teams' own: the bot is not asked.
  if (wanted.dataset.startsWith('graph.microsoft.com/users'))
    return { ok: true, options: directory(teams, at.place, wanted.dataset, wanted.text) };
  return search(teams, person, at, wanted.dataset, wanted.text);
}

/** A card came into view. Nobody asked for it, so nothing that goes wrong is shown. */
async function view(teams: Teams, person: StoredPerson, wanted: ActOf<'view'>): Promise<Done> {
  const at = messageOf(teams, person, wanted.place, wanted.message);
  if (typeof at === 'string') return no(at);
  const card = cardSeen(teams, person, at.message);
  const { action, userIds } = isObject(card?.refresh) ? card.refresh : {};
  const named = Array.isArray(userIds) && userIds.includes(person.mri);
  if (!named || !isObject(action) || !teams.world.settings.universalActions) return { ok: true };
  return execute(teams, person, at.place, at.message, action, {}, 'automatic');
}

async function openPersonal(teams: Teams, person: StoredPerson): Promise<Done> {
  const known = teams.world.chatOf(person.id);
  const place = known ?? chatWith(teams, person);
  if (place.installed) return { ok: true, place: place.id };
  teams.world.putPlace({ ...place, installed: true });
  const answer = await installFor(teams, person, place);
  return { ok: true, place: place.id, answer };
}

function cardSeen(teams: Teams, person: StoredPerson, message: StoredMessage): AdaptiveCardJson | undefined {
  return teams.world.ownCard(message, person.id) ?? message.card;
}

/** The message of a place that this person is in. */
function messageOf(
  teams: Teams,
  person: StoredPerson,
  placeId: string,
  id: string,
): { place: StoredPlace; message: StoredMessage } | string {
  const place = placeOf(teams, person, placeId);
  if (typeof place === 'string') return place;
  const found = teams.world.message(place.id, id);
  const visible = found?.targetedTo === undefined || found.targetedTo === person.id;
  if (!found || found.deletedAt !== undefined || !visible) return 'That message is gone.';
  return { place, message: found };
}

function placeOf(teams: Teams, person: StoredPerson, id: string): StoredPlace | string {
  const place = teams.world.places.get(id);
  if (!place || place.deleted) return `There is no channel or chat "${id}".`;
  return canSee(teams, place, person.id) ? place : 'That person is not in this channel or chat.';
}

function nameIn(teams: Teams, id: string): string {
  return id === 'bot' ? teams.world.app.name : (teams.world.people.get(id)?.name ?? id);
}

function toast(teams: Teams, person: StoredPerson, { status, httpStatus }: Delivered): void {
  const why = {
    timeout: 'did not answer within 15 s',
    'no bot': 'could not be reached',
    'http error': `answered with HTTP ${httpStatus}`,
    answered: 'answered',
  };
  const text = `${teams.world.app.name} ${why[status]}.`;
  teams.world.tell({ kind: 'toast', user: person.id, level: 'error', text });
}

function no(error: string): Done {
  return { ok: false, error };
}
