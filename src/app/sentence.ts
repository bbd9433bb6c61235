import type { AnyAction } from '../actions/action';
import type { Conversation } from '../domain/conversation';
import type { Refusal } from '../domain/refusal';
import type { Locale } from '../locales/locale';
import { type Params, say, words } from '../locales/say';
import type { Mailbox } from '../ports/rows';
import type { Tx } from '../ports/store';
import type { Reply } from '../ui/reply';
import { type Text, wordsOf } from '../ui/text';

/** What a refusal is about; as much as the person may know. */
export interface RefusalContext {
  action?: AnyAction | null;
  mailbox?: Mailbox | null;
  state?: Conversation | null;
  /** What the person called it, when it could not be found. */
  number?: number | string;
}

/** A refusal as a sentence in the person's language: what, why, and who can. */
export async function refusalText(
  tx: Tx,
  locale: Locale,
  refusal: Refusal,
  about: RefusalContext,
): Promise<Text> {
  const { mailbox, state, action } = about;
  const members = mailbox ? await tx.people.members(mailbox.id) : [];
  const named = (role: string) =>
    members
      .filter(({ membership }) => membership.role === role)
      .map(({ person }) => person.name)
      .join(', ') || words(locale, 'notices.nobodyNamed');
  const ownerId = refusal.params?.ownerId ?? state?.ownerId;
  const owner = typeof ownerId === 'string' ? (await tx.people.get(ownerId))?.name : null;
  const personId = refusal.params?.personId;
  const person = typeof personId === 'string' ? (await tx.people.get(personId))?.name : null;
  const params: Params = {
    action: action ? actionLabel(action, locale) : '',
    number: `#${about.number ?? refusal.params?.number ?? state?.number ?? ''}`,
    mailbox: mailbox?.name ?? '',
    owner: owner ?? words(locale, 'notices.nobodyNamed'),
    person: person ?? words(locale, 'timeline.actors.erased'),
    admins: named('admin'),
    dispatchers: named('dispatcher'),
    ...refusal.params,
    ...(refusal.refused === 'notFound' && { number: `#${about.number ?? refusal.params?.number ?? '?'}` }),
  };
  return say(locale, `refusals.${refusal.refused}`, params);
}

/** The refusal where the person looks: at the field of a form, else as a private sentence. */
export async function refusalReply(
  tx: Tx,
  locale: Locale,
  refusal: Refusal,
  about: RefusalContext,
  inForm: boolean,
): Promise<Reply> {
  const text = await refusalText(tx, locale, refusal, about);
  if (inForm && refusal.field) return { kind: 'fieldErrors', errors: { [refusal.field]: wordsOf(text) } };
  return { kind: 'notice', tone: 'refusal', text };
}

export function actionLabel(action: AnyAction, locale: Locale): string {
  return words(locale, `actions.${action.name}.label` as 'actions.take.label');
}
