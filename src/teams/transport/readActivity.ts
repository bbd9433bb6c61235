import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { Activity } from './transport';

/** Teams' own activities stay under 100 KB. */
export const MAX_BODY_BYTES = 256 * 1024;

/** @returns null when it is longer than allowed; the rest is not read then. */
export async function readBody(request: IncomingMessage): Promise<string | null> {
  if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES) return null;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > MAX_BODY_BYTES) return null;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}

const account = z.looseObject({
  id: z.string(),
  name: z.string().nullish(),
  aadObjectId: z.string().nullish(),
});

/** What every activity of Teams has; what one kind has besides is looked at by whoever handles it. */
const shape = z.looseObject({
  type: z.string().min(1),
  id: z.string().nullish(),
  name: z.string().nullish(),
  timestamp: z.string().nullish(),
  serviceUrl: z.string(),
  channelId: z.string().optional(),
  locale: z.string().nullish(),
  from: account,
  recipient: account,
  conversation: z.looseObject({ id: z.string(), tenantId: z.string().optional() }),
  text: z.string().nullish(),
  channelData: z
    .looseObject({
      tenant: z.looseObject({ id: z.string() }).optional(),
      team: z.looseObject({ id: z.string() }).nullish(),
      channel: z.looseObject({ id: z.string() }).nullish(),
      eventType: z.string().nullish(),
    })
    .nullish(),
});

/** @returns null when it is no JSON, or no activity. */
export function activityOf(body: string): (Activity & { channelId?: string }) | null {
  const parsed = shape.safeParse(parse(body));
  if (!parsed.success) return null;
  const activity = withoutNulls(parsed.data) as Record<string, unknown>;
  const timestamp = instant(activity.timestamp) ?? new Date().toISOString();
  return { channelData: {}, id: '', ...activity, timestamp } as unknown as Activity;
}

function parse(body: string): unknown {
  try {
    // NUL is nobody's letter, and Postgres keeps none.
    return JSON.parse(body, (_, value) => (typeof value === 'string' ? value.replaceAll('\0', '') : value));
  } catch {
    return null;
  }
}

/** Some clients write `null` for what is missing; `value` is the card's own data and stays as it is. */
function withoutNulls(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || depth > 3) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]) => {
      if (one === null) return [];
      return [[key, key === 'value' ? one : withoutNulls(one, depth + 1)]];
    }),
  );
}

function instant(text: unknown): string | null {
  const at = typeof text === 'string' ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}
