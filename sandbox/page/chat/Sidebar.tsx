import { useMemo } from 'react';
import type { ChannelState, ControlState } from '../../protocol';
import type { Unread } from '../live/reads';
import { formatRoute, type Route } from '../live/route';
import { useDirectory, useDoings } from '../live/workspace';
import { Avatar } from '../parts/Avatar';
import { ChannelName } from './ChannelName';
import { PersonSwitch } from './PersonSwitch';

interface Props {
  state: ControlState;
  place: Route['place'];
  unread: Map<string, Unread>;
  onPerson(id: string): void;
}

/** Workspace, who one is, channels, DMs, the app. */
export function Sidebar({ state, place, unread, onPerson }: Props) {
  const { me, people, botUserId, appName } = useDirectory();
  const { act, go } = useDoings();
  const lists = useMemo(() => sorted(state.channels, me.id, botUserId), [state.channels, me.id, botUserId]);
  const current = place.kind === 'channel' ? place.id : undefined;
  const openDm = async (user: string) => {
    const { channel } = await act({ type: 'openDm', user });
    if (channel) go({ kind: 'channel', id: channel });
  };
  const others = state.people.filter(
    (one) => !one.isBot && !one.deleted && one.id !== me.id && !lists.dms.some((dm) => dm.with === one.id),
  );
  const appDm = lists.app;
  const appCurrent = place.kind === 'home' || (appDm !== undefined && current === appDm.id);
  const appCount = appDm ? (unread.get(appDm.id)?.count ?? 0) : 0;

  return (
    <nav className="sidebar" aria-label="Workspace">
      <header className="sidebar-header">
        <h1 className="sidebar-team">{state.team.name}</h1>
        <PersonSwitch people={state.people} me={me} onPerson={onPerson} />
      </header>
      <div className="sidebar-scroll">
        <h2 className="sidebar-heading">Channels</h2>
        <ul className="sidebar-list">
          {lists.joined.map((channel) => (
            <ChannelRow
              key={channel.id}
              channel={channel}
              unread={unread.get(channel.id)}
              current={channel.id === current}
            />
          ))}
          {lists.open.map((channel) => (
            <ChannelRow key={channel.id} channel={channel} current={channel.id === current} faint />
          ))}
        </ul>
        <h2 className="sidebar-heading">Direct messages</h2>
        <ul className="sidebar-list">
          {lists.dms.map((channel) => (
            <ChannelRow
              key={channel.id}
              channel={channel}
              unread={unread.get(channel.id)}
              current={channel.id === current}
            />
          ))}
          {others.map((person) => (
            <li key={person.id}>
              <button type="button" className="sidebar-row faint" onClick={() => void openDm(person.id)}>
                <Avatar person={person} size={20} />
                <span className="channel-name-text">{person.realName || person.name}</span>
              </button>
            </li>
          ))}
        </ul>
        <h2 className="sidebar-heading">Apps</h2>
        <ul className="sidebar-list">
          <li>
            <a
              className={`sidebar-row${appCurrent ? ' current' : ''}${appCount > 0 ? ' unread' : ''}`}
              aria-current={appCurrent ? 'page' : undefined}
              href={formatRoute({
                as: me.id,
                place: appDm && appCount > 0 ? { kind: 'channel', id: appDm.id } : { kind: 'home' },
              })}
            >
              <Avatar person={people.get(botUserId)} size={20} />
              <span className="channel-name-text">{appName}</span>
              {!state.app.connected && <span className="sidebar-note">not connected</span>}
              {appCount > 0 && <Count value={appCount} />}
            </a>
          </li>
        </ul>
      </div>
    </nav>
  );
}

function ChannelRow({
  channel,
  unread,
  current,
  faint,
}: {
  channel: ChannelState;
  unread?: Unread;
  current: boolean;
  faint?: boolean;
}) {
  const { me } = useDirectory();
  const fresh = unread?.any === true && !current;
  return (
    <li>
      <a
        className={`sidebar-row${current ? ' current' : ''}${fresh ? ' unread' : ''}${faint ? ' faint' : ''}`}
        aria-current={current ? 'page' : undefined}
        href={formatRoute({ as: me.id, place: { kind: 'channel', id: channel.id } })}
      >
        <ChannelName channel={channel} />
        {fresh && unread.count > 0 && <Count value={unread.count} />}
        {fresh && unread.count === 0 && <span className="visually-hidden">unread</span>}
      </a>
    </li>
  );
}

function Count({ value }: { value: number }) {
  return (
    <span className="count">
      {value > 99 ? '99+' : value}
      <span className="visually-hidden"> unread</span>
    </span>
  );
}

function sorted(channels: ChannelState[], me: string, bot: string) {
  const byName = (a: ChannelState, b: ChannelState) => a.name.localeCompare(b.name);
  const real = channels.filter((one) => one.kind !== 'im' && !one.archived).sort(byName);
  return {
    joined: real.filter((one) => one.members.includes(me)),
    open: real.filter((one) => !one.members.includes(me)),
    dms: channels.filter((one) => one.kind === 'im' && one.with !== bot).sort(byName),
    app: channels.find((one) => one.with === bot),
  };
}
