const ALLOWED = new Set(['http:', 'https:', 'mailto:']);

/**
 * The address if a link may point to it, else undefined: http, https and mailto only.
 * Spaces and control characters are refused, because browsers strip them before they read the scheme.
 */
export function safeLink(address: string): string | undefined {
  const trimmed = address.trim();
  if (trimmed === '' || /[\s\p{Cc}]/u.test(trimmed)) return undefined;
  try {
    return ALLOWED.has(new URL(trimmed).protocol) ? trimmed : undefined;
  } catch {
    return undefined;
  }
}
