import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { MessageState } from '../../protocol';
import { readerOf, useDirectory } from '../live/workspace';
import { Icon } from '../parts/Icon';
import { dayName } from '../text/dates';
import { MessageItem } from './MessageItem';

interface Props {
  /** Oldest first. */
  messages: MessageState[];
  /** A message to show and mark. */
  at?: string;
  inThread?: boolean;
  label: string;
  /** Above the first message. */
  intro?: React.ReactNode;
  /** After the first message, for "3 replies" in a thread. */
  afterFirst?: React.ReactNode;
}

const PAGE = 150;
const TOGETHER_SECONDS = 300;

/** The scrolling list: stays at its end while one reads the end, stays in place while one reads above. */
export function MessageList({ messages, at, inThread, label, intro, afterFirst }: Props) {
  const { me } = useDirectory();
  const [shown, setShown] = useState(PAGE);
  /** What came in below while one reads above. */
  const [below, setBelow] = useState<string>();
  const list = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const target = at === undefined ? -1 : messages.findIndex((one) => one.ts === at);
  const from = Math.max(0, Math.min(messages.length - shown, target < 0 ? messages.length : target - 5));
  const visible = messages.slice(from);

  const newest = messages.at(-1);
  const toEnd = () => {
    const box = list.current;
    if (box) box.scrollTop = box.scrollHeight;
  };
  const known = useRef(newest?.ts ?? '');
  // biome-ignore lint/correctness/useExhaustiveDependencies: every new message may move the end
  useLayoutEffect(() => {
    const arrived = newest !== undefined && newest.ts > known.current;
    if (arrived) known.current = newest.ts;
    // What one wrote oneself is followed; what others write while one reads above is only announced.
    if (atEnd.current || (arrived && newest.user === me.id)) toEnd();
    else if (arrived) setBelow(newest.ephemeralFor ? 'A message only for you' : 'New messages');
  }, [messages]);
  // Pictures and fonts arrive later and make the list longer.
  useEffect(() => {
    const box = list.current;
    const inner = box?.firstElementChild;
    if (!box || !inner) return;
    const watcher = new ResizeObserver(() => {
      if (atEnd.current) box.scrollTop = box.scrollHeight;
    });
    watcher.observe(inner);
    watcher.observe(box);
    return () => watcher.disconnect();
  }, []);
  useEffect(() => {
    if (at === undefined) return;
    const message = list.current?.querySelector(`[data-ts="${CSS.escape(at)}"]`);
    if (!message) return;
    atEnd.current = false;
    message.scrollIntoView({ block: 'center' });
  }, [at]);

  const onScroll = () => {
    const box = list.current;
    if (!box) return;
    atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < 40;
    if (atEnd.current) setBelow(undefined);
  };
  const reader = readerOf(me);
  const days = visible.map((one) => dayName(Number(one.ts) * 1000, reader));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling pane must be reachable with the keyboard
    <div ref={list} className="message-list" role="log" aria-label={label} tabIndex={0} onScroll={onScroll}>
      <div className="message-list-inner">
        {from > 0 ? (
          <button type="button" className="button earlier" onClick={() => setShown(shown + PAGE)}>
            Show earlier messages
          </button>
        ) : (
          intro
        )}
        {visible.map((message, index) => {
          const before = visible[index - 1];
          const day = days[index];
          const newDay = day !== days[index - 1];
          return (
            <div key={`${message.ephemeralFor ? 'e' : ''}${message.ts}`}>
              {newDay && !inThread && (
                // biome-ignore lint/a11y/useSemanticElements: hr cannot hold the day's name
                <div className="day" role="separator" aria-label={day}>
                  <span>{day}</span>
                </div>
              )}
              <MessageItem
                message={message}
                inThread={inThread}
                joined={!newDay && !(inThread && index === 1) && together(before, message)}
                highlighted={message.ts === at}
              />
              {index === 0 && afterFirst}
            </div>
          );
        })}
      </div>
      {below && (
        <button type="button" className="button primary below" onClick={toEnd}>
          {below} <Icon name="chevron" size={14} />
        </button>
      )}
    </div>
  );
}

/** The app's messages with blocks stand alone: each is a thing of its own. */
function hasCard(message: MessageState): boolean {
  return message.blocks?.some((block) => block.type !== 'rich_text') ?? false;
}

function together(before: MessageState | undefined, message: MessageState): boolean {
  return (
    before !== undefined &&
    before.user === message.user &&
    !before.subtype &&
    !message.subtype &&
    !hasCard(message) &&
    !before.ephemeralFor === !message.ephemeralFor &&
    !message.broadcast &&
    Number(message.ts) - Number(before.ts) < TOGETHER_SECONDS
  );
}
