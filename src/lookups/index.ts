import type { Lookup } from './lookup';
import { members } from './members';
import { qualifications } from './qualifications';

/** Every source of choices, by the name that forms and commands use. */
export const lookups = { members, qualifications } satisfies Record<string, Lookup>;
export type LookupName = keyof typeof lookups;

export function isLookup(name: string): name is LookupName {
  return Object.hasOwn(lookups, name);
}
