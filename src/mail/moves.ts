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

type Spot = Pick<Place, 'folder' | 'uidValidity' | 'uid'>;

export function samePlace(copy: Spot, place: Spot): boolean {
  return copy.folder === place.folder && copy.uidValidity === place.uidValidity && copy.uid === place.uid;
}

/**
 * A known copy lies in another place now, unless Postroom itself recorded it elsewhere meanwhile. Where Postroom wanted it, or in its old folder under a new number, that is
 * only written down; anywhere else a person moved it.
 */
export async function recordMove(watched: Watched, copy: EmailCopy, to: Place): Promise<void> {
  const { deps, mailbox, epoch } = watched;
  if (copy.wantedKind === to.folderKind || copy.folder === to.folder) {
    await underLease(deps, mailbox.id, epoch, async (tx) => {
      const now = await tx.emails.copyById(copy.id);
      if (now && samePlace(now, copy)) await tx.emails.relocateCopy(copy.id, to, false);
    });
    return;
  }
  const { folder, uidValidity, uid } = copy;
  const from = { folder, uidValidity, uid };
  await deps.events.movedByClient({ mailboxId: mailbox.id, epoch, copyId: copy.id, from, to });
}
