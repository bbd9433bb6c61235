/** What an input holds says how its value is read: it comes back as a string, whatever it is. */
export const inputKinds = ['line', 'lines', 'choice', 'search', 'person', 'check', 'picker'] as const;
export type InputKind = (typeof inputKinds)[number];

/** Prefixed, so that no field's name can take the place of what an action carries. */
export function inputId(kind: InputKind, name: string): string {
  return `in:${kind}:${name}`;
}

/** @returns null for what is no input of ours. */
export function readInputId(id: string): { kind: InputKind; name: string } | null {
  const match = /^in:([a-z]+):(.+)$/s.exec(id);
  const kind = inputKinds.find((one) => one === match?.[1]);
  return match && kind ? { kind, name: match[2]! } : null;
}

/** Teams answers a people picker with an account; who was filled in beforehand is one of ours. */
const KNOWN = 'person:';

export function knownPerson(id: string): string {
  return `${KNOWN}${id}`;
}

/** @returns the person's id, or null for an account of the platform. */
export function readKnownPerson(value: string): string | null {
  return value.startsWith(KNOWN) ? value.slice(KNOWN.length) : null;
}

/** What a typeahead asks about, as one word: it comes back with every letter that is typed. */
export function datasetOf(lookup: string, conversationId: string | null): string {
  return `postroom:${lookup}:${conversationId ?? ''}`;
}

export function readDataset(dataset: string): { lookup: string; conversationId: string | null } | null {
  const match = /^postroom:([A-Za-z][\w-]{0,60}):([\w-]{0,60})$/.exec(dataset);
  return match && { lookup: match[1]!, conversationId: match[2] || null };
}
