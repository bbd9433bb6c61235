import { createHash, randomBytes } from 'node:crypto';
import { newId } from '../../src/ports/newId';
import type { EmailCopy, FolderKind } from '../../src/ports/rows';
import type { PumpWorld } from './pumpWorld';

let nextUid = 1;

/** An email in the inbox that is wanted in another folder. */
export async function addCopy(world: PumpWorld, wantedKind: FolderKind): Promise<EmailCopy> {
  const { workspaceId, mailboxId } = world;
  const [emailId, id, uid] = [newId(), newId(), nextUid++];
  const conversationId = await world.addConversation();
  const blobId = await world.store.transaction((tx) => tx.blobs.put(workspaceId, randomBytes(8)));
  await world.pool.query(
    `insert into email (id, workspace_id, message_id, content_hash, raw_blob_id, raw_size, subject, "from",
       from_header_count, reply_to, "to", cc, text, own_text, quoted_text, has_html, reading, class)
     values ($1, $2, $3, $4, $5, 8, '', '[]', 1, '[]', '[]', '[]', '', '', '', false, 'full', 'personal')`,
    [
      emailId,
      workspaceId,
      `${emailId}@example.org`,
      createHash('sha256').update(emailId).digest('hex'),
      blobId,
    ],
  );
  const copy = { id, mailboxId, conversationId, emailId, folder: 'INBOX', folderKind: 'inbox' as const };
  await world.store.transaction((tx) => tx.emails.addCopy({ ...copy, uidValidity: '1', uid, wantedKind }));
  return { ...copy, messageId: null, uidValidity: '1', uid, wantedKind, missing: false };
}
