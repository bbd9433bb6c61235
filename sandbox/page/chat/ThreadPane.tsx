import { useMemo } from 'react';
import type { ChannelState, ControlState, MessageState } from '../../protocol';
import { useDoings } from '../live/workspace';
import { Composer } from './Composer';
import { MessageList } from './MessageList';
import { PaneHeader } from './PaneHeader';

const NONE: MessageState[] = [];

/** One message and its replies. */
export function ThreadPane({
  state,
  channel,
  thread,
}: {
  state: ControlState;
  channel: ChannelState;
  thread: string;
}) {
  const { go } = useDoings();
  const all = state.messages[channel.id] ?? NONE;
  const messages = useMemo(() => {
    const mine = state.ephemerals.filter((one) => one.channel === channel.id && one.threadTs === thread);
    return [...all.filter((one) => one.ts === thread || one.threadTs === thread), ...mine].sort((a, b) =>
      a.ts < b.ts ? -1 : 1,
    );
  }, [all, state.ephemerals, channel.id, thread]);
  const replies = messages.filter((one) => one.ts !== thread && !one.ephemeralFor).length;
  const name = channel.kind === 'im' ? channel.name : `#${channel.name}`;
  const close = () => go({ kind: 'channel', id: channel.id });
  return (
    <section className="pane pane-thread" aria-label="Thread">
      <PaneHeader
        title="Thread"
        detail={name}
        back={close}
        backLabel={`Back to ${name}`}
        close={close}
        closeLabel="Close thread"
      />
      <MessageList
        key={`${channel.id} ${thread}`}
        messages={messages}
        inThread
        label="Messages of this thread"
        intro={
          messages.length === 0 ? <p className="list-intro">This message is not here any more.</p> : undefined
        }
        afterFirst={
          <div className="thread-count">
            {replies > 0 && (
              <span>
                {replies} {replies === 1 ? 'reply' : 'replies'}
              </span>
            )}
          </div>
        }
      />
      {!channel.archived && (
        <Composer
          key={`composer ${channel.id} ${thread}`}
          channel={channel.id}
          channelName={name}
          thread={thread}
          commands={state.app.commands}
          placeholder="Reply…"
        />
      )}
    </section>
  );
}
