import type { MailFolder, MailMessage } from '../../mailProtocol';
import { readerOf, useDirectory } from '../live/workspace';
import { Icon } from '../parts/Icon';
import { formatDate } from '../text/dates';

interface Props {
  messages: MailMessage[] | undefined;
  folder: MailFolder | undefined;
  current?: number;
  onOpen(uid: number): void;
}

export function MailList({ messages, folder, current, onOpen }: Props) {
  const reader = readerOf(useDirectory().me);
  const sent = folder?.specialUse === 'sent' || folder?.specialUse === 'drafts';
  if (!messages) return <p className="empty">Reading…</p>;
  if (messages.length === 0) return <p className="empty">This folder is empty.</p>;
  return (
    <ul className="mail-list" aria-label="Emails">
      {messages.map((message) => {
        const who = sent
          ? `To ${message.to.map((one) => one.name || one.address).join(', ')}`
          : message.from.name || message.from.address || 'Unknown sender';
        return (
          <li key={message.uid}>
            <button
              type="button"
              className={`mail-row${message.uid === current ? ' current' : ''}${message.seen ? '' : ' unseen'}`}
              aria-current={message.uid === current ? 'true' : undefined}
              onClick={() => onOpen(message.uid)}
            >
              <span className="mail-row-top">
                <bdi className="mail-row-who">{who}</bdi>
                <time className="mail-row-time">
                  {formatDate('{date_short_pretty}, {time}', message.at / 1000, reader)}
                </time>
              </span>
              <span className="mail-row-subject">
                <bdi>{message.subject || '(no subject)'}</bdi>
                {message.attachments.length > 0 && <Icon name="clip" size={14} />}
              </span>
              <bdi className="mail-row-preview">{message.preview}</bdi>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
