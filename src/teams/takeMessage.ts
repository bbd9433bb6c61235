import { parseCommand } from '../app/command';
import { isRefusal } from '../domain/refusal';
import { say } from '../locales/say';
import type { MessagePlace, WrittenMessage } from '../ports/inbound';
import type { Card } from '../ui/card';
import type { CommandWord } from '../ui/request';
import { plain } from '../ui/text';
import { takePressedMessage } from './answerPress';
import { beginsCommand, commandWords } from './commandWords';
import { answered, type Desk, placeAsked, wordsFor } from './desk';
import { privateCard, sentence } from './fromReply';
import { heardAll, readsAll } from './hearing';
import { mentionsBot, mentionsOf, piecesOf, wordsIn } from './messageText';
import { tell } from './privately';
import { isChannel, placeOfConversation } from './reach';
import { type AskedBy, commandRequest, homeRequest, pressOf } from './toRequest';
import type { Activity } from './transport/transport';
import { whoAsks } from './whoAsks';
import type { Words } from './words';

/** What people write to ask for their Home; everything else in their chat with the bot is a command. */
const HOME_WORDS = new Set(['home', 'hello', 'hi', 'hey', 'accueil', 'bonjour', 'salut']);

/** What somebody asked, to be answered when the messages behind it need not wait for that. */
export type Afterwards = (() => Promise<unknown>) | undefined;

/** Somebody wrote: a command to the bot, a part of a card's discussion, or nothing of ours. */
export async function takeMessage(desk: Desk, activity: Activity): Promise<Afterwards> {
  if (isBot(activity)) return;
  const asked = await whoAsks(desk, activity);
  if (!asked.from) {
    desk.log.warn({ activity: activity.id }, 'A message came from nobody whom Teams could name');
    return undefined;
  }
  const by: AskedBy = { ...asked, from: asked.from };
  const press = activity.value === undefined ? null : pressOf(by, activity.value, false);
  if (press) return async () => takePressedMessage(desk, by, press, await wordsFor(desk, by));
  // Somebody's button all the same: nobody wrote it.
  if (activity.value !== undefined) return undefined;
  const { conversation, root } = placeOfConversation(activity.conversation.id);
  if (!isChannel(conversation)) {
    // Group chats are not among the places for which the app can be installed.
    return activity.conversation.conversationType === 'groupChat' ? undefined : () => inChat(desk, by);
  }
  const mentioned = mentionsBot(activity);
  if (!mentioned) await heardAll(desk, activity);
  const inThread = root !== null && root !== activity.id;
  if (mentioned) {
    const words = await wordsOf(desk, by);
    if (!inThread || beginsCommand(words)) return () => command(desk, by, words);
  }
  if (inThread) await desk.inbound.messageWritten(written(by));
  return undefined;
}

/** A message of a thread was changed, or brought back after it was deleted. */
export async function takeEdit(desk: Desk, activity: Activity): Promise<void> {
  if (isBot(activity)) return;
  const asked = await whoAsks(desk, activity);
  const { conversation, root } = placeOfConversation(activity.conversation.id);
  if (!asked.from || !isChannel(conversation) || root === null || root === activity.id) return;
  const by: AskedBy = { ...asked, from: asked.from };
  // A command was carried out when it was written; changing its words changes nothing.
  if (mentionsBot(activity) && beginsCommand(await wordsOf(desk, by))) return;
  if (activity.channelData.eventType === 'undeleteMessage') await desk.inbound.messageRestored(written(by));
  else await desk.inbound.messageEdited(written(by));
}

/** Somebody's message, or one of our posts, which a team's owner may delete. */
export async function takeDeletion(desk: Desk, activity: Activity): Promise<void> {
  const asked = await whoAsks(desk, activity);
  const { conversation: channel } = placeOfConversation(activity.conversation.id);
  if (desk.removed.has(channel, activity.id)) return;
  const place: MessagePlace = { platform: 'teams', team: asked.tenant, channel, ts: activity.id };
  await desk.inbound.messageDeleted(place);
  await desk.inbound.ownPostDisturbed({ ...place, deleted: true });
}

async function inChat(desk: Desk, asked: AskedBy): Promise<void> {
  const words = await wordsOf(desk, asked);
  const [first] = words;
  const home = words.length === 1 && typeof first === 'string' && HOME_WORDS.has(first.toLowerCase());
  return home ? askHome(desk, asked) : command(desk, asked, words);
}

/** Their Home, at the bottom of the chat; somebody whom Postroom does not know is told so there. */
export async function askHome(desk: Desk, asked: AskedBy): Promise<void> {
  const { known } = await desk.inbound.homeAsked(asked.from);
  if (known) return;
  const words = await wordsFor(desk, asked);
  const reply = await answered(desk, homeRequest(asked, {}), words);
  await tell(desk, asked, privateCard(reply, words));
}

async function command(desk: Desk, asked: AskedBy, typed: CommandWord[]): Promise<void> {
  const words = await wordsFor(desk, asked);
  const reply = await answered(desk, commandRequest(asked, typed), words);
  const card = privateCard(reply, words) ?? sentence(plain(words.done));
  await tell(
    desk,
    asked,
    isHelp(typed) && reply.kind === 'card' ? await withHearing(desk, asked, card, words) : card,
  );
}

function isHelp(words: CommandWord[]): boolean {
  const parsed = parseCommand(words);
  return !isRefusal(parsed) && parsed.kind === 'help';
}

/** In a channel, help also says which messages the bot hears there. */
async function withHearing(desk: Desk, { activity }: AskedBy, card: Card, words: Words): Promise<Card> {
  const { conversation } = placeOfConversation(activity.conversation.id);
  if (!isChannel(conversation)) return card;
  const all = await readsAll(desk, activity, conversation);
  const text = all
    ? say(words.locale, 'teams.reads.all')
    : say(words.locale, 'teams.reads.mentions', { bot: activity.recipient.name ?? 'Postroom' });
  return { ...card, pieces: [...card.pieces, { kind: 'context', items: [text] }] };
}

/** What was typed, with the people whom it mentions by their accounts. */
async function wordsOf(desk: Desk, asked: AskedBy): Promise<CommandWord[]> {
  const { activity } = asked;
  const bot = activity.recipient.id;
  const place = placeAsked(asked);
  const mentioned = mentionsOf(activity).filter(({ id }) => id !== bot);
  const users = new Map<string, string | null>();
  for (const { id } of mentioned)
    users.set(id, (await desk.roster.member(place, id))?.user.toLowerCase() ?? null);
  return commandWords(piecesOf(activity), bot, (id) => users.get(id) ?? null);
}

function written({ activity, tenant, from }: AskedBy): WrittenMessage {
  const { conversation, root } = placeOfConversation(activity.conversation.id);
  const at = new Date(activity.timestamp);
  return {
    platform: 'teams',
    team: tenant,
    channel: conversation,
    ts: activity.id,
    thread: root,
    from,
    text: wordsIn(activity),
    authorName: activity.from.name ?? from.user,
    at: Number.isNaN(at.getTime()) ? new Date().toISOString() : at.toISOString(),
  };
}

function isBot({ from }: Activity): boolean {
  return from.id.startsWith('28:') || from.role === 'bot';
}
