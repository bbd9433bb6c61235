import { useMemo, useRef, useState } from 'react';
import type { TeamsMessageState, TeamsPlaceState } from '../../../teamsProtocol';
import { Icon } from '../../parts/Icon';
import { postsOf } from '../live/posts';
import { useTeamsDirectory, useTeamsDoings } from '../live/teamsContext';
import { PostItem } from './PostItem';
import { TeamsComposer } from './TeamsComposer';
import { useMentionables } from './useMentionables';
import { useStickToEnd } from './useStickToEnd';

/** Drawing a card takes some milliseconds: older posts come on request. */
const PAGE = 25;

interface Props {
  place: TeamsPlaceState;
  messages: TeamsMessageState[];
  /** Root of the only conversation to show. */
  thread?: string;
}

/** A channel: its posts with their replies, and where one starts another. */
export function ChannelPosts({ place, messages, thread }: Props) {
  const { me } = useTeamsDirectory();
  const { go } = useTeamsDoings();
  const who = useMentionables(place.members);
  const [shown, setShown] = useState(PAGE);
  const list = useRef<HTMLDivElement>(null);
  const all = useMemo(() => postsOf(messages), [messages]);
  const posts = thread === undefined ? all.slice(-shown) : all.filter((one) => one.root.id === thread);
  const newest = messages.at(-1);
  const { below, toEnd } = useStickToEnd(list, {
    id: newest?.id,
    own: newest?.from === me.id,
    root: newest?.root,
  });
  return (
    <>
      {thread !== undefined && (
        <div className="teams-chain-bar">
          <button type="button" className="teams-link" onClick={() => go({ id: place.id })}>
            <Icon name="back" size={14} /> Back to channel
          </button>
        </div>
      )}
      {/* biome-ignore-start lint/a11y/noNoninteractiveTabindex: a scrolling pane must be reachable with the keyboard */}
      <div
        ref={list}
        className="teams-list"
        role="log"
        aria-label={thread === undefined ? `Posts in ${place.name}` : 'Posts of this conversation'}
        tabIndex={0}
      >
        {/* biome-ignore-end lint/a11y/noNoninteractiveTabindex: see above */}
        <div className="teams-list-inner">
          {thread === undefined && all.length > shown && (
            <button type="button" className="button small earlier" onClick={() => setShown(shown + PAGE)}>
              Show earlier posts
            </button>
          )}
          {posts.length === 0 && (
            <p className="empty">
              {thread === undefined
                ? `Nothing was posted in ${place.name} yet.`
                : 'This conversation is gone.'}
            </p>
          )}
          <ul className="teams-posts">
            {posts.map((post) => (
              <PostItem key={post.root.id} post={post} who={who} alone={thread !== undefined} />
            ))}
          </ul>
        </div>
      </div>
      {below && (
        <button type="button" className="teams-below" onClick={toEnd}>
          New posts <Icon name="chevron" size={14} />
        </button>
      )}
      {thread === undefined && (
        <TeamsComposer place={place.id} who={who} placeholder={`Start a post in ${place.name}`} />
      )}
    </>
  );
}
