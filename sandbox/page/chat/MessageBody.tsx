import type { MessageState } from '../../protocol';
import { Blocks } from '../blocks/Blocks';
import { Emoji } from '../blocks/Inlines';
import { SurfaceContext } from '../blocks/surface';
import { Mrkdwn } from '../blocks/Text';
import { useMessageSurface } from '../live/useMessageSurface';
import { useDirectory, useDoings } from '../live/workspace';
import { FileCard } from './FileCard';

/** Blocks where there are some (the text is then only their short form), else the text; files; reactions. */
export function MessageBody({ message }: { message: MessageState }) {
  const surface = useMessageSurface(message);
  const { people } = useDirectory();
  if (message.subtype === 'tombstone') return <p className="message-deleted">This message was deleted.</p>;
  // A person's own blocks are what Slack's client made of their text, which says the same.
  const hasBlocks = (message.blocks?.length ?? 0) > 0 && people.get(message.user)?.isBot !== false;
  return (
    <div className="message-body">
      {hasBlocks ? (
        <SurfaceContext value={surface}>
          <Blocks blocks={message.blocks ?? []} />
        </SurfaceContext>
      ) : (
        message.text !== '' && <Mrkdwn text={message.text} />
      )}
      {message.edited && <span className="message-edited">(edited)</span>}
      {message.files && message.files.length > 0 && (
        <div className="files">
          {message.files.map((file) => (
            <FileCard key={file.id} file={file} />
          ))}
        </div>
      )}
      {message.reactions && message.reactions.length > 0 && <Reactions message={message} />}
    </div>
  );
}

function Reactions({ message }: { message: MessageState }) {
  const { me } = useDirectory();
  const { act } = useDoings();
  return (
    <div className="reactions">
      {message.reactions?.map(({ name, users }) => {
        const mine = users.includes(me.id);
        return (
          <button
            key={name}
            type="button"
            className={`reaction${mine ? ' mine' : ''}`}
            aria-pressed={mine}
            aria-label={`${name}, ${users.length}`}
            onClick={() =>
              void act({ type: 'reaction', channel: message.channel, ts: message.ts, name, remove: mine })
            }
          >
            <Emoji name={name} /> {users.length}
          </button>
        );
      })}
    </div>
  );
}
