import { EntitySchema } from 'typeorm';
import type { Identity, Person } from '../../ports/rows';

export const PersonEntity = new EntitySchema<Person>({
  name: 'person',
  columns: {
    id: { type: 'uuid', primary: true },
    workspaceId: { type: 'uuid', name: 'workspace_id' },
    name: { type: 'text' },
    email: { type: 'text', nullable: true },
    locale: { type: 'text' },
    timeZone: { type: 'text', name: 'time_zone' },
    workspaceAdmin: { type: 'boolean', name: 'workspace_admin' },
    notices: { type: 'boolean' },
  },
});

export interface StoredIdentity extends Identity {
  id: string;
  workspaceId: string;
  /** The name by which chat mentions them, without the @. */
  handle: string | null;
}

export const IdentityEntity = new EntitySchema<StoredIdentity>({
  name: 'identity',
  columns: {
    id: { type: 'uuid', primary: true },
    workspaceId: { type: 'uuid', name: 'workspace_id' },
    personId: { type: 'uuid', name: 'person_id' },
    platform: { type: 'text' },
    team: { type: 'text' },
    user: { type: 'text' },
    handle: { type: 'text', nullable: true },
  },
});
