import { type Grants, grantable, type Privilege, privileges, type Role } from '../domain/permissions';
import { wrongUsage } from './problem';

/** What a person who grants it has to know, for those privileges that can be granted or denied. */
const meanings: Partial<Record<Privilege, string>> = {
  take: 'take an unassigned conversation',
  assign: 'hand their own conversation to somebody else',
  answer: 'reply, forward, snooze, remind',
  write: 'write a new message',
  handle: 'qualify, link, label, resolve, archive',
  create: 'create labels and records',
  rearrange: 'move, delete, restore, spam, merge, split',
  erase: 'delete for ever',
};

/** `--grant` and `--deny` as they are stored. @throws Problem (wrong usage) that names what is accepted. */
export function readGrants(role: Role, granted: string[] = [], denied: string[] = []): Grants {
  const accepted = privileges.filter((privilege) => grantable(privilege, role));
  const grants: Grants = {};
  for (const [names, given] of [
    [granted, true],
    [denied, false],
  ] as const) {
    for (const name of names.flatMap((one) => one.split(',')).map((one) => one.trim())) {
      const privilege = accepted.find((one) => one === name);
      if (!privilege) throw wrongUsage(notGrantable(name, role, accepted));
      if (grants[privilege] === !given) throw wrongUsage(`"${name}" is both granted and denied.`);
      grants[privilege] = given;
    }
  }
  return grants;
}

function notGrantable(name: string, role: Role, accepted: Privilege[]): string {
  if (accepted.length === 0) return `The role ${role} may do everything: nothing can be granted or denied.`;
  const lines = accepted.map((privilege) => `  ${privilege.padEnd(10)} ${meanings[privilege] ?? ''}`);
  return [`"${name}" cannot be granted to or denied the role ${role}. Accepted are:`, ...lines].join('\n');
}

/** `+take -answer`, in the order of the table of rights; empty when the role's own rights apply. */
export function grantWords(grants: Grants): string {
  return privileges
    .filter((privilege) => grants[privilege] !== undefined)
    .map((privilege) => `${grants[privilege] ? '+' : '-'}${privilege}`)
    .join(' ');
}
