import { z } from 'zod';
import type { FieldValue, FieldValues, FormToken } from '../ui/form';
import { type InputKind, readInputId, readKnownPerson } from './inputIds';

const submitted = z.object({
  token: z.object({
    action: z.string().min(1).max(100),
    nonce: z.string().min(1).max(100),
    conversationId: z.string().max(100).nullable(),
    seenVersion: z.number().nullable(),
    page: z.number().optional(),
  }),
  fields: z.array(z.string().max(200)).max(100),
});

/**
 * What a dialog's submit brings. Fields that were left empty do not come at all: the submit says which there were.
 * @returns null when it is not one of ours.
 */
export function readForm(data: unknown): { token: FormToken; values: FieldValues } | null {
  const read = submitted.safeParse(data);
  if (!read.success) return null;
  const given = data as Record<string, unknown>;
  const values = read.data.fields.flatMap((id): [string, FieldValue][] => {
    const input = readInputId(id);
    return input ? [[input.name, readValue(input.kind, given[id])]] : [];
  });
  return { token: read.data.token, values: Object.fromEntries(values) };
}

/** Clients send strings, whatever the input; empty is null. */
function readValue(kind: InputKind, value: unknown): FieldValue {
  if (typeof value !== 'string' || value === '') return null;
  switch (kind) {
    case 'check':
      return value.split(',').flatMap((one) => decoded(one) ?? []);
    case 'person':
      return readKnownPerson(value) ?? { user: value.toLowerCase() };
    default:
      return value;
  }
}

/** Values of boxes come joined by commas, so those inside are written otherwise. */
export function encodedValue(value: string): string {
  return encodeURIComponent(value);
}

function decoded(value: string): string | null {
  try {
    return decodeURIComponent(value) || null;
  } catch {
    return null;
  }
}
