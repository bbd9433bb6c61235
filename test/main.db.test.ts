import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { BUILT, outcomeOf } from './cli/runPostroom';

/** `npm start` without the settings of this shell. */
function start(env: NodeJS.ProcessEnv) {
  return outcomeOf(
    spawn(process.execPath, [join(BUILT, 'main.js')], {
      env: { PATH: process.env.PATH, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  );
}

const complete = {
  SLACK_BOT_TOKEN: 'xoxb-1',
  SLACK_APP_TOKEN: 'xapp-1',
  POSTROOM_SECRET_KEY: 'k'.repeat(40),
};

test('given no configuration, the bot says all that is missing, and ends', async () => {
  const { code, out, err } = await start({});
  expect({ code, out }).toEqual({ code: 1, out: '' });
  for (const name of ['POSTROOM_SECRET_KEY', 'SLACK_BOT_TOKEN', 'TEAMS_APP_ID']) expect(err).toContain(name);
  expect(err).not.toMatch(/\n\s+at /);
});

test('given a database that does not answer, the bot says so with what to do, and no password', async () => {
  const { code, err } = await start({
    ...complete,
    DATABASE_URL: 'postgres://postroom:harbour-light@127.0.0.1:1/postroom',
  });
  expect(code).toBe(1);
  expect(err).toMatch(/^The database cannot be used: .*DATABASE_URL.*\(ECONNREFUSED\)\.\n$/);
  expect(err).not.toContain('harbour-light');
});
