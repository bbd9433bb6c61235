import { decodeEntities } from './entities';

/** Names as a person types them, and the ids that they stand for. */
export interface Names {
  people: Map<string, { id: string; name: string; deleted?: boolean }>;
  channels: Map<string, { id: string; name: string; kind: string }>;
}

/**
 * What a person typed, with `@name`, `#channel` and `@here` as Slack's ids. The sandbox escapes the rest and
 * makes web addresses links, so that tests which type through the control interface get the same.
 */
export function fromTyped(typed: string, names: Names): string {
  const people = new Map([...names.people.values()].map((one) => [one.name.toLowerCase(), one.id]));
  const channels = new Map(
    [...names.channels.values()].filter((one) => one.kind !== 'im').map((one) => [one.name, one.id]),
  );
  return typed.replace(
    /(?<![^\s(,;])([@#])([\p{L}\p{N}_.-]*[\p{L}\p{N}])/gu,
    (whole, sign: string, word: string) => {
      if (sign === '#') return channels.has(word) ? `<#${channels.get(word)}>` : whole;
      if (/^(here|channel|everyone)$/.test(word)) return `<!${word}>`;
      const id = people.get(word.toLowerCase());
      return id ? `<@${id}>` : whole;
    },
  );
}

/** The text of a message as its author would type it, for editing. */
export function toTyped(text: string, names: Names): string {
  const plain = text.replace(
    /<([@#!])([^>|]+)(?:\|[^>]*)?>|<([^>|]+)(?:\|[^>]*)?>/g,
    (whole: string, sign: string | undefined, id: string, url: string) => {
      if (sign === '@') return `@${names.people.get(id)?.name ?? id}`;
      if (sign === '#') return `#${names.channels.get(id)?.name ?? id}`;
      if (sign === '!') return /^(here|channel|everyone)$/.test(id) ? `@${id}` : whole;
      return url.replace(/^mailto:/, '');
    },
  );
  return decodeEntities(plain);
}
