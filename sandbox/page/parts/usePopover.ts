import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

export interface PopoverOptions {
  open: boolean;
  /** Pressed outside of anchor and popover. */
  onOutside: () => void;
  /** `match`: as wide as the anchor. */
  width?: 'match' | 'own';
  align?: 'start' | 'end';
  /** Anything that changes the popover's size: it is placed again. */
  size?: unknown;
}

const GAP = 4;
const MARGIN = 8;

/**
 * Puts an element with `popover="manual"` into the browser's top layer beside its anchor: below it, or above
 * where there is more room. The top layer cannot be cut off by a scrolling pane or a modal.
 */
export function usePopover(anchor: RefObject<HTMLElement | null>, options: PopoverOptions) {
  const popover = useRef<HTMLDivElement>(null);
  const { open, width = 'own', align = 'start', size } = options;
  const outside = useRef(options.onOutside);
  outside.current = options.onOutside;

  // biome-ignore lint/correctness/useExhaustiveDependencies: `size` is there to place it again
  useLayoutEffect(() => {
    const box = popover.current;
    if (!open || !box) return;
    if (!box.matches(':popover-open')) box.showPopover();
    const place = () => {
      const at = anchor.current?.getBoundingClientRect();
      if (!at) return;
      box.style.minWidth = width === 'match' ? `${at.width}px` : '';
      box.style.maxHeight = '';
      const natural = box.offsetHeight;
      const below = window.innerHeight - at.bottom - GAP - MARGIN;
      const above = at.top - GAP - MARGIN;
      const up = natural > below && above > below;
      const room = Math.max(96, up ? above : below);
      const height = Math.min(natural, room);
      // Only where there is too little room: the style sheet has a limit of its own.
      if (natural > room) box.style.maxHeight = `${room}px`;
      box.style.top = `${up ? at.top - GAP - height : at.bottom + GAP}px`;
      const left = align === 'end' ? at.right - box.offsetWidth : at.left;
      box.style.left = `${Math.max(MARGIN, Math.min(left, window.innerWidth - box.offsetWidth - MARGIN))}px`;
    };
    place();
    window.addEventListener('resize', place);
    window.addEventListener('scroll', place, true);
    return () => {
      window.removeEventListener('resize', place);
      window.removeEventListener('scroll', place, true);
    };
  }, [open, anchor, width, align, size]);

  useEffect(() => {
    if (!open) return;
    const pressed = (event: PointerEvent) => {
      const target = event.target as Node;
      if (!popover.current?.contains(target) && !anchor.current?.contains(target)) outside.current();
    };
    document.addEventListener('pointerdown', pressed, true);
    return () => document.removeEventListener('pointerdown', pressed, true);
  }, [open, anchor]);

  return popover;
}
