import type { ChannelState } from '../../protocol';
import { useDirectory } from '../live/workspace';
import { Avatar } from '../parts/Avatar';
import { Icon } from '../parts/Icon';

/** Its sign and name: `#`, a lock, or the other person's face. */
export function ChannelName({ channel }: { channel: ChannelState }) {
  const { people } = useDirectory();
  return (
    <span className="channel-name">
      {channel.kind === 'im' ? (
        <Avatar person={people.get(channel.with ?? '')} size={20} />
      ) : (
        <Icon name={channel.kind === 'private' ? 'lock' : 'hash'} size={16} />
      )}
      <span className="channel-name-text">{channel.name}</span>
    </span>
  );
}
