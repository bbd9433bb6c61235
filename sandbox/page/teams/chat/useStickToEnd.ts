import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';

interface Newest {
  id?: string;
  /** One wrote it oneself: then it is followed. */
  own: boolean;
  /** Its post, in a channel. */
  root?: string;
}

/**
 * A list that stays at its end while one reads the end, and in place while one reads above. A reply moves its post to
 * the end, as in Teams: the post that one is at (`data-post`) keeps its place on the screen, and the focus.
 * @returns whether something came in below, and the way there
 */
export function useStickToEnd(list: RefObject<HTMLDivElement | null>, newest: Newest) {
  const atEnd = useRef(true);
  const known = useRef(newest.id);
  const touched = useRef<{ post: string; top: number; focus: HTMLElement }>(undefined);
  const [below, setBelow] = useState(false);
  const toEnd = () => {
    atEnd.current = true;
    if (list.current) list.current.scrollTop = list.current.scrollHeight;
    setBelow(false);
  };
  const { id, own, root } = newest;

  useLayoutEffect(() => {
    const box = list.current;
    const arrived = id !== known.current;
    known.current = id;
    if (!box) return;
    if (atEnd.current || (arrived && own)) {
      atEnd.current = true;
      box.scrollTop = box.scrollHeight;
      setBelow(false);
    } else if (arrived) {
      stayAt(box, touched.current);
      if (root === undefined || root !== touched.current?.post) setBelow(true);
    }
    const focus = touched.current?.focus;
    if (arrived && focus?.isConnected && document.activeElement === document.body) {
      focus.focus({ preventScroll: true });
    }
  }, [id, own, root, list]);

  useEffect(() => {
    const box = list.current;
    const inner = box?.firstElementChild;
    if (!box || !inner) return;
    const measure = () => {
      if (touched.current) touched.current.top = topOf(box, touched.current.post) ?? touched.current.top;
    };
    // Cards are drawn and redrawn: the list grows without a message.
    const watcher = new ResizeObserver(() => {
      if (atEnd.current) box.scrollTop = box.scrollHeight;
      measure();
    });
    watcher.observe(inner);
    watcher.observe(box);
    const onScroll = () => {
      atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < 60;
      if (atEnd.current) setBelow(false);
      measure();
    };
    const onFocus = ({ target }: FocusEvent) => {
      const at = target as HTMLElement;
      const post = at.closest<HTMLElement>('[data-post]')?.dataset.post;
      touched.current = post === undefined ? undefined : { post, top: topOf(box, post) ?? 0, focus: at };
    };
    box.addEventListener('scroll', onScroll);
    box.addEventListener('focusin', onFocus);
    return () => {
      watcher.disconnect();
      box.removeEventListener('scroll', onScroll);
      box.removeEventListener('focusin', onFocus);
    };
  }, [list]);
  return { below, toEnd };
}

function topOf(box: HTMLElement, post: string): number | undefined {
  const element = box.querySelector(`[data-post="${CSS.escape(post)}"]`);
  return element?.getBoundingClientRect().top;
}

function stayAt(box: HTMLElement, touched: { post: string; top: number } | undefined): void {
  const top = touched && topOf(box, touched.post);
  if (touched && top !== undefined) box.scrollTop += top - touched.top;
}
