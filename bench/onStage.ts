import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../src/db/embedded/startEmbeddedPostgres';
import { migrate } from '../src/db/migrate';
import { Stage, type StageBot, type StageOptions } from './stage';

/** Measures on a stage with a Postgres of its own; both are gone afterwards, whatever happens. */
export async function onStage<T>(
  options: Pick<StageOptions, 'timeScale' | 'teams'>,
  measure: (stage: Stage) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'postroom-bench-'));
  const postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres') });
  try {
    await migrate(postgres.ownerUrl, new URL(postgres.url).username);
    const bot = join(__dirname, '../src/main.js');
    const stage = await Stage.open({ database: postgres, bot, ...options });
    try {
      return await measure(stage);
    } finally {
      await stage.close();
    }
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the bot's process holds, in megabytes, as Linux counts it; null elsewhere. */
export function memoryOf({ pid }: StageBot): { memoryPeakMb: number | null; memoryMb: number | null } {
  const status = existsSync('/proc') ? readFileSync(`/proc/${pid}/status`, 'utf8') : '';
  const megabytes = (name: string) => {
    const kilobytes = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1];
    return kilobytes === undefined ? null : Math.round(Number(kilobytes) / 1024);
  };
  return { memoryPeakMb: megabytes('VmHWM'), memoryMb: megabytes('VmRSS') };
}
