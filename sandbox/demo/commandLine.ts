import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { lastRun } from './dataFolder';
import { botEnvironment } from './environment';
import { teamsAppId } from './seed/teamsWorld';
import { programs } from './setUp';

/** `npm run demo:postroom -- …`: the command line with the demo's own settings, which nobody should have to copy. */
function main(): void {
  const root = resolve(process.env.POSTROOM_DATA_DIR || join(process.cwd(), '.postroom', 'demo'));
  const run = lastRun(root);
  if (!run?.settings.pagePort) {
    console.error(`There is no demo in ${root} that was started. Start it first: npm run demo`);
    process.exit(1);
  }
  const { botToken, appToken, teamsPassword, databaseUrl, pagePort } = run.settings;
  const slack = { apiUrl: `http://127.0.0.1:${pagePort}/api/`, botToken, appToken };
  const teams = { url: `http://localhost:${pagePort}/teams`, appId: teamsAppId, appPassword: teamsPassword };
  const own = { ...process.env, ...(databaseUrl && { DATABASE_URL: databaseUrl }) };
  const child = spawn(process.execPath, [programs().cli, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: botEnvironment(run, { slack, teams }, own),
  });
  // Ctrl-C reaches the command by itself; it decides how to end.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}

main();
