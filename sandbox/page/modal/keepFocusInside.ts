import type { KeyboardEvent } from 'react';

const REACHED =
  ':is(a[href], button, input, select, textarea, [contenteditable], [tabindex="0"]):not(:disabled)';

/** Tab goes round inside of a dialog: after the last control comes the first. */
export function keepFocusInside(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'Tab') return;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>(REACHED)].filter(
    (one) => one.tabIndex >= 0 && one.getClientRects().length > 0,
  );
  const first = all[0];
  const last = all.at(-1);
  const leaving = event.shiftKey ? first : last;
  const at = document.activeElement;
  if (!first || !last || (at !== leaving && at !== event.currentTarget)) return;
  event.preventDefault();
  (event.shiftKey ? last : first).focus();
}
