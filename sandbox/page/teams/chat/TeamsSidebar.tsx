import type { ReactNode } from 'react';
import type { TeamsPlaceState, TeamsState } from '../../../teamsProtocol';
import type { Unread } from '../../live/reads';
import { formatRoute } from '../../live/route';
import { Icon } from '../../parts/Icon';
import { useTeamsDirectory, useTeamsDoings } from '../live/teamsContext';
import { TeamsAvatar } from './TeamsAvatar';

interface Props {
  state: TeamsState;
  current?: string;
  unread: Map<string, Unread>;
}

/** Chats and channels in one list, as the new Teams has them. */
export function TeamsSidebar({ state, current, unread }: Props) {
  const { me, app } = useTeamsDirectory();
  const { act, go } = useTeamsDoings();
  const mine = state.places.filter((one) => one.members.includes(me.id));
  const chat = mine.find((one) => one.kind === 'personal');
  const openChat = async () => {
    const { ok, place } = await act({ type: 'openPersonal' });
    if (ok && place) go({ id: place });
  };
  const row = (place: TeamsPlaceState, name: string, face: ReactNode) => (
    <PlaceRow
      key={place.id}
      href={formatRoute({ place: { kind: 'teams', as: me.id, id: place.id } })}
      name={name}
      face={face}
      current={place.id === current}
      unread={unread.get(place.id)}
    />
  );
  return (
    <nav className="teams-sidebar" aria-label="Chats and channels">
      <h1 className="teams-sidebar-title">Chat</h1>
      <div className="teams-sidebar-scroll">
        <h2 className="teams-heading">Chats</h2>
        <ul>
          {chat ? (
            row(chat, app.name, <TeamsAvatar bot size={24} />)
          ) : (
            <li>
              <button type="button" className="teams-row" onClick={() => void openChat()}>
                <TeamsAvatar bot size={24} />
                <span className="teams-row-name">{app.name}</span>
                <span className="teams-row-note">Add</span>
              </button>
            </li>
          )}
        </ul>
        <h2 className="teams-heading">Teams and channels</h2>
        {state.teams.map((team) => {
          const channels = mine.filter((one) => one.kind === 'channel' && one.teamId === team.id);
          if (channels.length === 0) return null;
          return (
            <section key={team.id} className="teams-team" aria-label={team.name}>
              <h3 className="teams-team-name">
                <span className="teams-team-tile" aria-hidden="true">
                  {team.name.slice(0, 1)}
                </span>
                {team.name}
              </h3>
              <ul>{channels.map((one) => row(one, one.name, <Icon name="hash" size={14} />))}</ul>
            </section>
          );
        })}
      </div>
    </nav>
  );
}

interface RowProps {
  href: string;
  name: string;
  face: ReactNode;
  current: boolean;
  unread?: Unread;
}

function PlaceRow({ href, name, face, current, unread }: RowProps) {
  const fresh = unread?.any === true && !current;
  return (
    <li>
      <a
        className={`teams-row${current ? ' current' : ''}${fresh ? ' unread' : ''}`}
        aria-current={current ? 'page' : undefined}
        href={href}
      >
        <span className="teams-row-face">{face}</span>
        <span className="teams-row-name">{name}</span>
        {fresh && unread.count > 0 && (
          <span className="teams-count">
            {unread.count > 99 ? '99+' : unread.count}
            <span className="visually-hidden"> unread</span>
          </span>
        )}
        {fresh && unread.count === 0 && <span className="visually-hidden">unread</span>}
      </a>
    </li>
  );
}
