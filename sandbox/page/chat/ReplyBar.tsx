import type { MessageState } from '../../protocol';
import { readerOf, useDirectory, useDoings } from '../live/workspace';
import { Avatar } from '../parts/Avatar';
import { formatDate } from '../text/dates';

/** "3 replies · last one today at 14:05": opens the thread. */
export function ReplyBar({ message }: { message: MessageState }) {
  const { people, me } = useDirectory();
  const { go } = useDoings();
  const isReply = message.threadTs !== undefined && message.threadTs !== message.ts;
  const thread = message.threadTs ?? message.ts;
  const open = () => go({ kind: 'channel', id: message.channel, thread });
  if (isReply) {
    return (
      <button type="button" className="reply-bar" onClick={open}>
        View thread
      </button>
    );
  }
  const count = message.replyCount ?? 0;
  if (count === 0) return null;
  const last =
    message.latestReply &&
    formatDate('{date_short_pretty}, {time}', Number(message.latestReply), readerOf(me));
  return (
    <button type="button" className="reply-bar" onClick={open}>
      <span className="reply-avatars">
        {(message.replyUsers ?? []).slice(0, 4).map((id) => (
          <Avatar key={id} person={people.get(id)} size={24} />
        ))}
      </span>
      <span className="reply-count">
        {count} {count === 1 ? 'reply' : 'replies'}
      </span>
      {last && <span className="reply-last">Last reply {last}</span>}
    </button>
  );
}
