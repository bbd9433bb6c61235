import { formatRoute } from '../live/route';
import { useDirectory } from '../live/workspace';

/** The app's two faces: its Home and the DM with it. */
export function AppTabs({ channel, current }: { channel?: string; current: 'home' | 'messages' }) {
  const { me } = useDirectory();
  return (
    <nav className="tabs" aria-label="App">
      <a
        className={`tab${current === 'home' ? ' current' : ''}`}
        aria-current={current === 'home' ? 'page' : undefined}
        href={formatRoute({ as: me.id, place: { kind: 'home' } })}
      >
        Home
      </a>
      {channel && (
        <a
          className={`tab${current === 'messages' ? ' current' : ''}`}
          aria-current={current === 'messages' ? 'page' : undefined}
          href={formatRoute({ as: me.id, place: { kind: 'channel', id: channel } })}
        >
          Messages
        </a>
      )}
    </nav>
  );
}
