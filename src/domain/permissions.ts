import type { Actor } from './events';

export const visibilities = ['open', 'assigned-only'] as const;
export type Visibility = (typeof visibilities)[number];

export const roles = ['agent', 'dispatcher', 'admin'] as const;
export type Role = (typeof roles)[number];

/** The rows of "Who may do what" in product.md, top to bottom. */
export const privileges = [
  'see',
  'discuss',
  'watch',
  'take',
  'release',
  'assign',
  'answer',
  'write',
  'handle',
  'create',
  'rearrange',
  'erase',
  'report',
  'templates',
  'configure',
] as const;
export type Privilege = (typeof privileges)[number];

export type Grants = Partial<Record<Privilege, boolean>>;

export interface Membership {
  role: Role;
  grants: Grants;
}

/** What a decision about a right needs to know of the conversation. `null` = something of the mailbox itself. */
export interface Owned {
  ownerId: string | null;
}

export interface Ruled {
  visibility: Visibility;
}

type Cell = 'yes' | 'no' | 'asSee' | { grantable: boolean | Record<Visibility, boolean> };
type Column = 'stranger' | 'agent' | 'owner' | 'dispatcher' | 'admin';

const yesUnlessTaken: Cell = { grantable: true };
const noUnlessGranted: Cell = { grantable: false };

/** One line per row of the table; the columns are those of product.md. */
const table: Record<Privilege, Record<Column, Cell | Record<Visibility, Cell>>> = {
  see: {
    stranger: 'no',
    agent: { open: 'yes', 'assigned-only': 'no' },
    owner: 'yes',
    dispatcher: 'yes',
    admin: 'yes',
  },
  discuss: { stranger: 'no', agent: 'asSee', owner: 'yes', dispatcher: 'yes', admin: 'yes' },
  watch: { stranger: 'no', agent: 'asSee', owner: 'yes', dispatcher: 'yes', admin: 'yes' },
  take: {
    stranger: 'no',
    agent: { grantable: { open: true, 'assigned-only': false } },
    owner: 'yes',
    dispatcher: 'yes',
    admin: 'yes',
  },
  release: { stranger: 'no', agent: 'no', owner: 'yes', dispatcher: 'yes', admin: 'yes' },
  assign: { stranger: 'no', agent: 'no', owner: noUnlessGranted, dispatcher: 'yes', admin: 'yes' },
  answer: { stranger: 'no', agent: 'no', owner: yesUnlessTaken, dispatcher: 'yes', admin: 'yes' },
  write: { stranger: 'no', agent: noUnlessGranted, owner: noUnlessGranted, dispatcher: 'yes', admin: 'yes' },
  handle: { stranger: 'no', agent: 'no', owner: yesUnlessTaken, dispatcher: 'yes', admin: 'yes' },
  create: { stranger: 'no', agent: 'no', owner: yesUnlessTaken, dispatcher: 'yes', admin: 'yes' },
  rearrange: {
    stranger: 'no',
    agent: 'no',
    owner: noUnlessGranted,
    dispatcher: yesUnlessTaken,
    admin: 'yes',
  },
  erase: { stranger: 'no', agent: 'no', owner: noUnlessGranted, dispatcher: noUnlessGranted, admin: 'yes' },
  report: { stranger: 'no', agent: 'no', owner: 'no', dispatcher: 'yes', admin: 'yes' },
  templates: { stranger: 'no', agent: 'no', owner: 'no', dispatcher: 'yes', admin: 'yes' },
  configure: { stranger: 'no', agent: 'no', owner: 'no', dispatcher: 'no', admin: 'yes' },
};

/** Can this privilege be given or taken away for this role? What `member set` and the admin form offer. */
export function grantable(privilege: Privilege, role: Role): boolean {
  const columns: Column[] = role === 'agent' ? ['agent', 'owner'] : [role];
  return columns.some((column) =>
    Object.values(visibilities).some((v) => isGrantable(cell(privilege, column, v))),
  );
}

/**
 * The one question, for every surface: may this actor do this here?
 *
 * @param membership the actor's membership of the mailbox; null for somebody who is not a member. Ignored unless
 *   the actor is a person: rules, timers, mail and the system act under the settings that made them.
 */
export function can(
  actor: Actor,
  membership: Membership | null,
  privilege: Privilege,
  conversation: Owned | null,
  mailbox: Ruled,
): boolean {
  if (actor.kind !== 'person') return true;
  const column = columnOf(actor.id, membership, conversation);
  // An unassigned conversation is taken; somebody else's would be a reassignment.
  if (privilege === 'take' && conversation?.ownerId && conversation.ownerId !== actor.id) return false;
  const rule = cell(privilege, column, mailbox.visibility);
  if (rule === 'yes') return true;
  if (rule === 'no') return false;
  if (rule === 'asSee') return can(actor, membership, 'see', conversation, mailbox);
  const granted = membership?.grants[privilege];
  if (granted !== undefined) return granted;
  return typeof rule.grantable === 'boolean' ? rule.grantable : rule.grantable[mailbox.visibility];
}

/** Whether a member sees every conversation of the mailbox, or only their own. Queries filter by this. */
export function seesAll(personId: string, membership: Membership | null, mailbox: Ruled): boolean {
  return can({ kind: 'person', id: personId }, membership, 'see', { ownerId: null }, mailbox);
}

/** Whether this person may say which accounts belong to whom. */
export function mayDecideAccounts(person: { workspaceAdmin: boolean }): boolean {
  return person.workspaceAdmin;
}

/** Never one's own: who got hold of one account of an administrator could make another one theirs with it. */
export function mayConfirmAccount(
  person: { id: string; workspaceAdmin: boolean },
  proposal: { personId: string },
): boolean {
  return mayDecideAccounts(person) && proposal.personId !== person.id;
}

function columnOf(personId: string, membership: Membership | null, conversation: Owned | null): Column {
  if (!membership) return 'stranger';
  if (membership.role !== 'agent') return membership.role;
  return conversation?.ownerId === personId ? 'owner' : 'agent';
}

function cell(privilege: Privilege, column: Column, visibility: Visibility): Cell {
  const entry = table[privilege][column];
  return typeof entry === 'object' && 'open' in entry ? entry[visibility] : entry;
}

function isGrantable(rule: Cell): boolean {
  return typeof rule === 'object' && 'grantable' in rule;
}
