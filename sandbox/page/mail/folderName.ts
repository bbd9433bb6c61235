import type { MailFolder } from '../../mailProtocol';

const NAMES: Record<string, string> = {
  inbox: 'Inbox',
  sent: 'Sent',
  archive: 'Archive',
  trash: 'Trash',
  junk: 'Junk',
  drafts: 'Drafts',
};

/** What people call the folder. */
export function folderName(folder: Pick<MailFolder, 'path' | 'specialUse'>): string {
  return (folder.specialUse && NAMES[folder.specialUse]) ?? folder.path;
}
