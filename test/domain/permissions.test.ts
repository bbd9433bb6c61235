import fc from 'fast-check';
import {
  can,
  grantable,
  type Membership,
  mayConfirmAccount,
  mayDecideAccounts,
  type Privilege,
  privileges,
  roles,
  seesAll,
  visibilities,
} from '../../src/domain/permissions';

const me = { kind: 'person', id: 'me' } as const;
const mine = { ownerId: 'me' };
const nobodys = { ownerId: null };
const someones = { ownerId: 'other' };
const member = (role: Membership['role'], grants: Membership['grants'] = {}): Membership => ({
  role,
  grants,
});

/** product.md, "Who may do what": columns not a member, agent (not owner), agent (owner), dispatcher, mailbox admin. */
const table: [Privilege, string][] = [
  ['see', 'no yes yes yes yes'],
  ['discuss', 'no yes yes yes yes'],
  ['watch', 'no yes yes yes yes'],
  ['release', 'no no yes yes yes'],
  ['assign', 'no no no yes yes'],
  ['answer', 'no no yes yes yes'],
  ['write', 'no no no yes yes'],
  ['handle', 'no no yes yes yes'],
  ['create', 'no no yes yes yes'],
  ['rearrange', 'no no no yes yes'],
  ['erase', 'no no no no yes'],
  ['report', 'no no no yes yes'],
  ['templates', 'no no no yes yes'],
  ['configure', 'no no no no yes'],
];

describe('who may do what, row by row, as granted by default', () => {
  test.each(table)('%s in an open mailbox: %s', (privilege, row) => {
    const open = { visibility: 'open' as const };
    const answers = [
      can(me, null, privilege, someones, open),
      can(me, member('agent'), privilege, someones, open),
      can(me, member('agent'), privilege, mine, open),
      can(me, member('dispatcher'), privilege, someones, open),
      can(me, member('admin'), privilege, someones, open),
    ];
    expect(answers.map((yes) => (yes ? 'yes' : 'no')).join(' ')).toBe(row);
  });

  test('an assigned-only mailbox shows an agent what they own and nothing else', () => {
    const closed = { visibility: 'assigned-only' as const };
    for (const privilege of ['see', 'discuss', 'watch'] as const) {
      expect(can(me, member('agent'), privilege, mine, closed)).toBe(true);
      expect(can(me, member('agent'), privilege, nobodys, closed)).toBe(false);
      expect(can(me, member('agent'), privilege, someones, closed)).toBe(false);
      expect(can(me, member('dispatcher'), privilege, nobodys, closed)).toBe(true);
    }
  });

  test('taking: an agent in an open mailbox may, in an assigned-only one only if granted, and never what is somebody’s', () => {
    const take = (
      visibility: 'open' | 'assigned-only',
      conversation: { ownerId: string | null },
      grants = {},
    ) => can(me, member('agent', grants), 'take', conversation, { visibility });
    expect(take('open', nobodys)).toBe(true);
    expect(take('open', nobodys, { take: false })).toBe(false);
    expect(take('assigned-only', nobodys)).toBe(false);
    expect(take('assigned-only', nobodys, { take: true })).toBe(true);
    expect(take('open', someones, { take: true })).toBe(false);
    expect(can(me, member('dispatcher'), 'take', someones, { visibility: 'open' })).toBe(false);
  });

  test('a grant changes exactly the cells that say so', () => {
    const open = { visibility: 'open' as const };
    expect(can(me, member('agent', { assign: true }), 'assign', mine, open)).toBe(true);
    expect(can(me, member('agent', { assign: true }), 'assign', someones, open)).toBe(false);
    expect(can(me, member('agent', { handle: false }), 'handle', mine, open)).toBe(false);
    expect(can(me, member('dispatcher', { erase: true }), 'erase', someones, open)).toBe(true);
    expect(can(me, member('dispatcher', { rearrange: false }), 'rearrange', someones, open)).toBe(false);
    expect(can(me, member('dispatcher', { handle: false }), 'handle', someones, open)).toBe(true);
    expect(can(me, member('admin', { erase: false }), 'erase', someones, open)).toBe(true);
  });

  test('what is not grantable is said so before anybody grants it', () => {
    expect(grantable('assign', 'agent')).toBe(true);
    expect(grantable('take', 'agent')).toBe(true);
    expect(grantable('see', 'agent')).toBe(false);
    expect(grantable('handle', 'dispatcher')).toBe(false);
    expect(grantable('erase', 'dispatcher')).toBe(true);
    expect(roles.filter((role) => grantable('configure', role))).toEqual([]);
  });
});

describe('whatever is granted', () => {
  const grants = fc.dictionary(fc.constantFrom(...privileges), fc.boolean());
  const conversation = fc.constantFrom(mine, nobodys, someones, null);
  const mailbox = fc.record({ visibility: fc.constantFrom(...visibilities) });
  const membership = fc.record({ role: fc.constantFrom(...roles), grants });
  const privilege = fc.constantFrom(...privileges);

  test('somebody who is not a member may do nothing', () => {
    fc.assert(
      fc.property(privilege, conversation, mailbox, (p, c, m) => {
        expect(can(me, null, p, c, m)).toBe(false);
      }),
    );
  });

  test('nobody acts on what they do not see, but for taking by number', () => {
    fc.assert(
      fc.property(membership, privilege, conversation, mailbox, (member, p, c, m) => {
        // A new message is about no conversation yet.
        fc.pre(c !== null && p !== 'take' && p !== 'write');
        if (can(me, member, p, c, m)) expect(can(me, member, 'see', c, m)).toBe(true);
      }),
    );
  });

  test('seeing is the same question for lists and for single conversations', () => {
    fc.assert(
      fc.property(membership, mailbox, (member, m) => {
        const all = seesAll('me', member, m);
        expect(can(me, member, 'see', someones, m)).toBe(all);
        expect(can(me, member, 'see', mine, m)).toBe(true);
      }),
    );
  });
});

describe('who decides whose an account is', () => {
  const admin = { id: 'me', workspaceAdmin: true };
  test('workspace admins do, and nobody confirms an account of their own', () => {
    expect(mayDecideAccounts(admin)).toBe(true);
    expect(mayConfirmAccount(admin, { personId: 'other' })).toBe(true);
    expect(mayConfirmAccount(admin, { personId: 'me' })).toBe(false);
  });
  test('nobody else does, whatever they are in mailboxes', () => {
    const other = { id: 'me', workspaceAdmin: false };
    expect(mayDecideAccounts(other)).toBe(false);
    expect(mayConfirmAccount(other, { personId: 'other' })).toBe(false);
  });
});
