import { refusalFor } from '../../src/app/rights';
import type { Membership } from '../../src/domain/permissions';

const me = { kind: 'person', id: 'me' } as const;
const open = { visibility: 'open' as const };
const someones = { ownerId: 'other', number: 142 };
const member = (role: Membership['role'], grants: Membership['grants'] = {}): Membership => ({
  role,
  grants,
});

/** A refusal names somebody who can: never the very people to whom the reader belongs. */
test.each([
  ['an agent who may do it with their own', member('agent'), 'handle', 'onlyOwnerOrDispatcher'],
  [
    'an agent who may not even with their own',
    member('agent', { handle: false }),
    'handle',
    'onlyDispatcher',
  ],
  ['an agent, for what admins do', member('agent'), 'configure', 'onlyAdmin'],
  [
    'a dispatcher from whom it was taken',
    member('dispatcher', { rearrange: false }),
    'rearrange',
    'notAllowed',
  ],
  ['a dispatcher, for what admins do', member('dispatcher'), 'erase', 'notAllowed'],
  ['nobody of the mailbox', null, 'handle', 'notFound'],
] as const)('given %s, then %s → %s', (_who, membership, privilege, code) => {
  expect(refusalFor(me, membership, privilege, someones, open).refused).toBe(code);
});
