import type { EmailCopy, FolderKind } from '../ports/rows';
import { underLease } from './watchDeps';
import type { Watched } from './watched';

/** Where a message lies. */
export interface Place {
  folder: string;
  folderKind: FolderKind;
  uidValidity: string;
  uid: number;
}

export function samePlace(copy: EmailCopy, place: Place): boolean {
  return copy.folder === place.folder && copy.uidValidity === place.uidValidity && copy.uid === place.uid;
}

/**
 * A known copy lies in another place now. Where Postroom wanted it, or in its old folder under a new number, that is
 * only written down; anywhere else a person moved it.
 */
export async function recordMove(watched: Watched, copy: EmailCopy, to: Place): Promise<void> {
  const { deps, mailbox, epoch } = watched;
  if (copy.wantedKind === to.folderKind || copy.folder === to.folder) {
    await underLease(deps, mailbox.id, epoch, (tx) => tx.emails.relocateCopy(copy.id, to, false));
    return;
  }
  await deps.events.movedByClient({ mailboxId: mailbox.id, epoch, copyId: copy.id, to });
}
