import { htmlToText } from '../email/htmlToText';
import type { Activity, HistoryMessage } from './transport/transport';

/**
 * What people write in Teams as plain words. An activity's text is nearly plain: mentions stand in it as `<at>Name</at>`,
 * and what could be taken for HTML is written as entities. Microsoft Graph gives the HTML itself. No tag reaches over the
 * next `<`: else a message of nothing but these would keep the process busy for seconds.
 */
const MENTION = /<at(?:\s[^<>]*)?>([^<]*)<\/at>/gi;

const ENTITIES: Record<string, string> = {
  nbsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

/** Once only: `&amp;lt;` is somebody's `&lt;`. */
export function unescaped(text: string): string {
  return text
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,5}));/gi, (whole, decimal, hex, name) => {
      if (name !== undefined) return ENTITIES[String(name).toLowerCase()] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
        ? String.fromCodePoint(code)
        : whole;
    })
    .replaceAll('\u00a0', ' ');
}

export interface Mention {
  /** `29:…` of a person, `28:…` of a bot. */
  id: string;
  name: string;
  /** As it stands in the text: `<at>Name</at>`. */
  text: string;
}

/** Whom the message mentions, in its order. */
export function mentionsOf(activity: Pick<Activity, 'entities'>): Mention[] {
  return (activity.entities ?? []).flatMap((entity) => {
    const mentioned = entity.mentioned as { id?: unknown; name?: unknown } | undefined;
    if (entity.type !== 'mention' || typeof mentioned?.id !== 'string') return [];
    const name = typeof mentioned.name === 'string' ? mentioned.name : '';
    return [
      { id: mentioned.id, name, text: typeof entity.text === 'string' ? entity.text : `<at>${name}</at>` },
    ];
  });
}

export function mentionsBot(activity: Pick<Activity, 'entities' | 'recipient'>): boolean {
  return mentionsOf(activity).some(({ id }) => id === activity.recipient.id);
}

export type Piece = { text: string } | { mention: Mention };

/** The text cut at its mentions: each tag takes the next mention that reads so. Words are unescaped. */
export function piecesOf(activity: Pick<Activity, 'text' | 'entities'>): Piece[] {
  const left = mentionsOf(activity);
  const text = activity.text ?? '';
  const pieces: Piece[] = [];
  let from = 0;
  for (const tag of text.matchAll(MENTION)) {
    pieces.push({ text: unescaped(text.slice(from, tag.index)) });
    from = tag.index + tag[0].length;
    const at = left.findIndex((one) => one.text === tag[0] || one.name === unescaped(tag[1] ?? ''));
    const [mention] = at < 0 ? [] : left.splice(at, 1);
    pieces.push(mention ? { mention } : { text: `@${unescaped(tag[1] ?? '')}` });
  }
  pieces.push({ text: unescaped(text.slice(from)) });
  return pieces.filter((piece) => !('text' in piece) || piece.text !== '');
}

/** A message as plain words: mentions as `@Name`, files as `[name]`. */
export function wordsIn(activity: Pick<Activity, 'text' | 'entities' | 'attachments'>): string {
  const text = piecesOf(activity)
    .map((piece) => ('text' in piece ? piece.text : `@${piece.mention.name}`))
    .join('')
    .trim();
  const files = (activity.attachments ?? [])
    .filter(({ contentType }) => !contentType.startsWith('text/html'))
    .map(({ name, contentType }) => `[${name || (contentType.startsWith('image/') ? 'image' : 'file')}]`);
  return [text, ...files].filter((part) => part !== '').join('\n');
}

/** The same for a message out of Microsoft Graph. */
export function wordsOfHistory({ body, attachmentNames }: HistoryMessage): string {
  const named = body.content.replace(MENTION, (_, name: string) => `@${name}`);
  const text = body.html ? readable(named.replace(/<attachment[^<>]*>\s*<\/attachment>/gi, '')) : named;
  return [text.trim(), ...attachmentNames.map((name) => `[${name}]`)]
    .filter((part) => part !== '')
    .join('\n');
}

/** One message that cannot be read must not hide all the others. */
function readable(html: string): string {
  try {
    return htmlToText(html);
  } catch {
    return unescaped(html.replace(/<[^<>]*>/g, ' ').replace(/\s+/g, ' '));
  }
}
