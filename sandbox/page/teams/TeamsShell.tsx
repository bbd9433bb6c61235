import { useEffect, useRef, useState } from 'react';
import type { TeamsState } from '../../teamsProtocol';
import type { TeamsPlace } from '../live/route';
import { Icon } from '../parts/Icon';
import { Conversation } from './chat/Conversation';
import { TeamsAvatar } from './chat/TeamsAvatar';
import { TeamsPersonSwitch } from './chat/TeamsPersonSwitch';
import { TeamsSidebar } from './chat/TeamsSidebar';
import { firstPlace } from './live/firstPlace';
import { useTeamsDoings } from './live/teamsContext';
import { useTeamsReads } from './live/useTeamsReads';
import { TeamsPanel } from './panel/TeamsPanel';

interface Props {
  state: TeamsState;
  place: TeamsPlace;
  lost: boolean;
  onPerson(id: string): void;
  onUnread(count: number): void;
  panel: boolean;
  onPanelClose(): void;
}

/** The frame of the Teams window: title bar, app rail, list, conversation. It follows its own width, not the page's. */
export function TeamsShell({ state, place, lost, onPerson, onUnread, panel, onPanelClose }: Props) {
  const { act, go } = useTeamsDoings();
  const frame = useRef<HTMLDivElement>(null);
  const [narrow, setNarrow] = useState(() => window.innerWidth < 720);
  useEffect(() => {
    const box = frame.current;
    if (!box) return;
    const watcher = new ResizeObserver(() => setNarrow(box.clientWidth < 640));
    watcher.observe(box);
    return () => watcher.disconnect();
  }, []);
  // A window with room for it never shows an empty middle.
  const first = place.id === undefined && !narrow ? firstPlace(state)?.id : undefined;
  const at = first === undefined ? place : { ...place, id: first };
  const unread = useTeamsReads(state, at.id);
  const count = [...unread.values()].reduce((sum, one) => sum + one.count, 0);
  useEffect(() => onUnread(count), [onUnread, count]);
  const personal = state.places.find((one) => one.kind === 'personal' && one.members.includes(state.me.id));
  const inBot = personal !== undefined && at.id === personal.id;
  const openBot = async () => {
    const id = personal?.id ?? (await act({ type: 'openPersonal' })).place;
    if (id) go({ id });
  };
  return (
    <div ref={frame} className={`teams-frame ${at.id === undefined ? 'at-list' : 'at-place'}`}>
      {lost && (
        <div className="teams-banner" role="status">
          We lost the connection to the sandbox. Trying to reconnect…
        </div>
      )}
      <header className="teams-bar">
        <span className="teams-bar-name">{state.tenant.name}</span>
        {!state.app.connected && <span className="teams-bar-note">{state.app.name} does not answer</span>}
        <TeamsPersonSwitch onPerson={onPerson} />
      </header>
      <nav className="teams-rail" aria-label="Apps">
        <button
          type="button"
          className={`teams-rail-item${inBot ? '' : ' current'}`}
          aria-current={inBot ? undefined : 'page'}
          onClick={() => go({ id: firstPlace(state)?.id })}
        >
          <Icon name="chat" />
          <span>Chat</span>
        </button>
        <button
          type="button"
          className={`teams-rail-item${inBot ? ' current' : ''}`}
          aria-current={inBot ? 'page' : undefined}
          onClick={() => void openBot()}
        >
          <TeamsAvatar bot size={24} />
          <span>{state.app.name}</span>
        </button>
      </nav>
      <TeamsSidebar state={state} current={at.id} unread={unread} />
      <Conversation state={state} at={at} />
      {panel && <TeamsPanel state={state} onClose={onPanelClose} />}
    </div>
  );
}
