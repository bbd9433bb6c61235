/** Reads what people write in Slack: its escapes, mentions and links as plain words. */
const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };
const MARKUP = /<([^<>]+)>/g;

export function unescaped(text: string): string {
  return text.replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity]!);
}

/** The people whom a text mentions, so that their names can be looked up before it is read. */
export function mentionedUsers(text: string): string[] {
  return [...new Set([...text.matchAll(/<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>/g)].map((match) => match[1]!))];
}

/**
 * A message as plain words: people as `@Name`, channels as `#name`, links as their address (with their own words
 * before it where these say something else).
 * @param nameOf the name of a person by their id.
 */
export function plainWords(text: string, nameOf: (user: string) => string): string {
  return unescaped(
    text.replace(MARKUP, (_, inside: string) => {
      const [target, label] = divided(inside);
      if (target.startsWith('@')) return `@${nameOf(target.slice(1))}`;
      if (target.startsWith('#')) return `#${label ?? target.slice(1)}`;
      if (target.startsWith('!')) return specialWords(target, label);
      return linkWords(target, label);
    }),
  );
}

/** `!here`, `!subteam^S1|@support`, `!date^…|fallback`. */
function specialWords(target: string, label: string | undefined): string {
  if (label !== undefined) return label;
  return target.startsWith('!subteam') ? '@group' : `@${target.slice(1).split('^')[0]}`;
}

function linkWords(target: string, label: string | undefined): string {
  const address = target.replace(/^mailto:/, '');
  return label === undefined || label === address ? address : `${label} (${address})`;
}

function divided(inside: string): [string, string | undefined] {
  const at = inside.indexOf('|');
  return at < 0 ? [inside, undefined] : [inside.slice(0, at), inside.slice(at + 1)];
}
