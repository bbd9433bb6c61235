import type { Tx } from '../ports/store';
import type { Option } from '../ui/card';
import type { Form } from '../ui/form';
import type { Reply } from '../ui/reply';
import type { ChatUser } from '../ui/request';
import type { App } from './app';
import { surfaceOf } from './surface';

/** As many as a form offers at once. */
const MOST_OFFERED = 50;

/**
 * Where the platform searches people itself, it finds its own accounts only: members without one there are offered
 * beside them, so that everybody can be chosen from everywhere.
 */
export async function withOffered(app: App, from: ChatUser, reply: Reply): Promise<Reply> {
  const form = formIn(reply);
  const picks = form?.fields.some((field) => field.kind === 'person');
  if (!form || !picks || !surfaceOf(from.platform, null).picksPeople) return reply;
  const { conversationId } = form.token;
  const offered = conversationId
    ? await app.store.transaction((tx) => withoutAccount(tx, from, conversationId))
    : [];
  const fields = form.fields.map((field) => (field.kind === 'person' ? { ...field, offered } : field));
  return { ...reply, form: { ...form, fields } } as Reply;
}

function formIn(reply: Reply): Form | undefined {
  return 'form' in reply ? reply.form : undefined;
}

async function withoutAccount(tx: Tx, from: ChatUser, conversationId: string): Promise<Option[]> {
  const installation = await tx.mailboxes.installationOf(from.platform, from.team);
  const conversation = await tx.conversations.get(conversationId);
  if (!installation || !conversation) return [];
  const offered: Option[] = [];
  for (const { person } of await tx.people.members(conversation.mailboxId)) {
    if (offered.length === MOST_OFFERED) break;
    if (await tx.people.identity(person.id, installation.id)) continue;
    offered.push({ value: person.id, label: person.name, ...(person.email && { detail: person.email }) });
  }
  return offered;
}
