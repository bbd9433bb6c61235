import { EntitySchema } from 'typeorm';
import type { Workspace } from '../../ports/rows';

export const WorkspaceEntity = new EntitySchema<Workspace>({
  name: 'workspace',
  columns: {
    id: { type: 'uuid', primary: true },
    name: { type: 'text' },
  },
});
