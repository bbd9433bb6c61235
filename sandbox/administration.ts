/** What a test or the page asks of the workspace itself, rather than as a person in it. See protocol.ts. */
export interface ClockRequest {
  /** 1 = real time; 60 = rate windows, redelivery and expiry run 60 times faster. */
  scale?: number;
  /** Also scale the 3 s of trigger and acknowledgement (off by default). */
  scaleTriggers?: boolean;
}

export type ChannelRequest =
  | { do: 'create'; name: string; private?: boolean; members?: string[] }
  | { do: 'archive' | 'unarchive'; channel: string }
  | { do: 'invite' | 'kick'; channel: string; user: string }
  | { do: 'rename'; channel: string; name: string };

/** Without `id`: a new person. With it: changes that one. */
export interface PersonRequest {
  id?: string;
  name?: string;
  realName?: string;
  email?: string;
  isAdmin?: boolean;
  deleted?: boolean;
  locale?: string;
  timeZone?: string;
  presence?: 'active' | 'away';
}
