import { useEffect, useState } from 'react';
import type { MailAccount, MailFolder, MailMessage, MailMessageBody } from '../../mailProtocol';
import { call, withToken } from '../live/control';
import { readerOf, useDirectory, useDoings } from '../live/workspace';
import { Icon } from '../parts/Icon';
import { Menu } from '../parts/Menu';
import { formatDate } from '../text/dates';
import { fileSize } from '../text/fileSize';
import { folderName } from './folderName';
import { attachmentUrl, readMessage } from './useMail';

interface Props {
  account: MailAccount;
  folder: string;
  folders: MailFolder[];
  uid: number;
  onAnswer(message: MailMessage): void;
  onClose(): void;
}

type Tab = 'text' | 'html' | 'source';

/** One email. Its HTML is shown as source only: nothing of an email is drawn as markup. */
export function MailReader({ account, folder, folders, uid, onAnswer, onClose }: Props) {
  const reader = readerOf(useDirectory().me);
  const { toast } = useDoings();
  const [message, setMessage] = useState<MailMessageBody>();
  const [tab, setTab] = useState<Tab>('text');

  useEffect(() => {
    readMessage(account.address, folder, uid).then(setMessage, (error: Error) =>
      toast('error', error.message),
    );
  }, [account.address, folder, uid, toast]);

  const change = async (path: string, more: object) => {
    try {
      await call(path, { account: account.address, folder, uids: [uid], ...more });
      if (path !== '/mail/flags') onClose();
      else setMessage((before) => before && { ...before, seen: !before.seen });
    } catch (error) {
      toast('error', (error as Error).message);
    }
  };
  if (!message) return <p className="empty">Reading…</p>;
  const others = folders.filter((one) => one.path !== folder);
  const tabs: Tab[] = message.htmlSource ? ['text', 'html', 'source'] : ['text', 'source'];
  return (
    <article className="mail-reader" aria-label={message.subject || 'Email'}>
      <div className="mail-tools">
        <button
          type="button"
          className="icon-button mail-back"
          aria-label="Back to the list"
          onClick={onClose}
        >
          <Icon name="back" />
        </button>
        {account.kind === 'customer' && (
          <button type="button" className="button small" onClick={() => onAnswer(message)}>
            <Icon name="reply" size={16} /> Answer
          </button>
        )}
        <Menu
          label="Move to folder"
          className="button small"
          align="start"
          items={others.map((one) => ({
            key: one.path,
            label: folderName(one),
            onSelect: () => void change('/mail/move', { target: one.path }),
          }))}
        >
          <Icon name="folder" size={16} /> Move
        </Menu>
        <button
          type="button"
          className="button small"
          onClick={() => void change('/mail/flags', { flags: message.seen ? [] : ['\\Seen'] })}
        >
          {message.seen ? 'Mark unread' : 'Mark read'}
        </button>
        <button type="button" className="button small danger" onClick={() => void change('/mail/delete', {})}>
          <Icon name="trash" size={16} /> Delete
        </button>
      </div>
      <h2 className="mail-subject">
        <bdi>{message.subject || '(no subject)'}</bdi>
      </h2>
      <dl className="mail-headers">
        <dt>From</dt>
        <dd>
          <bdi>{named(message.from)}</bdi>
        </dd>
        <dt>To</dt>
        <dd>
          <bdi>{message.to.map(named).join(', ')}</bdi>
        </dd>
        {message.cc.length > 0 && (
          <>
            <dt>Cc</dt>
            <dd>
              <bdi>{message.cc.map(named).join(', ')}</bdi>
            </dd>
          </>
        )}
        <dt>Date</dt>
        <dd>{formatDate('{date_long}, {time}', message.at / 1000, reader)}</dd>
      </dl>
      {message.attachments.length > 0 && (
        <ul className="mail-attachments" aria-label="Attachments">
          {message.attachments.map((one) => (
            <li key={one.index}>
              <a
                className="file-line"
                href={withToken(attachmentUrl(account.address, folder, uid, one.index))}
                download={one.name}
              >
                <Icon name="file" size={16} />
                <bdi className="file-name">{one.name || 'attachment'}</bdi>
                <span className="file-size">{fileSize(one.size)}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
      <div className="segments mail-tabs" role="radiogroup" aria-label="Show as">
        {tabs.map((one) => (
          <label key={one} className={`segment${one === tab ? ' current' : ''}`}>
            <input
              type="radio"
              className="hidden-input"
              name={`mail-tab-${uid}`}
              checked={one === tab}
              onChange={() => setTab(one)}
            />
            {one === 'text' ? 'Text' : one === 'html' ? 'HTML source' : 'Full source'}
          </label>
        ))}
      </div>
      {tab === 'text' ? (
        <div className="mail-text" dir="auto">
          {message.text || '(no text)'}
        </div>
      ) : (
        <pre className="mail-source">{tab === 'html' ? message.htmlSource : message.raw}</pre>
      )}
    </article>
  );
}

function named(one: { name: string; address: string }): string {
  return one.name && one.name !== one.address ? `${one.name} <${one.address}>` : one.address;
}
