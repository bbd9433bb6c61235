import { actionNamed } from '../actions';
import { conversationCard } from '../cards/conversationCard';
import { helpCard } from '../cards/helpCard';
import { listCard } from '../cards/listView';
import { isRefusal, type Refusal, refuse } from '../domain/refusal';
import { say } from '../locales/say';
import type { Person } from '../ports/rows';
import type { ListFilter, Tx } from '../ports/store';
import type { Reply } from '../ui/reply';
import type { ChatUser, Request } from '../ui/request';
import { answerAction } from './answerAction';
import type { App } from './app';
import { shownName } from './chosenPeople';
import { argumentsOf, type Command, commandWords, parseCommand, usageOf } from './command';
import { openForm } from './openForm';
import { scopeOf } from './scope';
import { seenConversation } from './seen';
import { refusalReply } from './sentence';
import { surfaceOf } from './surface';
import { loadView } from './view';

type CommandRequest = Request & { kind: 'command' };

const LIST_LENGTH = 10;

/** A slash command or a mention: everything from the keyboard, answered to the person alone. */
export async function answerCommand(app: App, request: CommandRequest, person: Person): Promise<Reply> {
  const command = parseCommand(request.words);
  if (isRefusal(command)) return refused(app, person, command);
  switch (command.kind) {
    case 'help':
      return { kind: 'card', card: helpCard(usages(), person.locale) };
    case 'list':
      return app.store.transaction((tx) => list(tx, person, command.which));
    case 'show':
      return app.store.transaction((tx) => show(tx, request.from, person, command.number));
    case 'action':
      return act(app, request, person, command);
  }
}

async function list(tx: Tx, person: Person, which: 'list' | 'mine' | 'unassigned'): Promise<Reply> {
  const filter: ListFilter = { status: ['open', 'waiting'], place: 'inbox', limit: LIST_LENGTH, offset: 0 };
  if (which === 'mine') filter.owner = { personId: person.id };
  if (which === 'unassigned') filter.owner = 'nobody';
  const { rows, total } = await tx.conversations.list(await scopeOf(tx, person), filter);
  const title = say(person.locale, which === 'list' ? 'pages.list.all' : `pages.list.${which}`);
  return { kind: 'card', card: listCard(title, rows, total, person.id, person.locale) };
}

async function show(tx: Tx, from: ChatUser, person: Person, number: number): Promise<Reply> {
  const seen = await seenConversation(tx, person, { number });
  if (isRefusal(seen)) return refusalReply(tx, person.locale, seen, { number }, false);
  const view = await loadView(tx, seen.state);
  if (!view) return refusalReply(tx, person.locale, refuse('notFound', { number }), { number }, false);
  const ownersCard = seen.state.ownerId === person.id;
  const discussesInThread = surfaceOf(from.platform, person.id).threads;
  return {
    kind: 'card',
    card: conversationCard(view, { locale: person.locale, ownersCard, discussesInThread }),
  };
}

async function act(
  app: App,
  request: CommandRequest,
  person: Person,
  command: Command & { kind: 'action' },
): Promise<Reply> {
  const action = actionNamed(command.action);
  const { number } = command;
  const read = await app.store.transaction(async (tx) => {
    const seen = await seenToActOn(tx, person, number, action.privilege === 'take');
    if (isRefusal(seen))
      return { reply: await refusalReply(tx, person.locale, seen, { action, number }, false) };
    const { state, mailbox } = seen;
    const given = await argumentsOf(tx, mailbox, action, command.rest, request.from);
    if (isRefusal(given)) return { refusal: given, about: { action, mailbox, state } };
    if (!given.missing) return { state, input: given.input };
    if (action.opens === 'form')
      return { reply: await openForm(app, tx, person, action, state, mailbox, given.input) };
    const missing = refuse('missingArgument', { usage: usageOf(action) });
    return { reply: await refusalReply(tx, person.locale, missing, { action, mailbox, state }, false) };
  });
  if (read.reply) return read.reply;
  if (read.refusal) {
    const refusal = await withName(app, request.from, read.refusal);
    return app.store.transaction((tx) => refusalReply(tx, person.locale, refusal, read.about, false));
  }
  const asked = { requestId: request.requestId, person, inForm: false, confirm: true };
  return answerAction(app, asked, action, read.state.id, read.input, null);
}

/** Somebody was mentioned whom Postroom does not know: their account's id tells nobody who it is. */
async function withName(app: App, from: ChatUser, refusal: Refusal): Promise<Refusal> {
  const { account } = refusal.params ?? {};
  if (typeof account !== 'string') return refusal;
  const words = await shownName(app, { ...from, user: account });
  return { ...refusal, params: { ...refusal.params, words } };
}

/** Taking by number may be granted to people who do not see what nobody owns. */
async function seenToActOn(tx: Tx, person: Person, number: number, taking: boolean) {
  const seen = await seenConversation(tx, person, { number });
  return isRefusal(seen) && taking ? seenConversation(tx, person, { number }, 'take') : seen;
}

function usages(): { word: string; usage: string }[] {
  const bare = new Set(['list', 'mine', 'unassigned', 'help']);
  return commandWords.map((word) => {
    if (bare.has(word)) return { word, usage: word };
    if (word === 'show') return { word, usage: 'show 142' };
    return { word, usage: usageOf(actionNamed(word as Parameters<typeof actionNamed>[0])) };
  });
}

function refused(app: App, person: Person, refusal: Refusal): Promise<Reply> {
  return app.store.transaction((tx) => refusalReply(tx, person.locale, refusal, {}, false));
}
