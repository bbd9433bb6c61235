import { actionNamed } from '../actions';
import { filesPage } from '../cards/filesPage';
import { historyPage, lastHistoryPage } from '../cards/historyPage';
import { readPage } from '../cards/readPage';
import type { Conversation } from '../domain/conversation';
import type { ConversationEvent } from '../domain/events';
import { isRefusal } from '../domain/refusal';
import type { Person } from '../ports/rows';
import type { Tx } from '../ports/store';
import type { Form } from '../ui/form';
import type { Reply } from '../ui/reply';
import type { App } from './app';
import { paletteForm } from './palette';
import { seenConversation } from './seen';
import { refusalReply } from './sentence';
import { timelineTexts } from './timelineText';
import { loadView } from './view';

/** Buttons that only show something: the palette, attachments, and turning pages. */
const pages = ['more', 'readPage', 'historyPage', 'files'] as const;
type Page = (typeof pages)[number];

export function isPage(name: string): name is Page {
  return (pages as readonly string[]).includes(name);
}

export async function answerPage(
  app: App,
  tx: Tx,
  person: Person,
  page: Page,
  conversationId: string,
  input: Record<string, unknown>,
  inModal: boolean,
): Promise<Reply> {
  const seen = await seenConversation(tx, person, { id: conversationId });
  if (isRefusal(seen)) return refusalReply(tx, person.locale, seen, { action: actionNamed('read') }, false);
  const { state, mailbox } = seen;
  switch (page) {
    case 'more': {
      const membership = await tx.people.membership(person.id, mailbox.id);
      return { kind: 'form', form: paletteForm(person, membership, state, mailbox, app.newId()) };
    }
    case 'readPage':
      return shown(
        await read(app, tx, person, state, numberIn(input.position), numberIn(input.part)),
        inModal,
      );
    case 'historyPage':
      return shown(await history(app, tx, person, state, numberIn(input.page)), inModal);
    case 'files':
      // From within a read email they open above it; turning their pages replaces them.
      return shown(await files(app, tx, person, state, input), inModal && numberIn(input.page) !== null);
  }
}

/** The page that an action of kind `page` opens. */
export async function pageOf(
  app: App,
  tx: Tx,
  person: Person,
  action: string,
  state: Conversation,
  emailId: string | null,
): Promise<Reply> {
  const form =
    action === 'history'
      ? await history(app, tx, person, state, null)
      : await read(app, tx, person, state, emailId, null);
  return { kind: 'form', form };
}

/** Turning a page replaces it; otherwise it opens, above what is open. */
function shown(form: Form, turning: boolean): Reply {
  return turning ? { kind: 'replaceForm', form } : { kind: 'form', form };
}

/** @param which the email's id or its place; null for the newest. */
async function read(
  app: App,
  tx: Tx,
  person: Person,
  state: Conversation,
  which: string | number | null,
  part: number | null,
): Promise<Form> {
  const view = await loadView(tx, state);
  if (!view) throw new Error(`Conversation ${state.id} has no mailbox.`);
  const found = view.emails.findIndex((email) => email.id === which) + 1;
  const place = typeof which === 'number' ? which : found || view.emails.length;
  return readPage(view, place, part ?? 1, app.newId(), person.locale, app.links.available());
}

async function history(
  app: App,
  tx: Tx,
  person: Person,
  state: Conversation,
  page: number | null,
): Promise<Form> {
  const events = await tx.history.read<ConversationEvent>({ kind: 'conversation', id: state.id });
  const lines = await timelineTexts(tx, person.locale, state, events);
  return historyPage(state, lines, page ?? lastHistoryPage(lines.length), app.newId(), person.locale);
}

/** Links are minted here, after the check, for this person alone. */
async function files(
  app: App,
  tx: Tx,
  person: Person,
  state: Conversation,
  input: Record<string, unknown>,
): Promise<Form> {
  const view = await loadView(tx, state);
  if (!view) throw new Error(`Conversation ${state.id} has no mailbox.`);
  const emailId = typeof input.email === 'string' ? input.email : null;
  const viewer = { personId: person.id, locale: person.locale, nonce: app.newId() };
  return filesPage(view, emailId, numberIn(input.page) ?? 1, viewer, app.links);
}

function numberIn(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : null;
}
