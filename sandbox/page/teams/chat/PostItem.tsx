import { memo, useState } from 'react';
import { Icon } from '../../parts/Icon';
import { type Post, writersOf } from '../live/posts';
import { useTeamsDirectory, useTeamsDoings } from '../live/teamsContext';
import type { Mentionable } from './mentions';
import { TeamsComposer } from './TeamsComposer';
import { TeamsMessage } from './TeamsMessage';

/** So many of the newest replies are shown; the rest on request. */
const SHOWN = 3;

interface Props {
  post: Post;
  who: Mentionable[];
  /** The only conversation that is shown: all replies, and the box to write one. */
  alone?: boolean;
}

/** A post of a channel with its replies: "Open 5 replies from Ada and Bruno". */
export const PostItem = memo(
  function PostItem({ post, who, alone = false }: Props) {
    const { people, app } = useTeamsDirectory();
    const { go } = useTeamsDoings();
    const [open, setOpen] = useState(false);
    const [replying, setReplying] = useState(false);
    const { root, replies } = post;
    const hidden = alone || open ? 0 : Math.max(0, replies.length - SHOWN);
    const nameOf = (from: string) => (from === 'bot' ? app.name : (people.get(from)?.name ?? 'somebody'));
    const count = `${replies.length} ${replies.length === 1 ? 'reply' : 'replies'}`;
    return (
      <li className="teams-post-box" data-post={root.id}>
        <TeamsMessage message={root} look="post" />
        {!alone && replies.length > 0 && (
          <div className="teams-replies-head">
            {hidden > 0 ? (
              <button type="button" className="teams-link" onClick={() => setOpen(true)}>
                <Icon name="chevron" size={14} /> Open {hidden} {hidden === 1 ? 'reply' : 'replies'} from{' '}
                {writersOf(replies.slice(0, hidden), nameOf)}
              </button>
            ) : replies.length > SHOWN ? (
              <button type="button" className="teams-link" onClick={() => setOpen(false)}>
                <Icon name="chevron" size={14} className="turned" /> Collapse replies
              </button>
            ) : (
              <span className="teams-replies-count">{count}</span>
            )}
            <button
              type="button"
              className="teams-link teams-open-chain"
              aria-label={`Open reply chain, ${count}`}
              onClick={() => go({ id: root.place, thread: root.id })}
            >
              <Icon name="expand" size={14} /> <span>Open reply chain</span>
            </button>
          </div>
        )}
        {replies.length > 0 && (
          <ul className="teams-replies" aria-label="Replies">
            {replies.slice(hidden).map((reply) => (
              <li key={reply.id}>
                <TeamsMessage message={reply} look="reply" />
              </li>
            ))}
          </ul>
        )}
        <div className="teams-reply-foot">
          {alone || replying ? (
            <TeamsComposer
              place={root.place}
              root={root.id}
              who={who}
              placeholder="Reply"
              autoFocus={replying}
              onDone={() => setReplying(false)}
            />
          ) : (
            <button type="button" className="teams-reply-button" onClick={() => setReplying(true)}>
              <Icon name="reply" size={16} /> Reply
            </button>
          )}
        </div>
      </li>
    );
  },
  (before, after) =>
    before.alone === after.alone &&
    before.who === after.who &&
    before.post.root === after.post.root &&
    before.post.replies.length === after.post.replies.length &&
    before.post.replies.every((one, at) => one === after.post.replies[at]),
);
