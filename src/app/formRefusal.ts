import type { AnyAction } from '../actions/action';
import type { Conversation } from '../domain/conversation';
import type { Refusal } from '../domain/refusal';
import type { Mailbox, Person } from '../ports/rows';
import type { Tx } from '../ports/store';
import type { FieldValues } from '../ui/form';
import type { Reply } from '../ui/reply';
import type { App } from './app';
import { formOf } from './openForm';
import { refusalReply } from './sentence';

/**
 * A refused form: the sentence at its field when it is about one, with the form once more as it was filled in, for
 * platforms that keep no open form.
 */
export async function formRefusal(
  app: App,
  tx: Tx,
  person: Person,
  action: AnyAction,
  refusal: Refusal,
  about: { mailbox: Mailbox | null; state: Conversation | null },
  given: { values: FieldValues; seenVersion: number | null },
): Promise<Reply> {
  const { mailbox, state } = about;
  const reply = await refusalReply(tx, person.locale, refusal, { action, mailbox, state }, true);
  if (reply.kind !== 'fieldErrors' || !mailbox || !state) return reply;
  const form = await formOf(app, tx, person, action, state, mailbox, [], given.values);
  // Being told what is wrong is not having seen more of the conversation.
  return { ...reply, form: { ...form, token: { ...form.token, seenVersion: given.seenVersion } } };
}
