import type { BlockJson } from '../protocol';
import type { World } from './world';

const MARKUP = /<(?:@[UW][A-Z0-9]+|#[CG][A-Z0-9]+(?:\|[^<>]*)?|!(?:here|channel|everyone))>/g;

/**
 * What a person typed, as Slack would store it: `&`, `<`, `>` escaped, `@handle` made a mention, addresses made
 * links. Mentions that already have Slack's form are kept.
 */
export function asTyped(world: World, typed: string): string {
  const kept: string[] = [];
  const held = typed.replace(MARKUP, (markup) => {
    kept.push(markup);
    return `\uE000${kept.length - 1}\uE000`;
  });
  const escaped = held.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  const linked = escaped
    .replace(/https?:\/\/[^\s<>\uE000]+/g, (url) => `<${url}>`)
    .replace(/(?<![\w.+@/:-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, (mail) => `<mailto:${mail}|${mail}>`)
    .replace(/(?<![\w.@/|:-])@([\w.-]+)/g, (whole, handle: string) => mention(world, handle) ?? whole);
  return linked.replace(/\uE000(\d+)\uE000/g, (_, at: string) => kept[Number(at)] ?? '');
}

/** The text of a slash command: as typed, or with names and channels escaped where the app asked for it. */
export function asCommandText(world: World, typed: string, escaped: boolean): string {
  if (!escaped) {
    return typed.replace(/<@([UW][A-Z0-9]+)>/g, (whole, id: string) => {
      const person = world.people.get(id);
      return person ? `@${person.name}` : whole;
    });
  }
  return typed
    .replace(/<@([UW][A-Z0-9]+)>/g, (whole, id: string) => named(world, id) ?? whole)
    .replace(/(?<![\w.<|])@([\w.-]+)/g, (whole, handle: string) => {
      const person = [...world.people.values()].find((one) => one.name === handle);
      return person ? `<@${person.id}|${person.name}>` : whole;
    })
    .replace(/(?<![\w<&])#([\w-]+)/g, (whole, name: string) => {
      const channel = [...world.channels.values()].find((one) => one.name === name && one.kind !== 'im');
      return channel ? `<#${channel.id}|${channel.name}>` : whole;
    });
}

/** The rich text block that Slack's own client makes of a message. Styles are not parsed. */
export function personBlocks(text: string, blockId: string): BlockJson[] {
  const elements: Record<string, unknown>[] = [];
  const plain = (part: string): void => {
    if (part) elements.push({ type: 'text', text: plainText(part) });
  };
  let from = 0;
  for (const found of text.matchAll(/<([^<>]+)>/g)) {
    plain(text.slice(from, found.index));
    elements.push(leaf(found[1] ?? ''));
    from = found.index + found[0].length;
  }
  plain(text.slice(from));
  return [{ type: 'rich_text', block_id: blockId, elements: [{ type: 'rich_text_section', elements }] }];
}

function leaf(markup: string): Record<string, unknown> {
  const [target = '', label] = markup.split('|');
  if (target.startsWith('@')) return { type: 'user', user_id: target.slice(1) };
  if (target.startsWith('#')) return { type: 'channel', channel_id: target.slice(1) };
  if (target.startsWith('!')) return { type: 'broadcast', range: target.slice(1) };
  return { type: 'link', url: plainText(target), ...(label ? { text: plainText(label) } : {}) };
}

function plainText(text: string): string {
  return text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
}

function mention(world: World, handle: string): string | undefined {
  const person = [...world.people.values()].find((one) => one.name === handle);
  return person && `<@${person.id}>`;
}

function named(world: World, id: string): string | undefined {
  const person = world.people.get(id);
  return person && `<@${person.id}|${person.name}>`;
}
