import type { AnyAction } from '../actions/action';
import type { Conversation } from '../domain/conversation';
import { can } from '../domain/permissions';
import { words } from '../locales/say';
import { isLookup, lookups } from '../lookups';
import type { Mailbox, Person } from '../ports/rows';
import type { Tx } from '../ports/store';
import type { Option, Piece } from '../ui/card';
import type { Field, FieldValue, FieldValues, Form } from '../ui/form';
import type { Reply } from '../ui/reply';
import type { App } from './app';
import { refusalFor } from './rights';
import { refusalReply } from './sentence';

/** Opens an action's form after the same check as on submit, with what was already said filled in. */
export async function openForm(
  app: App,
  tx: Tx,
  person: Person,
  action: AnyAction,
  state: Conversation,
  mailbox: Mailbox,
  given: FieldValues = {},
): Promise<Reply> {
  const membership = await tx.people.membership(person.id, mailbox.id);
  const actor = { kind: 'person', id: person.id } as const;
  if (!can(actor, membership, action.privilege, state, mailbox)) {
    const refusal = refusalFor(actor, membership, action.privilege, state, mailbox);
    return refusalReply(tx, person.locale, refusal, { action, mailbox, state }, false);
  }
  return { kind: 'form', form: await formOf(app, tx, person, action, state, mailbox, [], given) };
}

/** @param intro shown above the fields, for example what changed meanwhile. */
export async function formOf(
  app: App,
  tx: Tx,
  person: Person,
  action: AnyAction,
  state: Conversation,
  mailbox: Mailbox,
  intro: Piece[],
  given: FieldValues,
): Promise<Form> {
  const { locale } = person;
  const facts = await action.facts(tx, state, mailbox, {});
  const fields: Field[] = action.form ? action.form({ state, facts, locale }) : [];
  const key = (part: 'title' | 'submit') => `actions.${action.name}.${part}` as 'actions.assign.title';
  return {
    title: words(locale, key('title'), { number: `#${state.number}` }),
    submit: words(locale, key('submit')),
    close: words(locale, 'pages.cancel'),
    intro,
    fields: await Promise.all(fields.map((field) => filled(tx, mailbox, field, given[field.name]))),
    token: {
      action: action.name,
      nonce: app.newId(),
      conversationId: state.id,
      seenVersion: state.version,
    },
  };
}

async function filled(tx: Tx, mailbox: Mailbox, field: Field, value: FieldValue | undefined): Promise<Field> {
  if (value === undefined || value === null || value === '') return field;
  switch (field.kind) {
    case 'line':
    case 'lines':
    case 'choice':
      return typeof value === 'string' ? { ...field, initial: value } : field;
    case 'check':
      return Array.isArray(value) ? { ...field, initial: value } : field;
    case 'person':
    case 'search': {
      const options = await searchOptions(tx, mailbox, field.lookup, '');
      const chosen = options.find((option) => option.value === value);
      return chosen ? { ...field, initial: chosen } : field;
    }
  }
}

/** At most as many as a chat select shows. */
const MOST_OPTIONS = 100;

export async function searchOptions(
  tx: Tx,
  mailbox: Mailbox,
  lookup: string,
  typed: string,
): Promise<Option[]> {
  return isLookup(lookup) ? lookups[lookup].options(tx, mailbox, typed, MOST_OPTIONS) : [];
}
