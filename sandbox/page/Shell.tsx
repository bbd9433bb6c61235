import { useEffect, useRef, useState } from 'react';
import type { ControlState } from '../protocol';
import { ChannelPane } from './chat/ChannelPane';
import { HomePane } from './chat/HomePane';
import { Sidebar } from './chat/Sidebar';
import { ThreadPane } from './chat/ThreadPane';
import { firstChannel } from './live/firstChannel';
import type { Route } from './live/route';
import { recall, remember } from './live/stored';
import { useMedia } from './live/useMedia';
import { useReads } from './live/useReads';
import { useDoings } from './live/workspace';
import { MailApp } from './mail/MailApp';
import { SandboxPanel } from './panel/SandboxPanel';
import { Rail } from './Rail';

interface Props {
  state: ControlState;
  route: Route;
  lost: boolean;
  onPerson(id: string): void;
}

/** The frame: rail, sidebar, channel, thread; mail instead of chat or beside it. */
export function Shell({ state, route, lost, onPerson }: Props) {
  const { go } = useDoings();
  const wide = useMedia('(min-width: 1500px)');
  const narrow = useMedia('(max-width: 719px)');
  const [both, setBoth] = useState(() => recall('both') === 'yes');
  const [panel, setPanel] = useState(false);
  const beside = wide && both;
  const inMail = route.place.kind === 'mail';
  // While mail is open, chat keeps its place: for the wide window, and for the way back.
  const lastChat = useRef<Route['place']>({ kind: 'list' });
  if (!inMail) lastChat.current = route.place;
  const place = inMail ? lastChat.current : route.place;
  const channelId = place.kind === 'channel' ? place.id : undefined;
  const channel = state.channels.find((one) => one.id === channelId);
  const thread = place.kind === 'channel' ? place.thread : undefined;
  const unread = useReads(state, inMail && !beside ? undefined : channelId);
  const showChat = !inMail || beside;
  const showMail = inMail || beside;

  // A window with room for it never shows an empty middle.
  useEffect(() => {
    if (route.place.kind !== 'list' || narrow) return;
    const first = firstChannel(state);
    if (first) go({ kind: 'channel', id: first.id }, 'replace');
  }, [route.place, narrow, state, go]);

  const mentions = [...unread.values()].reduce((sum, one) => sum + one.count, 0);
  const focus = place.kind === 'list' ? 'list' : thread ? 'thread' : 'channel';
  return (
    <div className={`shell shell-${inMail ? 'mail' : 'chat'} focus-${focus}${beside ? ' shell-both' : ''}`}>
      {lost && (
        <div className="banner" role="status">
          The connection to the sandbox was lost. Reconnecting…
        </div>
      )}
      <Rail
        current={inMail ? 'mail' : 'chat'}
        unread={mentions}
        panel={panel}
        onPanel={() => setPanel(!panel)}
        both={
          wide
            ? {
                on: both,
                toggle: () => {
                  remember('both', both ? undefined : 'yes');
                  setBoth(!both);
                },
              }
            : undefined
        }
      />
      {showChat && (
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
      {showMail && (state.mail ? <MailApp /> : <p className="empty mail">This sandbox runs without mail.</p>)}
      {panel && <SandboxPanel state={state} onClose={() => setPanel(false)} />}
    </div>
  );
}
