import { EntitySchema } from 'typeorm';
import type { Grants, Role } from '../../domain/permissions';

export interface StoredMembership {
  mailboxId: string;
  personId: string;
  role: Role;
  grants: Grants;
}

export const MembershipEntity = new EntitySchema<StoredMembership>({
  name: 'membership',
  columns: {
    mailboxId: { type: 'uuid', name: 'mailbox_id', primary: true },
    personId: { type: 'uuid', name: 'person_id', primary: true },
    role: { type: 'text' },
    grants: { type: 'jsonb' },
  },
});
