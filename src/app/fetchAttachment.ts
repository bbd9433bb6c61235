import { isKept } from '../cards/files';
import { isRefusal } from '../domain/refusal';
import type { AttachmentLink } from '../ports/links';
import type { App } from './app';
import { seenConversation } from './seen';

/** What a minted link leads to, if its person may see the conversation at this moment. */
export async function fetchAttachment(
  app: Pick<App, 'store'>,
  { personId, conversationId, emailId, index }: AttachmentLink,
): Promise<{ fileName: string; content: Buffer } | null> {
  return app.store.transaction(async (tx) => {
    const person = await tx.people.get(personId);
    if (!person) return null;
    const seen = await seenConversation(tx, person, { id: conversationId });
    if (isRefusal(seen)) return null;
    const email = (await tx.emails.ofConversation(conversationId)).find((one) => one.id === emailId);
    const file = email?.attachments.find((one) => one.index === index);
    if (!email || !file || !isKept(email, file)) return null;
    return { fileName: file.fileName, content: await tx.blobs.read(file.blobId) };
  });
}
