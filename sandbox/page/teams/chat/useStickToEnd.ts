import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';

/**
 * A list that stays at its end while one reads the end, and in place while one reads above.
 * @param newest id of the newest message @param own whether one wrote it oneself: then it is followed
 * @returns whether something came in below, and the way there
 */
export function useStickToEnd(
  list: RefObject<HTMLDivElement | null>,
  newest: string | undefined,
  own: boolean,
) {
  const atEnd = useRef(true);
  const known = useRef(newest);
  const [below, setBelow] = useState(false);
  const toEnd = () => {
    if (list.current) list.current.scrollTop = list.current.scrollHeight;
    setBelow(false);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the newest message is all that matters
  useLayoutEffect(() => {
    const arrived = newest !== known.current;
    known.current = newest;
    if (atEnd.current || (arrived && own)) toEnd();
    else if (arrived) setBelow(true);
  }, [newest]);
  // Cards are drawn and redrawn: the list grows without a message.
  useEffect(() => {
    const box = list.current;
    const inner = box?.firstElementChild;
    if (!box || !inner) return;
    const watcher = new ResizeObserver(() => {
      if (atEnd.current) box.scrollTop = box.scrollHeight;
    });
    watcher.observe(inner);
    watcher.observe(box);
    const onScroll = () => {
      atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < 60;
      if (atEnd.current) setBelow(false);
    };
    box.addEventListener('scroll', onScroll);
    return () => {
      watcher.disconnect();
      box.removeEventListener('scroll', onScroll);
    };
  }, [list]);
  return { below, toEnd };
}
