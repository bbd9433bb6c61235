import type { Option } from '../ui/card';
import { printable } from '../ui/cut';
import { inert } from './escape';
import { limits } from './limits';

export interface Choice {
  title: string;
  value: string;
}

/** Values are ids of ours; one that is too long cannot be offered, nor can one without a value. */
export function choicesOf(options: readonly Option[], most: number): Choice[] {
  return options
    .filter((option) => option.value !== '' && option.value.length <= limits.choiceValue.max)
    .slice(0, most)
    .map((option) => ({ title: choiceTitle(option), value: option.value }));
}

export function choiceTitle(option: Option): string {
  const label = printable(option.label).trim() || '–';
  const detail = option.detail && printable(option.detail).trim() ? ` – ${option.detail}` : '';
  return inert(`${label}${detail}`.replace(/\s+/g, ' '), limits.choiceText.max);
}
