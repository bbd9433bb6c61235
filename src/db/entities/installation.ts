import { EntitySchema } from 'typeorm';
import type { Installation } from '../../ports/rows';

export const InstallationEntity = new EntitySchema<Installation>({
  name: 'installation',
  columns: {
    id: { type: 'uuid', primary: true },
    workspaceId: { type: 'uuid', name: 'workspace_id' },
    platform: { type: 'text' },
    team: { type: 'text' },
    botUser: { type: 'text', name: 'bot_user' },
    reach: { type: 'jsonb' },
  },
});
