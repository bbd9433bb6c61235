import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const CRUISER = join(ROOT, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
const LAWS = join(__dirname, 'importLaws.js');
const ADAPTER = /^src\/(jobs|mail|slack|teams|http|db)\//;

interface Cruise {
  modules: { source: string; dependencies: { resolved: string }[] }[];
  summary: { violations: { from: string; to: string; rule: { name: string } }[] };
}

/**
 * The imports in a tree that break a law, sorted, as `file → file (law)`.
 * @param root folder with `src/`, and maybe `migrations/` and `sandbox/`.
 */
export function importBreaches(root: string): string[] {
  const { modules, summary } = cruise(root);
  const ruled = summary.violations.map(({ from, to, rule }) => `${from} → ${to} (${rule.name})`);
  return [...new Set([...ruled, ...modules.flatMap(knowsSeveralAdapters)])].sort();
}

/** Only compose.ts brings adapters together; the rules of dependency-cruiser cannot count. */
function knowsSeveralAdapters({ source, dependencies }: Cruise['modules'][number]): string[] {
  if (!source.startsWith('src/') || /^src\/compose(\.ts$|\/)/.test(source)) return [];
  const adapters = new Set(dependencies.flatMap(({ resolved }) => ADAPTER.exec(resolved)?.[1] ?? []));
  return adapters.size < 2 ? [] : [`${source} → ${[...adapters].sort().join(' and ')} (compose-knows-all)`];
}

// A process of its own, because dependency-cruiser is an ES module and jest runs CommonJS.
function cruise(root: string): Cruise {
  const folders = ['src', 'migrations', 'sandbox'].filter((folder) => existsSync(join(root, folder)));
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [CRUISER, '--config', LAWS, '--output-type', 'json', ...folders],
    { cwd: root, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
  );
  try {
    return JSON.parse(stdout) as Cruise;
  } catch {
    throw new Error(`dependency-cruiser could not read the tree: ${stderr || stdout}`);
  }
}
