import type { Question } from '../live/workspace';
import { plain } from './surface';

/** A Block Kit confirmation dialog as a question, or undefined when the element has none. */
export function questionOf(confirm: unknown): Question | undefined {
  if (!confirm || typeof confirm !== 'object') return undefined;
  const { title, text, confirm: yes, deny, style } = confirm as Record<string, { type?: string } | undefined>;
  return {
    title: plain(title) ?? 'Are you sure?',
    text: plain(text) ?? '',
    mrkdwn: text?.type === 'mrkdwn',
    confirm: plain(yes) ?? 'Yes',
    deny: plain(deny) ?? 'No',
    danger: (style as unknown) === 'danger',
  };
}
