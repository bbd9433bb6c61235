import { z } from 'zod';

/** Environment variables are strings; one that is set to nothing counts as not set. */
export const text = z.preprocess((value) => (value === '' ? undefined : value), z.string().optional());

export function isDatabaseUrl(value: string): boolean {
  return /^postgres(ql)?:\/\/[^\s]+$/.test(value) && URL.canParse(value);
}

export function isLoopback(value: string): boolean {
  return URL.canParse(value) && ['localhost', '127.0.0.1', '[::1]'].includes(new URL(value).hostname);
}

export function isPublicUrl(value: string): boolean {
  return URL.canParse(value) && (new URL(value).protocol === 'https:' || isLoopback(value));
}
