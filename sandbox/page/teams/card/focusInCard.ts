/** Where the focus is in a card, said so that it is found again in the card's next version. */
export interface PlaceOfFocus {
  /** Id of the input, where it is in one. */
  input?: string;
  /** Accessible name of the button. */
  name?: string;
  /** The how-manieth control it is. */
  index: number;
}

const CONTROLS = ':is(button, input, select, textarea, a[href], [tabindex="0"]):not(:disabled)';

function controls(box: HTMLElement): HTMLElement[] {
  return [...box.querySelectorAll<HTMLElement>(CONTROLS)].filter((one) => one.tabIndex >= 0);
}

/** Undefined when the focus is elsewhere. */
export function placeOfFocus(box: HTMLElement): PlaceOfFocus | undefined {
  const at = document.activeElement;
  if (!(at instanceof HTMLElement) || at === box || !box.contains(at)) return undefined;
  return {
    input: at.closest<HTMLElement>('[data-input]')?.dataset.input,
    name: at.getAttribute('aria-label') ?? undefined,
    index: controls(box).indexOf(at),
  };
}

/** Puts the focus where it was: into the same input, on the button of the same name, else on its neighbour. */
export function focusLike(box: HTMLElement, before: PlaceOfFocus | undefined): void {
  if (!before) return;
  const all = controls(box);
  const input =
    before.input === undefined
      ? null
      : box.querySelector<HTMLElement>(`[data-input="${CSS.escape(before.input)}"]`);
  const target =
    all.find((one) => input?.contains(one)) ??
    all.find((one) => before.name !== undefined && one.getAttribute('aria-label') === before.name) ??
    all[Math.min(Math.max(before.index, 0), all.length - 1)];
  target?.focus({ preventScroll: true });
}

/** The first field that is marked as wrong, else the first field, else the first button. */
export function focusFirstField(box: HTMLElement): void {
  const wrong = box.querySelector<HTMLElement>('.ac-input-validation-failed');
  const all = controls(wrong ?? box);
  const first = all.find((one) => one.closest('[data-input]')) ?? wrong ?? all[0];
  first?.focus({ preventScroll: false });
}
