import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { ControlState } from '../protocol';
import { ChannelPane } from './chat/ChannelPane';
import { HomePane } from './chat/HomePane';
import { Sidebar } from './chat/Sidebar';
import { ThreadPane } from './chat/ThreadPane';
import { firstChannel } from './live/firstChannel';
import type { Route, TeamsPlace } from './live/route';
import { recall, remember } from './live/stored';
import { useMedia } from './live/useMedia';
import { useReads } from './live/useReads';
import { useDirectory, useDoings } from './live/workspace';
import { MailApp } from './mail/MailApp';
import { SandboxPanel } from './panel/SandboxPanel';
import { Rail, type WindowName } from './Rail';

/** Adaptive Cards are a large library: Slack opens without it. */
const TeamsWindow = lazy(() => import('./teams/TeamsWindow'));

/** Where Teams was left; becoming somebody else in Slack does not lose the place. */
let leftTeams: TeamsPlace = { kind: 'teams' };

interface Props {
  state: ControlState;
  route: Route;
  lost: boolean;
  onPerson(id: string): void;
}

/** The frame: rail, sidebar, channel, thread; Teams or mail instead of Slack or beside it. */
export function Shell({ state, route, lost, onPerson }: Props) {
  const { go } = useDoings();
  const { me } = useDirectory();
  const wide = useMedia('(min-width: 1500px)');
  const narrow = useMedia('(max-width: 719px)');
  const [other, setOther] = useState(storedOther);
  const [panel, setPanel] = useState(false);
  const [teamsUnread, setTeamsUnread] = useState(0);
  const current = windowOf(route.place);
  // Two windows at once: Slack, and the one that was chosen for its side.
  const beside = wide && (current === 'slack' || current === other) ? other : undefined;
  // A window that is left, or that has no say in the address, keeps its place.
  const lastChat = useRef<Route['place']>({ kind: 'list' });
  if (current === 'slack') lastChat.current = route.place;
  else if (beside && lastChat.current.kind === 'list') {
    const first = firstChannel(state);
    if (first) lastChat.current = { kind: 'channel', id: first.id };
  }
  if (route.place.kind === 'teams') leftTeams = route.place;
  const place = lastChat.current;
  const shows = (name: WindowName) => current === name || (beside && (name === 'slack' || name === beside));
  const channelId = place.kind === 'channel' ? place.id : undefined;
  const channel = state.channels.find((one) => one.id === channelId);
  const thread = place.kind === 'channel' ? place.thread : undefined;
  const unread = useReads(state, shows('slack') ? channelId : undefined);

  // A window with room for it never shows an empty middle.
  useEffect(() => {
    if (route.place.kind !== 'list' || narrow) return;
    const first = firstChannel(state);
    if (first) go({ kind: 'channel', id: first.id }, 'replace');
  }, [route.place, narrow, state, go]);

  const mentions = [...unread.values()].reduce((sum, one) => sum + one.count, 0);
  const focus = place.kind === 'list' ? 'list' : thread ? 'thread' : 'channel';
  const toggle = (what: 'mail' | 'teams') => {
    const next = other === what ? undefined : what;
    remember('beside', next);
    setOther(next);
  };
  return (
    <div
      className={`shell shell-${current === 'slack' ? 'chat' : current} focus-${focus}${beside ? ` shell-both shell-with-${beside}` : ''}`}
    >
      {lost && (
        <div className="banner" role="status">
          The connection to the sandbox was lost. Reconnecting…
        </div>
      )}
      <Rail
        current={current}
        unread={mentions}
        teamsUnread={teamsUnread}
        teamsPlace={leftTeams}
        panel={panel}
        onPanel={() => setPanel(!panel)}
        beside={wide ? { what: beside, toggle } : undefined}
      />
      {shows('slack') && (
        <main className="chat" aria-label="Chat">
          <Sidebar state={state} place={place} unread={unread} onPerson={onPerson} />
          {place.kind === 'home' ? (
            <HomePane state={state} />
          ) : channel ? (
            <ChannelPane
              state={state}
              channel={channel}
              at={place.kind === 'channel' ? (place.at ?? undefined) : undefined}
            />
          ) : (
            <section className="pane pane-channel pane-empty" aria-label="Channel">
              <p className="empty">
                {channelId ? 'This conversation is not yours to see, or it is gone.' : 'Choose a channel.'}
              </p>
            </section>
          )}
          {channel && thread && <ThreadPane state={state} channel={channel} thread={thread} />}
        </main>
      )}
      {shows('teams') && (
        <Suspense fallback={<p className="empty">Opening Teams…</p>}>
          <TeamsWindow
            place={leftTeams}
            email={me.email}
            onUnread={setTeamsUnread}
            panel={panel && current === 'teams'}
            onPanelClose={() => setPanel(false)}
          />
        </Suspense>
      )}
      {shows('mail') &&
        (state.mail ? <MailApp /> : <p className="empty mail">This sandbox runs without mail.</p>)}
      {panel && current !== 'teams' && <SandboxPanel state={state} onClose={() => setPanel(false)} />}
    </div>
  );
}

function windowOf(place: Route['place']): WindowName {
  return place.kind === 'teams' || place.kind === 'mail' ? place.kind : 'slack';
}

function storedOther(): 'mail' | 'teams' | undefined {
  const stored = recall('beside');
  return stored === 'mail' || stored === 'teams' ? stored : undefined;
}
