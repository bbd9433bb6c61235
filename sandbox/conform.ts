import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ANSWERS } from './slack/answerTable';
import { keyPaths } from './slack/keyPaths';
import { COMMON_ERRORS, METHODS, type MethodRow } from './slack/methodTable';
import type { PayloadRow } from './slack/payloadRow';
import { BEYOND, EVENT_ENVELOPE, PAYLOADS } from './slack/payloadTable';

type Json = Record<string, unknown>;

/**
 * Compares the sandbox's tables with a folder of outside material: `methods/` (slack-api-ref), `responses/`,
 * `payloads/`, `events/` (json-logs). Answers one sentence per difference.
 */
export function conform(folder: string): string[] {
  const read = (path: string): Json | undefined => {
    try {
      return JSON.parse(readFileSync(join(folder, path), 'utf8')) as Json;
    } catch {
      return undefined;
    }
  };
  return [
    ...Object.entries(METHODS).flatMap(([name, row]) =>
      methodDifferences(name, row, read(`methods/${name}.json`)),
    ),
    ...Object.entries(ANSWERS).flatMap(([name, row]) => keyDifferences(`answer of ${name}`, row, read)),
    ...keyDifferences('event envelope', EVENT_ENVELOPE, read),
    ...Object.entries(PAYLOADS).flatMap(([name, row]) => keyDifferences(name, row, read)),
  ];
}

const TIERS = ['t1', 't2', 't3', 't4', 't5'];

function methodDifferences(name: string, row: MethodRow, outside: Json | undefined): string[] {
  if (!outside) return [`${name}: the folder does not describe this method`];
  const known = Object.keys((outside.errors as Json | undefined) ?? {});
  const common: readonly string[] = COMMON_ERRORS;
  const differences = row.errors
    .filter((code) => !known.includes(code) && !common.includes(code))
    .map((code) => `${name}: "${code}" is not among its error codes`);
  const tier = String(outside.rate_limits);
  if (TIERS.includes(tier) && tier !== row.tier)
    differences.push(`${name}: is ${tier} there, ${row.tier} here`);
  const scopes = ((outside.scope as Json | undefined)?.bot as string[] | undefined) ?? [];
  const lacking = scopes.filter((scope) => !row.scopes.includes(scope));
  const added = row.scopes.filter((scope) => !scopes.includes(scope));
  if (lacking.length > 0) differences.push(`${name}: scopes there only: ${lacking.join(', ')}`);
  if (added.length > 0) differences.push(`${name}: scopes here only: ${added.join(', ')}`);
  const args = (outside.args as { required?: string[]; properties?: Json } | undefined) ?? {};
  const required = (args.required ?? []).filter((key) => key !== 'token');
  for (const key of required) {
    if (!row.required.includes(key)) differences.push(`${name}: the argument "${key}" is required there`);
  }
  for (const key of row.required) {
    if (!Object.keys(args.properties ?? {}).includes(key))
      differences.push(`${name}: no argument "${key}" there`);
  }
  return differences;
}

function keyDifferences(name: string, row: PayloadRow, read: (path: string) => Json | undefined): string[] {
  if (typeof row.source !== 'string') return [];
  const outside = read(row.source);
  if (!outside) return [`${name}: the folder has no ${row.source}`];
  const known = keyPaths(outside);
  const cut = emptyPlaces(outside);
  return [...row.always, ...row.sometimes]
    .filter((path) => !known.has(path) && !BEYOND[path])
    .filter((path) => !cut.some((place) => path.startsWith(`${place}.`) || path.startsWith(`${place}[]`)))
    .filter((path) => !Object.keys(BEYOND).some((beyond) => path.startsWith(`${beyond}.`)))
    .map((path) => `${name}: sends "${path}", which is not in ${row.source}`);
}

/** Where the recording was cut to `{}` or `[]`: what is below it is not known. */
function emptyPlaces(value: unknown, prefix = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.length === 0 ? [prefix] : emptyPlaces(value[0], `${prefix}[]`);
  const entries = Object.entries(value);
  if (entries.length === 0 && prefix) return [prefix];
  return entries.flatMap(([key, inside]) => emptyPlaces(inside, prefix ? `${prefix}.${key}` : key));
}

if (require.main === module) {
  const folder = process.argv[2];
  if (!folder) {
    console.error(
      'Say which folder: npm run sandbox:conform -- FOLDER (with methods/, responses/, payloads/, events/)',
    );
    process.exit(2);
  }
  const differences = conform(folder);
  for (const difference of differences) console.log(difference);
  const methods = Object.keys(METHODS).length;
  const payloads = Object.keys(PAYLOADS).length;
  console.log(`${methods} methods and ${payloads} deliveries compared, ${differences.length} differences.`);
  process.exit(differences.length > 0 ? 1 : 0);
}
