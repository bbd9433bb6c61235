import type { Mention } from '../../protocol';
import { richTextLeaves } from './checkRichText';
import { isObject } from './problems';

type Found = Pick<Mention, 'kind' | 'target'>;

const SPECIAL = /<!(here|channel|everyone)(?:\|[^>]*)?>/g;
const USER = /<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g;
const GROUP = /<!subteam\^(S[A-Z0-9]+)(?:\|[^>]*)?>/g;

/** Everybody whom a mrkdwn text would ping. Escaped text (`&lt;!channel&gt;`) pings nobody. */
export function mentionsInText(text: string): Found[] {
  return [
    ...[...text.matchAll(SPECIAL)].map((m) => ({ kind: m[1] as Found['kind'], target: m[1] ?? '' })),
    ...[...text.matchAll(USER)].map((m) => ({ kind: 'user' as const, target: m[1] ?? '' })),
    ...[...text.matchAll(GROUP)].map((m) => ({ kind: 'usergroup' as const, target: m[1] ?? '' })),
  ];
}

/** The same for blocks: mrkdwn text objects and markdown anywhere, and the leaves of rich text. */
export function mentionsInBlocks(value: unknown): Found[] {
  if (Array.isArray(value)) return value.flatMap(mentionsInBlocks);
  if (!isObject(value)) return [];
  if (value.type === 'rich_text') return richTextLeaves(value).flatMap(mentionOfLeaf);
  if ((value.type === 'mrkdwn' || value.type === 'markdown') && typeof value.text === 'string') {
    return mentionsInText(value.text);
  }
  return Object.values(value).flatMap(mentionsInBlocks);
}

function mentionOfLeaf(leaf: Record<string, unknown>): Found[] {
  if (leaf.type === 'user') return [{ kind: 'user', target: String(leaf.user_id) }];
  if (leaf.type === 'usergroup') return [{ kind: 'usergroup', target: String(leaf.usergroup_id) }];
  if (leaf.type === 'broadcast') return [{ kind: leaf.range as Found['kind'], target: String(leaf.range) }];
  return [];
}
