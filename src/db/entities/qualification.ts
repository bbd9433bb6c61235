import { EntitySchema } from 'typeorm';
import type { Qualification } from '../../ports/rows';

export const QualificationEntity = new EntitySchema<Qualification>({
  name: 'qualification',
  columns: {
    id: { type: 'uuid', primary: true },
    mailboxId: { type: 'uuid', name: 'mailbox_id' },
    name: { type: 'text' },
    emoji: { type: 'text', nullable: true },
    position: { type: 'int' },
    retired: { type: 'boolean' },
  },
});
