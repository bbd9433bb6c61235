/** What the app itself decides, or what has its own rules: not looked into. */
const CLOSED = ['blocks', 'attachments', 'files', 'state', 'metadata', 'args', 'actions', 'icons', 'profile'];

/**
 * Every key of a JSON value as a path (`event.item.ts`, `messages[].user`), three levels deep. Used to compare
 * what the sandbox sends with its table, and the table with recordings of the real thing.
 */
export function keyPaths(value: unknown, prefix = '', depth = 0, found = new Set<string>()): Set<string> {
  if (Array.isArray(value)) {
    for (const item of value) keyPaths(item, `${prefix}[]`, depth, found);
    return found;
  }
  if (typeof value !== 'object' || value === null) return found;
  for (const [key, inside] of Object.entries(value)) {
    const path = prefix ? `${prefix}.${key}` : key;
    found.add(path);
    if (depth < 2 && !CLOSED.includes(key)) keyPaths(inside, path, depth + 1, found);
  }
  return found;
}
