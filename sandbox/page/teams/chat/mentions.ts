/** Somebody who can be mentioned: `bot`, or a person's id. */
export interface Mentionable {
  id: string;
  name: string;
  note?: string;
}

export interface TeamsSuggestion {
  /** What stands in the text afterwards, from `from` on. */
  insert: string;
  from: number;
  title: string;
  note?: string;
}

export interface Asked {
  text: string;
  caret: number;
  who: Mentionable[];
  commands: { title: string; description: string }[];
  /** The bot's commands need no mention there. */
  personal: boolean;
}

const MOST = 10;

/**
 * What could be meant by the words before the caret: somebody after `@` (names have spaces, so all that follows the
 * sign counts), or one of the bot's commands after its mention. `eager`: Enter takes it; a command is only offered.
 */
export function teamsSuggestions(asked: Asked): { eager: boolean; items: TeamsSuggestion[] } {
  const { text, caret, who, commands, personal } = asked;
  const before = text.slice(0, caret);
  const bot = who.find((one) => one.id === 'bot');
  const called = bot && before.toLowerCase().lastIndexOf(`@${bot.name.toLowerCase()} `);
  const from = called !== undefined && called >= 0 ? called + (bot?.name.length ?? 0) + 2 : personal ? 0 : -1;
  if (from >= 0 && !(from === 0 && before.startsWith('@'))) {
    const typed = before.slice(from).toLowerCase();
    const fitting = commands.filter((one) => one.title.toLowerCase().startsWith(typed));
    if (fitting.length > 0 && (from > 0 || typed !== '')) {
      const items = fitting.map((one) => ({
        insert: one.title,
        from,
        title: one.title,
        note: one.description,
      }));
      return { eager: false, items };
    }
  }
  const sign = before.lastIndexOf('@');
  const starts = sign === 0 || (sign > 0 && /\s/.test(before[sign - 1] ?? ''));
  const wanted = before.slice(sign + 1).toLowerCase();
  if (!starts || wanted.length > 40 || wanted.includes('\n')) return { eager: true, items: [] };
  const items = who
    .filter((one) => {
      const name = one.name.toLowerCase();
      return (
        name.startsWith(wanted) || (wanted !== '' && name.split(' ').some((part) => part.startsWith(wanted)))
      );
    })
    .slice(0, MOST)
    .map((one) => ({ insert: `@${one.name}`, from: sign, title: one.name, note: one.note }));
  return { eager: true, items };
}

/** Whom a text mentions: each stands in it as `@Name`. */
export function mentionedIn(text: string, who: Mentionable[]): string[] {
  return piecesOf(text, who)
    .flatMap((one) => one.mention ?? [])
    .filter((id, at, all) => all.indexOf(id) === at);
}

/** A text cut into words and mentions, the longest name first: "@Ada Moreau" is not "@Ada". */
export function piecesOf(text: string, who: Mentionable[]): { text: string; mention?: string }[] {
  const byLength = [...who].sort((a, b) => b.name.length - a.name.length);
  const pieces: { text: string; mention?: string }[] = [];
  let plain = '';
  for (let at = 0; at < text.length; ) {
    const found = text[at] === '@' ? byLength.find((one) => isNamed(text, at + 1, one.name)) : undefined;
    if (!found) {
      plain += text[at];
      at += 1;
      continue;
    }
    if (plain) pieces.push({ text: plain });
    plain = '';
    pieces.push({ text: text.slice(at, at + 1 + found.name.length), mention: found.id });
    at += 1 + found.name.length;
  }
  return plain ? [...pieces, { text: plain }] : pieces;
}

function isNamed(text: string, at: number, name: string): boolean {
  // An address is no mention.
  if (/[\p{L}\p{N}_]/u.test(text[at - 2] ?? ' ')) return false;
  const after = text[at + name.length] ?? ' ';
  return (
    text.slice(at, at + name.length).toLowerCase() === name.toLowerCase() && !/[\p{L}\p{N}_]/u.test(after)
  );
}
