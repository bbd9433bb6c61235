import { useRef, useState } from 'react';
import type { TeamsMessageState, TeamsPlaceState } from '../../../teamsProtocol';
import { Icon } from '../../parts/Icon';
import { dayName } from '../../text/dates';
import { teamsReader, useTeamsDirectory } from '../live/teamsContext';
import { TeamsComposer } from './TeamsComposer';
import { TeamsMessage } from './TeamsMessage';
import { useMentionables } from './useMentionables';
import { useStickToEnd } from './useStickToEnd';

const PAGE = 40;
const NOBODY: string[] = [];

/** The chat with the bot: bubbles, oldest above, and the bot's prompts. */
export function PersonalChat({ place, messages }: { place: TeamsPlaceState; messages: TeamsMessageState[] }) {
  const { me, app } = useTeamsDirectory();
  const [shown, setShown] = useState(PAGE);
  const who = useMentionables(NOBODY);
  const list = useRef<HTMLDivElement>(null);
  const newest = messages.at(-1);
  const { below, toEnd } = useStickToEnd(list, {
    id: newest?.id,
    own: newest?.from === me.id,
    root: newest?.root,
  });
  const visible = messages.slice(-shown);
  const reader = teamsReader(me);
  const days = visible.map((one) => dayName(one.at, reader));
  return (
    <>
      {/* biome-ignore-start lint/a11y/noNoninteractiveTabindex: a scrolling pane must be reachable with the keyboard */}
      <div ref={list} className="teams-list" role="log" aria-label={`Messages with ${app.name}`} tabIndex={0}>
        {/* biome-ignore-end lint/a11y/noNoninteractiveTabindex: see above */}
        <div className="teams-list-inner teams-bubbles">
          {messages.length > shown && (
            <button type="button" className="button small earlier" onClick={() => setShown(shown + PAGE)}>
              Show earlier messages
            </button>
          )}
          {messages.length === 0 && <p className="empty">Say hello to {app.name}.</p>}
          {visible.map((message, index) => (
            <div key={message.id} className="teams-bubble-row">
              {days[index] !== days[index - 1] && <p className="teams-day">{days[index]}</p>}
              <TeamsMessage message={message} look="bubble" />
            </div>
          ))}
        </div>
      </div>
      {below && (
        <button type="button" className="teams-below" onClick={toEnd}>
          New messages <Icon name="chevron" size={14} />
        </button>
      )}
      <TeamsComposer place={place.id} who={who} personal placeholder="Type a message" />
    </>
  );
}
