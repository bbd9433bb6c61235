import type { MailFolder } from '../../mailProtocol';
import { folderName } from './folderName';

interface Props {
  folders: MailFolder[];
  current: string;
  onChoose(path: string): void;
}

/** The IMAP folders of the account, with how many messages they hold. */
export function FolderTabs({ folders, current, onChoose }: Props) {
  return (
    <nav className="folders" aria-label="Folders">
      {folders.map((folder) => (
        <button
          key={folder.path}
          type="button"
          className={`folder${folder.path === current ? ' current' : ''}`}
          aria-current={folder.path === current ? 'page' : undefined}
          onClick={() => onChoose(folder.path)}
        >
          {folderName(folder)}
          <span className={`folder-count${folder.unseen > 0 ? ' unseen' : ''}`}>{folder.messages}</span>
        </button>
      ))}
    </nav>
  );
}
