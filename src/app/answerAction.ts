import type { AnyAction } from '../actions/action';
import type { Conversation } from '../domain/conversation';
import { type Params, say } from '../locales/say';
import { qualificationLabel } from '../lookups/qualifications';
import type { Person } from '../ports/rows';
import type { Tx } from '../ports/store';
import type { Piece } from '../ui/card';
import type { FieldValues } from '../ui/form';
import type { Reply } from '../ui/reply';
import type { App } from './app';
import { formRefusal } from './formRefusal';
import { formOf } from './openForm';
import { pageOf } from './pages';
import { type Outcome, perform } from './perform';
import { refusalReply } from './sentence';
import { timelineTexts } from './timelineText';

export interface Asked {
  requestId: string;
  person: Person;
  /** It came from a form: wrong fields are said at their place. */
  inForm: boolean;
  /** Say privately that it happened: after a command. After a click the card itself shows it. */
  confirm: boolean;
  /** The email that was pressed, where there are several. */
  emailId?: string | null;
  /** What the form had, to draw it again. */
  values?: FieldValues;
}

/** Does an action and says how it ended. */
export async function answerAction(
  app: App,
  asked: Asked,
  action: AnyAction,
  conversationId: string,
  input: Record<string, unknown>,
  seenVersion: number | null,
): Promise<Reply> {
  const { requestId, person } = asked;
  return perform(app, { requestId, person, action, conversationId, input, seenVersion }, (tx, outcome) =>
    replyTo(app, tx, asked, action, outcome, seenVersion),
  );
}

async function replyTo(
  app: App,
  tx: Tx,
  asked: Asked,
  action: AnyAction,
  outcome: Outcome,
  seenVersion: number | null,
): Promise<Reply> {
  const { person } = asked;
  const { locale } = person;
  switch (outcome.kind) {
    case 'refused': {
      const { refusal, mailbox, state } = outcome;
      if (!asked.inForm) return refusalReply(tx, locale, refusal, { action, mailbox, state }, false);
      const given = { values: asked.values ?? {}, seenVersion };
      return formRefusal(app, tx, person, action, refusal, { mailbox, state }, given);
    }
    case 'stale': {
      const { state, mailbox, since } = outcome;
      const intro: Piece[] = [
        { kind: 'text', text: say(locale, 'pages.stale.changed') },
        ...(await timelineTexts(tx, locale, state, since))
          .slice(-10)
          .map(({ text }): Piece => ({ kind: 'text', text })),
        { kind: 'context', items: [say(locale, 'pages.stale.again')] },
      ];
      return {
        kind: 'replaceForm',
        form: await formOf(app, tx, person, action, state, mailbox, intro, asked.values ?? {}),
      };
    }
    case 'unchanged':
    case 'done': {
      if (action.opens === 'page')
        return pageOf(app, tx, person, action.name, outcome.state, asked.emailId ?? null);
      if (outcome.kind === 'unchanged') {
        return {
          kind: 'notice',
          tone: 'info',
          text: await confirmation(tx, action, 'already', outcome.state, person),
        };
      }
      return {
        kind: 'done',
        text: asked.confirm ? await confirmation(tx, action, 'done', outcome.state, person) : null,
      };
    }
  }
}

async function confirmation(
  tx: Tx,
  action: AnyAction,
  how: 'done' | 'already',
  state: Conversation,
  { locale }: Person,
) {
  const owner = state.ownerId ? await tx.people.get(state.ownerId) : null;
  const qualification = state.qualificationId
    ? await tx.mailboxes.qualification(state.qualificationId)
    : null;
  const params: Params = {
    number: { strong: `#${state.number}` },
    person: owner?.name ?? '',
    qualification: qualification ? qualificationLabel(qualification) : '',
  };
  return say(locale, `actions.${action.name}.${how}` as 'actions.take.done', params);
}
