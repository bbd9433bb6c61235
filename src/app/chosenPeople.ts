import type { AnyAction } from '../actions/action';
import type { Conversation } from '../domain/conversation';
import { can } from '../domain/permissions';
import { isRefusal, type Refusal, refuse } from '../domain/refusal';
import { displayText } from '../email/displayText';
import type { Mailbox, Person } from '../ports/rows';
import type { Tx } from '../ports/store';
import type { ChosenAccount, FieldValue, FieldValues } from '../ui/form';
import type { ChatUser } from '../ui/request';
import type { App } from './app';
import { seenConversation } from './seen';

/** What was filled in, with people instead of accounts. */
export type Resolved =
  | { values: Record<string, Exclude<FieldValue, ChosenAccount>> }
  /** One of them is nobody here; who may not do this anyway is not told so. */
  | { refusal: Refusal; about: About; values: Record<string, Exclude<FieldValue, ChosenAccount>> };

interface About {
  mailbox: Mailbox;
  state: Conversation;
}

/** Accounts that were picked on the platform, as the people whom they belong to. Members are told from others by the action. */
export async function withPeople(
  app: App,
  person: Person,
  from: ChatUser,
  action: AnyAction,
  conversationId: string,
  values: FieldValues,
): Promise<Resolved> {
  const resolved: Record<string, Exclude<FieldValue, ChosenAccount>> = {};
  const unknown: { field: string; account: ChatUser }[] = [];
  await app.store.transaction(async (tx) => {
    for (const [field, value] of Object.entries(values)) {
      if (!isAccount(value)) {
        resolved[field] = value;
        continue;
      }
      const account = { ...from, user: value.user };
      const found = await tx.people.byIdentity(account);
      resolved[field] = found?.id ?? null;
      if (!found) unknown.push({ field, account });
    }
  });
  const [first] = unknown;
  if (!first) return { values: resolved };
  const about = await app.store.transaction((tx) => actsOn(tx, person, action, conversationId));
  // Refused for another reason, which comes first.
  if (!about) return { values: resolved };
  const name = await shownName(app, first.account);
  return { refusal: refuse('assigneeUnknown', { person: name }, first.field), about, values: resolved };
}

/** What people call an account that Postroom does not know: as the platform shows it, else by its id. */
export async function shownName(app: App, account: ChatUser): Promise<string> {
  const profile = await app.profileOf(account);
  return (profile && displayText(profile.name, 120)) || `@${account.user}`;
}

/** The conversation, when this person may do this there. */
async function actsOn(
  tx: Tx,
  person: Person,
  action: AnyAction,
  conversationId: string,
): Promise<About | null> {
  const seen = await seenConversation(tx, person, { id: conversationId });
  if (isRefusal(seen)) return null;
  const membership = await tx.people.membership(person.id, seen.mailbox.id);
  const actor = { kind: 'person', id: person.id } as const;
  return can(actor, membership, action.privilege, seen.state, seen.mailbox) ? seen : null;
}

function isAccount(value: FieldValue): value is ChosenAccount {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
