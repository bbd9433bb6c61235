/** A link is taken only as it stands in the text, so what is shown is where it leads. */
const ADDRESS = /\b(?:https?:\/\/|mailto:)[^\s<>"'`\\{}|^\u0080-\u00a0\u2000-\u206f\u3000]+/giu;
const TRAILING = /[.,;:!?)\]*_~’”»]+$/u;

export type LinkedPart = { text: string } | { url: string };

/** Other people's text, divided into what is an address that may be pressed and what is not. */
export function linkedParts(text: string, most: { links: number; url: number }): LinkedPart[] {
  const parts: LinkedPart[] = [];
  let at = 0;
  let links = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const url = match[0].replace(TRAILING, '');
    if (links === most.links || url.length > most.url || !isSafeLink(url)) continue;
    links += 1;
    if (match.index > at) parts.push({ text: text.slice(at, match.index) });
    parts.push({ url });
    at = match.index + url.length;
  }
  if (at < text.length) parts.push({ text: text.slice(at) });
  return parts;
}

/** Only what leads where it says, without a password or a look-alike host inside. */
function isSafeLink(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, username, password, hostname, pathname } = new URL(url);
  if (protocol === 'mailto:') return pathname.includes('@');
  return (
    (protocol === 'http:' || protocol === 'https:') && hostname !== '' && username === '' && password === ''
  );
}

/** Of addresses that Postroom or the platform made; and still: nothing that is no web address or could end markup. */
export function isWebLink(url: string): boolean {
  return /^https?:\/\/[^\s<>|]+$/.test(url) && URL.canParse(url);
}
