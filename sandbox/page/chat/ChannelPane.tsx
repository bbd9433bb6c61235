import { useMemo } from 'react';
import type { ChannelState, ControlState, MessageState } from '../../protocol';
import { isRoot } from '../live/reads';
import { useDirectory, useDoings } from '../live/workspace';
import { AppTabs } from './AppTabs';
import { ChannelName } from './ChannelName';
import { Composer } from './Composer';
import { MessageList } from './MessageList';
import { PaneHeader } from './PaneHeader';

interface Props {
  state: ControlState;
  channel: ChannelState;
  at?: string;
}

const NONE: MessageState[] = [];

/** A channel or DM: its messages and where one writes. */
export function ChannelPane({ state, channel, at }: Props) {
  const { me, botUserId } = useDirectory();
  const { act, go } = useDoings();
  const all = state.messages[channel.id] ?? NONE;
  const messages = useMemo(() => {
    const inChannel = all.filter((one) => isRoot(one) || one.broadcast === true);
    const mine = state.ephemerals.filter((one) => one.channel === channel.id && isRoot(one));
    return mine.length === 0 ? inChannel : [...inChannel, ...mine].sort((a, b) => (a.ts < b.ts ? -1 : 1));
  }, [all, state.ephemerals, channel.id]);

  const dm = channel.kind === 'im';
  const name = dm ? channel.name : `#${channel.name}`;
  const member = dm || channel.members.includes(me.id);
  return (
    <section
      className="pane pane-channel"
      aria-label={dm ? `Direct messages with ${channel.name}` : `Channel ${channel.name}`}
    >
      <PaneHeader
        title={<ChannelName channel={channel} />}
        detail={dm ? undefined : channel.topic || undefined}
        back={() => go({ kind: 'list' })}
        backLabel="Back to channels"
        aside={!dm && <span className="pane-count">{channel.members.length} members</span>}
      />
      {channel.with === botUserId && <AppTabs channel={channel.id} current="messages" />}
      <MessageList
        key={channel.id}
        messages={messages}
        at={at}
        label={`Messages in ${name}`}
        intro={
          <p className="list-intro">
            {dm
              ? `This is where you and ${channel.name} talk. Nobody else sees it.`
              : `This is the beginning of ${name}.`}
          </p>
        }
      />
      {channel.archived ? (
        <p className="composer-closed">This channel is archived.</p>
      ) : member ? (
        <Composer
          key={`composer ${channel.id}`}
          channel={channel.id}
          channelName={name}
          commands={state.app.commands}
          placeholder={`Message ${name}`}
        />
      ) : (
        <div className="composer-closed">
          <p>You are not in {name}.</p>
          <button
            type="button"
            className="button primary"
            onClick={() => void act({ type: 'join', channel: channel.id })}
          >
            Join channel
          </button>
        </div>
      )}
    </section>
  );
}
