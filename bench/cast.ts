import type { Role, Visibility } from '../src/domain/permissions';

/** The handle is their name in chat; `ada` sees in `sales` what is hers only. */
export const cast = {
  dana: { id: 'U0DANA', realName: 'Dana Petit', role: 'dispatcher' },
  ada: { id: 'U0ADA', realName: 'Ada Brun', role: 'agent' },
  ben: { id: 'U0BEN', realName: 'Ben Colin', role: 'agent' },
} as const satisfies Record<string, { id: string; realName: string; role: Role }>;

export const stageMailboxes = {
  support: { address: 'support@stage.example', channel: 'C0SUPPORT', visibility: 'open' },
  sales: { address: 'sales@stage.example', channel: 'C0SALES', visibility: 'assigned-only' },
} as const satisfies Record<string, { address: string; channel: string; visibility: Visibility }>;
export type StageMailbox = keyof typeof stageMailboxes;
