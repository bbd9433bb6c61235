import type { AnyAction, Decided } from '../actions/action';
import type { Conversation } from '../domain/conversation';
import type { Actor, ConversationEvent, Recorded } from '../domain/events';
import { can } from '../domain/permissions';
import { isRefusal, type Refusal, refuse } from '../domain/refusal';
import type { Mailbox, Person } from '../ports/rows';
import type { Tx } from '../ports/store';
import type { Reply } from '../ui/reply';
import type { App } from './app';
import { record } from './record';
import { refusalFor } from './rights';

/** Somebody wants an action done. */
export interface Order {
  requestId: string;
  person: Person;
  action: AnyAction;
  conversationId: string;
  input: Record<string, unknown>;
  /** The version that the person saw; null when they did not look (a command). */
  seenVersion: number | null;
}

export type Outcome =
  | { kind: 'done'; state: Conversation; mailbox: Mailbox }
  | { kind: 'unchanged'; state: Conversation; mailbox: Mailbox }
  | { kind: 'stale'; state: Conversation; mailbox: Mailbox; since: Recorded<ConversationEvent>[] }
  | { kind: 'refused'; refusal: Refusal; mailbox: Mailbox | null; state: Conversation | null };

/**
 * The one write transaction (law 4): lock, drop a repeated request, check the right, load facts, parse, decide,
 * append, apply, enqueue, commit.
 *
 * @param reply makes the answer inside the transaction; kept with the request, so that a repeated one gets the same.
 *   Pages are not kept, as they show texts of emails: looking a second time changes nothing and makes the page anew.
 * @throws BusyError when the conversation is locked for too long: nothing was done.
 */
export async function perform(
  app: App,
  order: Order,
  reply: (tx: Tx, outcome: Outcome) => Promise<Reply>,
): Promise<Reply> {
  return app.store.transaction(async (tx) => {
    const state = await tx.conversations.lock(order.conversationId);
    // Only after the lock: the first delivery of this request may just have committed.
    const id = ownRequest(order);
    const first = await tx.requests.replyTo(id);
    // Whoever lost the right to see since then is told nothing of what the first answer said.
    if (first) return (await maySee(tx, order, state)) ? first : { kind: 'done', text: null };
    const outcome = await performIn(app, tx, order, state);
    const answer = await reply(tx, outcome);
    if (outcome.kind === 'done' && order.action.opens !== 'page') await tx.requests.remember(id, answer);
    return answer;
  });
}

/** A request belongs to one person and one conversation: an id that somebody else sends again is another request. */
function ownRequest({ person, conversationId, requestId }: Order): string {
  return `${person.id} ${conversationId} ${requestId}`;
}

async function maySee(tx: Tx, { person }: Order, state: Conversation | null): Promise<boolean> {
  const mailbox = state && (await tx.mailboxes.get(state.mailboxId));
  if (!state || !mailbox) return false;
  const membership = await tx.people.membership(person.id, mailbox.id);
  return can({ kind: 'person', id: person.id }, membership, 'see', state, mailbox);
}

async function performIn(app: App, tx: Tx, order: Order, state: Conversation | null): Promise<Outcome> {
  const { action, person } = order;
  const mailbox = state && (await tx.mailboxes.get(state.mailboxId));
  if (!state || !mailbox || mailbox.workspaceId !== person.workspaceId) {
    return { kind: 'refused', refusal: refuse('notFound'), mailbox: null, state: null };
  }
  const actor: Actor = { kind: 'person', id: person.id };
  const membership = await tx.people.membership(person.id, mailbox.id);
  if (!can(actor, membership, action.privilege, state, mailbox)) {
    const refusal = refusalFor(actor, membership, action.privilege, state, mailbox);
    return refusal.refused === 'notFound'
      ? { kind: 'refused', refusal, mailbox: null, state: null }
      : { kind: 'refused', refusal, mailbox, state };
  }
  const parsed = action.input.safeParse(order.input);
  if (!parsed.success)
    return { kind: 'refused', refusal: inputRefusal(parsed.error.issues[0], order.input), mailbox, state };

  if (action.whenStale === 'ask' && order.seenVersion !== null && order.seenVersion < state.version) {
    const since = await meaningfulSince(tx, state, order.seenVersion, person.id);
    if (since.length > 0) return { kind: 'stale', state, mailbox, since };
  }
  const facts = await action.facts(tx, state, mailbox, parsed.data);
  const at = app.clock.now().toISOString();
  const decision = action.decide(state, parsed.data, facts, { actor, now: at, newId: app.newId });
  if (decision === 'unchanged') return { kind: 'unchanged', state, mailbox };
  if (isRefusal(decision)) return { kind: 'refused', refusal: decision, mailbox, state };

  const { events, effects = [], notes = [] }: Decided = decision;
  const next = await record(app, tx, { state, mailbox, actor, events, effects, notes, at });
  return { kind: 'done', state: next, mailbox };
}

/** What others did since; readings and talk do not make a decision out of date. */
async function meaningfulSince(
  tx: Tx,
  state: Conversation,
  seenVersion: number,
  personId: string,
): Promise<Recorded<ConversationEvent>[]> {
  const quiet = new Set<ConversationEvent['type']>([
    'opened',
    'noted',
    'discussed',
    'discussionEdited',
    'discussionDeleted',
    'discussionGap',
  ]);
  const history = await tx.history.read<ConversationEvent>({ kind: 'conversation', id: state.id });
  return history.filter(
    ({ seq, event, actor }) =>
      seq > seenVersion && !quiet.has(event.type) && !(actor.kind === 'person' && actor.id === personId),
  );
}

/** The first thing wrong with what was given, as a refusal of its field. */
function inputRefusal(
  issue: { code?: string; path: PropertyKey[]; maximum?: number | bigint } | undefined,
  input: Record<string, unknown>,
): Refusal {
  const field = issue?.path[0] === undefined ? undefined : String(issue.path[0]);
  if (field && issue?.code === 'too_big') {
    return refuse('tooLong', { max: Number(issue.maximum), length: String(input[field]).length }, field);
  }
  return refuse('badInput', {}, field);
}
