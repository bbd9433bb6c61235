/**
 * Loaded before `npm start` and `npm run postroom` (node --require): the settings of a file `.env` in the working
 * folder, for whoever runs without containers. What the environment says already goes before it. Not a part of
 * `main.ts`, so that demo, tests and containers never take up a file that happens to lie about.
 */
import { existsSync } from 'node:fs';

const FILE = '.env';

if (existsSync(FILE)) {
  try {
    process.loadEnvFile(FILE);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    process.stderr.write(`The file ${FILE} cannot be read (${code}).\n`);
    process.exit(1);
  }
}
