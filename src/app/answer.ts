import { actionNamed, isAction } from '../actions';
import { isRefusal, refuse } from '../domain/refusal';
import { say } from '../locales/say';
import type { Person } from '../ports/rows';
import { BusyError } from '../ports/store';
import type { Reply } from '../ui/reply';
import type { Request } from '../ui/request';
import { type Asked, answerAction } from './answerAction';
import { answerCommand } from './answerCommand';
import type { App } from './app';
import { withPeople } from './chosenPeople';
import { decideAccount, isAccountButton } from './decideAccount';
import { formRefusal } from './formRefusal';
import { homeFor } from './home';
import { withOffered } from './offeredPeople';
import { openForm, searchOptions } from './openForm';
import { answerPage, isPage } from './pages';
import { redraw } from './redraw';
import { seenConversation } from './seen';
import { refusalReply } from './sentence';
import { surfaceOf } from './surface';
import { answerUnknown } from './unknownPerson';

/** Any request of any platform, answered. Never rejects: what nobody expected is logged under a reference. */
export async function answer(app: App, request: Request): Promise<Reply> {
  let person: Person | null = null;
  try {
    person = await whoAsks(app, request);
    if (!person) return await answerUnknown(app, request);
    return await withOffered(app, request.from, await answerTo(app, request, person));
  } catch (error) {
    const locale = person?.locale ?? 'en';
    if (error instanceof BusyError) {
      return { kind: 'notice', tone: 'refusal', text: say(locale, 'refusals.busy') };
    }
    const reference = app.newId().slice(-8);
    app.log.error(
      { reference, request: request.kind, error: describe(error) },
      'A request failed unexpectedly',
    );
    return { kind: 'notice', tone: 'error', text: say(locale, 'notices.unexpected', { reference }) };
  }
}

/** Where they act is where they are told things. What their client asks by itself does not count. */
async function whoAsks(app: App, request: Request): Promise<Person | null> {
  return app.store.transaction(async (tx) => {
    const person = await tx.people.byIdentity(request.from);
    const acts = request.kind === 'click' || request.kind === 'submit' || request.kind === 'command';
    if (person && acts) await tx.people.wasActive(request.from, app.clock.now().toISOString());
    return person;
  });
}

async function answerTo(app: App, request: Request, person: Person): Promise<Reply> {
  switch (request.kind) {
    case 'click':
      return answerClick(app, request, person);
    case 'submit':
      return answerSubmit(app, request, person);
    case 'options':
      return answerOptions(app, request, person);
    case 'redraw':
      return app.store.transaction((tx) => redraw(tx, person, request.key));
    case 'command':
      return answerCommand(app, request, person);
    case 'home':
      return app.store.transaction(async (tx) => {
        const card = await homeFor(tx, person, request.chosen, surfaceOf(request.from.platform, person.id));
        await tx.people.homeOpened(request.from);
        return { kind: 'card', card };
      });
  }
}

async function answerClick(app: App, request: Request & { kind: 'click' }, person: Person): Promise<Reply> {
  const { action: name, input } = request;
  if (isAccountButton(name)) return decideAccount(app, person, name, idOf(input.proposal));
  const conversationId = idOf(input.conversation);
  if (!conversationId) return refused(app, person);
  if (isPage(name)) {
    return app.store.transaction((tx) =>
      answerPage(app, tx, person, name, conversationId, input, request.inModal),
    );
  }
  if (!isAction(name)) return refused(app, person);
  const action = actionNamed(name);
  if (action.opens === 'form') {
    return app.store.transaction(async (tx) => {
      const seen = await seenConversation(tx, person, { id: conversationId });
      if (isRefusal(seen)) return refusalReply(tx, person.locale, seen, { action }, false);
      return openForm(app, tx, person, action, seen.state, seen.mailbox);
    });
  }
  const asked: Asked = {
    requestId: request.requestId,
    person,
    inForm: false,
    confirm: false,
    emailId: idOf(input.email),
  };
  return answerAction(app, asked, action, conversationId, {}, versionOf(input.version));
}

async function answerSubmit(app: App, request: Request & { kind: 'submit' }, person: Person): Promise<Reply> {
  const { token, from } = request;
  const conversationId = idOf(token.conversationId);
  if (!isAction(token.action) || !conversationId) return refused(app, person);
  const action = actionNamed(token.action);
  const resolved = await withPeople(app, person, from, action, conversationId, request.values);
  if ('refusal' in resolved) {
    const { refusal, about } = resolved;
    const given = { values: resolved.values, seenVersion: token.seenVersion };
    return app.store.transaction((tx) => formRefusal(app, tx, person, action, refusal, about, given));
  }
  const { values } = resolved;
  const asked: Asked = { requestId: token.nonce, person, inForm: true, confirm: false, values };
  const input = Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== null && value !== ''),
  );
  return answerAction(app, asked, action, conversationId, input, token.seenVersion);
}

async function answerOptions(
  app: App,
  request: Request & { kind: 'options' },
  person: Person,
): Promise<Reply> {
  const { lookup, query } = request;
  const conversationId = idOf(request.conversationId);
  if (!conversationId) return { kind: 'options', options: [] };
  const conversation = { id: conversationId };
  return app.store.transaction(async (tx) => {
    const seen = await seenConversation(tx, person, conversation);
    if (isRefusal(seen)) return { kind: 'options', options: [] };
    return { kind: 'options', options: await searchOptions(tx, seen.mailbox, lookup, query) };
  });
}

function refused(app: App, person: Person): Promise<Reply> {
  return app.store.transaction((tx) => refusalReply(tx, person.locale, refuse('badInput'), {}, false));
}

/** What comes back through somebody's client may be anything. */
function idOf(value: unknown): string | null {
  return typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)
    ? value
    : null;
}

function versionOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : null;
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.stack ?? error.message}` : String(error);
}
