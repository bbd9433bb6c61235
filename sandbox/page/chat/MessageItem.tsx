import { memo, useState } from 'react';
import type { MessageState } from '../../protocol';
import { readerOf, useDirectory } from '../live/workspace';
import { Avatar } from '../parts/Avatar';
import { Icon } from '../parts/Icon';
import { clockTime, formatDate } from '../text/dates';
import { EditBox } from './EditBox';
import { MessageActions } from './MessageActions';
import { MessageBody } from './MessageBody';
import { ReplyBar } from './ReplyBar';

interface Props {
  message: MessageState;
  /** Same author a moment ago: no avatar and name again. */
  joined?: boolean;
  /** In the thread pane: no "n replies" bar. */
  inThread?: boolean;
  highlighted?: boolean;
}

/** One message of a channel or thread. */
export const MessageItem = memo(function MessageItem({ message, joined, inThread, highlighted }: Props) {
  const directory = useDirectory();
  const [editing, setEditing] = useState(false);
  const author = directory.people.get(message.user);
  const reader = readerOf(directory.me);
  const seconds = Number(message.ts);
  const name = author?.realName || author?.name || 'Unknown';
  const exact = formatDate('{date_long}, {time_secs}', seconds, reader);

  if (
    message.subtype &&
    message.subtype !== 'tombstone' &&
    message.subtype !== 'thread_broadcast' &&
    !message.blocks &&
    isSystem(message.subtype)
  ) {
    return (
      <article className="message message-system" data-ts={message.ts}>
        <Avatar person={author} size={20} />
        <MessageBody message={message} />
      </article>
    );
  }
  const classes = ['message'];
  if (joined) classes.push('message-joined');
  if (message.ephemeralFor) classes.push('message-ephemeral');
  if (highlighted) classes.push('message-highlighted');
  const clock = clockTime(seconds * 1000, reader);
  return (
    <article className={classes.join(' ')} aria-label={`${name}, ${clock}`} data-ts={message.ts}>
      <div className="message-gutter">
        {joined ? (
          <time className="message-time-hover" title={exact}>
            {clock}
          </time>
        ) : (
          <Avatar person={author} />
        )}
      </div>
      <div className="message-main">
        {message.ephemeralFor && (
          <p className="message-note">
            <Icon name="eye" size={14} /> Only visible to you
          </p>
        )}
        {message.broadcast && !inThread && <p className="message-note">replied to a thread</p>}
        {!joined && (
          <header className="message-header">
            <span className="message-author">{name}</span>
            {author?.isBot && <span className="badge-app">App</span>}
            <time className="message-time" title={exact}>
              {clock}
            </time>
          </header>
        )}
        {editing ? (
          <EditBox message={message} onDone={() => setEditing(false)} />
        ) : (
          <MessageBody message={message} />
        )}
        {!inThread && !message.ephemeralFor && <ReplyBar message={message} />}
      </div>
      {!editing && <MessageActions message={message} inThread={inThread} onEdit={() => setEditing(true)} />}
    </article>
  );
});

function isSystem(subtype: string): boolean {
  return /^(channel|group)_(join|leave|archive|unarchive|name|topic|purpose)$/.test(subtype);
}
