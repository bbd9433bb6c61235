import { checkCard, isObject } from '../cards/checkCard';
import { entityProblems, mentionedIn } from '../cards/checkMentions';
import type { Teams } from '../teams';
import type { StoredMessage, StoredPlace } from '../world';
import { type Answer, Refusal } from './answer';

const CARD = 'application/vnd.microsoft.card.adaptive';

type Json = Record<string, unknown>;

/** Where a call goes: `19:…;messageid=ROOT` is a thread of a channel. */
export interface Target {
  place: StoredPlace;
  root?: StoredMessage;
}

/** @throws Refusal when there is no such conversation, or the bot is not in it. */
export function targetOf(teams: Teams, id: string): Target {
  const [placeId = '', rootId] = id.split(';messageid=');
  const place = teams.world.places.get(placeId);
  if (!place || place.deleted) throw new Refusal(404, 'ConversationNotFound', 'Conversation not found.');
  if (!teams.world.botIsIn(place))
    throw new Refusal(403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.');
  if (rootId === undefined) return { place };
  const root = teams.world.message(placeId, rootId);
  if (!root || root.root) throw new Refusal(404, 'ConversationNotFound', 'There is no such thread.');
  return { place, root };
}

/** A new message of the bot. */
export function send(
  teams: Teams,
  { place, root }: Target,
  activity: Json,
  more: { targeted?: boolean; replyTo?: string } = {},
): StoredMessage {
  const { world } = teams;
  const said = contentOf(teams, place, activity);
  const targetedTo = more.targeted ? recipientOf(teams, place, activity) : undefined;
  const above = more.replyTo === undefined ? undefined : botOrPersonMessage(teams, place, more.replyTo);
  const thread = root?.id ?? above?.root ?? above?.id;
  const message: StoredMessage = {
    id: world.newId(),
    place: place.id,
    ...(thread && place.kind === 'channel' ? { root: thread } : {}),
    from: 'bot',
    at: teams.clock.now(),
    ...said,
    ...(targetedTo ? { targetedTo } : {}),
  };
  world.putMessage(message);
  noteMentions(teams, message);
  return message;
}

export function update(
  teams: Teams,
  { place }: Target,
  id: string,
  activity: Json,
  targeted: boolean,
): StoredMessage {
  const before = ownMessage(teams, place, id, targeted);
  if (targeted && activity.recipient !== undefined)
    throw new Refusal(400, 'BadArgument', 'The recipient of a targeted message cannot change.');
  const said = contentOf(teams, place, activity);
  const kept: StoredMessage = { ...before, text: '', summary: undefined, card: undefined };
  const message: StoredMessage = { ...kept, ...said, editedAt: teams.clock.now() };
  teams.world.forgetOwnCards(message);
  teams.world.putMessage(message);
  noteMentions(teams, message);
  return message;
}

export function remove(teams: Teams, { place }: Target, id: string, targeted: boolean): Answer {
  const message = ownMessage(teams, place, id, targeted);
  teams.world.putMessage({ ...message, deletedAt: teams.clock.now() });
  return { status: 200 };
}

/** The message of the bot that is to be changed. */
function ownMessage(teams: Teams, place: StoredPlace, id: string, targeted: boolean): StoredMessage {
  const found = teams.world.message(place.id, id);
  // One that is for a single person is not found by a call that does not say so, and the other way round.
  if (!found || found.deletedAt !== undefined || targeted !== (found.targetedTo !== undefined))
    throw new Refusal(404, 'ActivityNotFoundInConversation', 'The activity was not found.');
  if (found.from !== 'bot') throw new Refusal(403, 'Forbidden', 'A bot can only change messages of its own.');
  return found;
}

function botOrPersonMessage(teams: Teams, place: StoredPlace, id: string): StoredMessage {
  const found = teams.world.message(place.id, id);
  if (!found) throw new Refusal(404, 'ActivityNotFoundInConversation', 'There is nothing to reply to.');
  return found;
}

function recipientOf(teams: Teams, place: StoredPlace, activity: Json): string {
  if (place.kind === 'personal')
    throw new Refusal(400, 'BadArgument', 'Targeted messages are for channels and group chats.');
  if (!teams.world.settings.targetedMessages)
    throw new Refusal(400, 'BadArgument', 'Targeted messages are not supported here.');
  const { id } = (activity.recipient ?? {}) as { id?: string };
  const person = [...teams.world.people.values()].find((one) => one.mri === id || one.id === id);
  if (!person) throw new Refusal(400, 'BadArgument', 'A targeted message needs its recipient.');
  if (!teams.world.membersOf(place).includes(person.id))
    throw new Refusal(404, 'MemberNotFoundInConversation', 'The recipient is not in this conversation.');
  return person.id;
}

/** What a message says, checked. */
function contentOf(
  teams: Teams,
  place: StoredPlace,
  activity: Json,
): Pick<StoredMessage, 'text' | 'summary' | 'card' | 'mentions'> {
  const { type, text, textFormat, summary, attachments = [], entities = [] } = activity;
  const bad = (message: string): never => {
    throw new Refusal(400, 'BadSyntax', message);
  };
  if (type !== 'message') bad(`$.type: the sandbox takes "message", not ${JSON.stringify(type)}`);
  if (text !== undefined && typeof text !== 'string') bad('$.text: must be text');
  if (summary !== undefined && typeof summary !== 'string') bad('$.summary: must be text');
  if (!['markdown', 'plain', 'xml', undefined].includes(textFormat as string | undefined))
    bad(`$.textFormat: "markdown", "plain" or "xml", not ${JSON.stringify(textFormat)}`);
  if (!Array.isArray(attachments) || attachments.length > 1)
    bad('$.attachments: the sandbox takes one card a message');
  const [attachment] = attachments as { contentType?: string; content?: unknown }[];
  if (attachment && attachment.contentType !== CARD)
    bad(`$.attachments[0].contentType: the sandbox takes ${CARD} only`);
  if (!attachment && !text) bad('A message needs text or an attachment.');
  const known = (id: string): boolean => teams.world.knows(id);
  const problems = attachment ? checkCard(attachment.content, 'message', known) : [];
  if (!Array.isArray(entities)) bad('$.entities: must be an array');
  problems.push(...entityProblems(entities as unknown[], [String(text ?? '')], known, '$.entities'));
  if (problems.length > 0) bad(problems.join('\n'));
  const card = attachment?.content as Json | undefined;
  const { entities: inCard } = isObject(card?.msteams) ? card.msteams : {};
  const ids = [...mentionedIn(entities), ...mentionedIn(inCard)];
  return {
    text: String(text ?? ''),
    ...(summary ? { summary: String(summary) } : {}),
    ...(card ? { card } : {}),
    mentions: [...new Set(ids.map((id) => teams.world.idOf(id)))].filter((id) =>
      teams.world.membersOf(place).includes(id),
    ),
  };
}

function noteMentions(teams: Teams, message: StoredMessage): void {
  for (const target of message.mentions)
    teams.mentions.push({ place: message.place, message: message.id, target });
  if (teams.mentions.length > 20_000) teams.mentions.splice(0, 10_000);
}
