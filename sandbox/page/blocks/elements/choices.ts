import type { BlockJson } from '../../../protocol';
import type { Directory } from '../../live/workspace';
import type { Choice } from '../../parts/useChoices';
import { plain } from '../surface';

interface OptionJson {
  text?: unknown;
  value?: string;
  description?: unknown;
}

/** The options and option groups of an element. */
export function optionChoices(element: BlockJson): Choice[] {
  const groups = element.option_groups as { label?: unknown; options: OptionJson[] }[] | undefined;
  const all = groups
    ? groups.flatMap((group) => group.options.map((option) => ({ option, group: plain(group.label) })))
    : ((element.options as OptionJson[] | undefined) ?? []).map((option) => ({ option, group: undefined }));
  return all.map(({ option, group }) => ({
    value: option.value ?? '',
    text: plain(option.text) ?? '',
    description: plain(option.description),
    group,
  }));
}

export function personChoices({ people }: Directory): Choice[] {
  return [...people.values()]
    .filter((person) => !person.deleted && !person.isBot)
    .map((person) => ({
      value: person.id,
      text: person.realName || person.name,
      description: `@${person.name}`,
    }));
}

/** Channels, and for `conversations_select` also DMs unless the app's filter leaves them out. */
export function conversationChoices(element: BlockJson, { channels, botUserId }: Directory): Choice[] {
  const only = element.type.endsWith('channels_select') ? ['public'] : undefined;
  const filter = element.filter as { include?: string[]; exclude_bot_users?: boolean } | undefined;
  const include = only ?? filter?.include;
  return [...channels.values()]
    .filter((channel) => !channel.archived && (!include || include.includes(channel.kind)))
    .filter((channel) => !(filter?.exclude_bot_users && channel.with === botUserId))
    .map((channel) => ({
      value: channel.id,
      text: channel.kind === 'im' ? channel.name : `#${channel.name}`,
      description: channel.kind === 'private' ? 'private' : undefined,
    }));
}
