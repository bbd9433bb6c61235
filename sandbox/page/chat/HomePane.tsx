import { useEffect } from 'react';
import type { ControlState, ViewState } from '../../protocol';
import { Blocks } from '../blocks/Blocks';
import { SurfaceContext } from '../blocks/surface';
import { useViewSurface } from '../live/useViewSurface';
import { useDirectory, useDoings } from '../live/workspace';
import { Avatar } from '../parts/Avatar';
import { AppTabs } from './AppTabs';
import { PaneHeader } from './PaneHeader';

/** The app's Home tab. Opening it tells the app, which may publish a new view then. */
export function HomePane({ state }: { state: ControlState }) {
  const { act, go } = useDoings();
  const { people, botUserId, appName } = useDirectory();
  useEffect(() => void act({ type: 'openHome' }, { quiet: true }), [act]);
  const dm = state.channels.find((one) => one.with === botUserId);
  return (
    <section className="pane pane-channel" aria-label={`Home of ${appName}`}>
      <PaneHeader
        title={
          <span className="channel-name">
            <Avatar person={people.get(botUserId)} size={20} />
            <span className="channel-name-text">{appName}</span>
          </span>
        }
        back={() => go({ kind: 'list' })}
        backLabel="Back to channels"
      />
      <AppTabs channel={dm?.id} current="home" />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling pane must be reachable with the keyboard */}
      <section className="home" tabIndex={0} aria-label="Home">
        {state.home ? (
          <HomeView key={state.home.id} view={state.home} />
        ) : (
          <p className="empty">{appName} has not put anything here yet.</p>
        )}
      </section>
    </section>
  );
}

function HomeView({ view }: { view: ViewState }) {
  const { surface } = useViewSurface(view);
  return (
    <div className="home-inner">
      <SurfaceContext value={surface}>
        <Blocks blocks={view.blocks} />
      </SurfaceContext>
    </div>
  );
}
