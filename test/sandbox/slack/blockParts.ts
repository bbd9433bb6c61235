import { checkMessage } from '../../../sandbox/slack/blocks/checkMessage';
import { checkView } from '../../../sandbox/slack/blocks/checkView';
import { Problems } from '../../../sandbox/slack/blocks/problems';

export type Json = Record<string, unknown>;
/** Builds a payload that has exactly `n` of what the limit counts. */
export type Build = (n: number) => { message: Json } | { modal: Json };

export const words = (n: number): string => 'x'.repeat(n);
export const plain = (n: number): Json => ({ type: 'plain_text', text: words(n) });
export const many = <T>(n: number, make: (at: number) => T): T[] =>
  Array.from({ length: n }, (_, at) => make(at));
export const option = (at = 0, more: Json = {}): Json => ({ text: plain(3), value: `v${at}`, ...more });
export const options = (n: number): Json[] => many(n, (at) => option(at));

export const message = (...blocks: Json[]) => ({ message: { text: 'fallback', blocks } });
export const modal = (more: Json = {}, ...blocks: Json[]) => ({
  modal: { type: 'modal', title: plain(5), submit: plain(4), blocks, ...more },
});
export const actions = (...elements: Json[]) => message({ type: 'actions', elements });
export const button = (more: Json = {}): Json => ({ type: 'button', text: plain(4), ...more });
export const input = (element: Json, more: Json = {}) =>
  modal({}, { type: 'input', label: plain(5), element, ...more });
export const select = (more: Json): Json => ({ type: 'static_select', ...more });
export const confirm = (more: Json): Json => ({
  title: plain(3),
  text: plain(3),
  confirm: plain(3),
  deny: plain(3),
  ...more,
});
export const section = (n: number): Json => ({ type: 'section', text: { type: 'mrkdwn', text: words(n) } });
export const text = (element: Json = {}): Json => ({ type: 'plain_text_input', ...element });

/** Everything that is wrong with a payload, in one string; empty when it is accepted. */
export function wrongWith(payload: { message: Json } | { modal: Json }): string {
  if ('message' in payload) {
    const checked = checkMessage(payload.message, () => 'id');
    return 'error' in checked ? [checked.error, ...(checked.messages ?? [])].join(' ') : '';
  }
  const problems = new Problems();
  if (!checkView(problems, payload.modal, 'modal')) return 'view_too_large';
  return problems.messages.join(' ');
}
