import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Client } from 'pg';
import type { Tie } from '../../../src/db/embedded/tiedProcess';
import { folderOf, isRunning, lastWords, removeFolder, type Starter, startIn, until, users } from './starter';

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

describe.each(users())('the embedded Postgres, started by $name', (user) => {
  let dataDir: string;
  const starters: Starter[] = [];

  beforeEach(() => {
    dataDir = folderOf(user);
  });
  afterEach(async () => {
    await Promise.all(starters.splice(0).map((starter) => starter.stop()));
    removeFolder(dataDir);
  });

  async function start(options: { port?: number; tie?: Tie } = {}): Promise<Starter> {
    const starter = await startIn({ dataDir, ...options }, user);
    starters.push(starter);
    return starter;
  }

  it('speaks UTF-8 whatever the environment, has both roles, and keeps its data and port over a restart', async () => {
    const first = await start();
    expect(first.reused).toBe(false);
    await query(first.ownerUrl, "CREATE TABLE kept AS SELECT 'é'::text AS word");
    expect(
      await query(
        first.url,
        'SELECT current_user, pg_encoding_to_char(encoding), datlocale FROM pg_database WHERE datname = current_database()',
      ),
    ).toEqual(['postroom', 'UTF8', 'C.UTF-8']);
    await first.stop();
    expect(isRunning(first.pid)).toBe(false);

    const second = await start();
    expect(second.url).toBe(first.url);
    expect(await query(second.ownerUrl, 'SELECT upper(word) FROM kept')).toEqual(['É']);
  });

  it('runs as an ordinary user, keeps its passwords to itself and takes nobody without one', async () => {
    const { place, url, pid } = await start();

    const secret = statSync(join(place, 'data', 'postroom.json'));
    expect(secret.mode & 0o777).toBe(0o600);
    expect(secret.uid).not.toBe(0);
    if (process.platform === 'linux') expect(statSync(`/proc/${pid}`).uid).toBe(secret.uid);
    for (const role of ['postroom', 'postroom_owner', 'postgres']) {
      const open = new URL(url);
      open.username = role;
      open.password = 'guess';
      await expect(query(open.href, 'SELECT 1')).rejects.toThrow(
        /authentication failed|no pg_hba.conf entry/,
      );
    }
  });

  it('is started once by two processes that come at the same time', async () => {
    const [one, other] = await Promise.all([start(), start()]);

    expect(one!.url).toBe(other!.url);
    expect(one!.pid).toBe(other!.pid);
    expect([one!.reused, other!.reused].sort()).toEqual([false, true]);
  });

  it('is left running by a process that only found it', async () => {
    const bot = await start();
    const command = await start();
    expect(command.reused).toBe(true);

    await command.stop();
    expect(await query(bot.url, 'SELECT 1')).toEqual([1]);
  });

  it('lets a process that only found it come to its last words', async () => {
    await start();
    for (let time = 0; time < 5; time++) expect(lastWords({ dataDir }, user)).toBe('left\n');
  });

  it('is started again, at the same address, by a process that is still there when the starter ends', async () => {
    const command = await start();
    const bot = await start();

    await command.stop();
    await until('the server is back', () =>
      query(bot.url, 'SELECT 1')
        .then(() => true)
        .catch(() => false),
    );
    await bot.stop();
    await expect(query(bot.url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
  });

  it.each<Tie>(process.platform === 'linux' ? ['kernel', 'pipe'] : ['pipe'])(
    'does not outlive a parent that is killed (tied by %s)',
    async (tie) => {
      const starter = await start({ tie });
      const end = once(starter.process, 'exit');
      starter.process.kill('SIGKILL');
      await end;

      await until('the server ends', () => !isRunning(starter.pid));
    },
  );

  it('starts although postmaster.pid names a process that is no server', async () => {
    const first = await start();
    await first.stop();
    const pidFile = join(dataDir, 'data', 'postmaster.pid');
    // Of the same user, or Postgres would see through it alone.
    const { uid, gid } = statSync(join(dataDir, 'data'));
    const bystander = await startIn({ dataDir: join(dataDir, 'other') }, user);
    starters.push(bystander);
    writeFileSync(
      pidFile,
      `${bystander.pid}\n${dataDir}/data\n1\n${new URL(first.url).port}\n\n127.0.0.1\n\nready\n`,
    );
    chownSync(pidFile, uid, gid);

    const second = await start();
    expect(second.error).toBeUndefined();
    expect(await query(second.url, 'SELECT 1')).toEqual([1]);
  });

  it('takes another port when its usual one is taken, but refuses if that port was demanded', async () => {
    const first = await start();
    await first.stop();
    const port = Number(new URL(first.url).port);
    const squatter = createServer().listen(port, '127.0.0.1');
    await once(squatter, 'listening');
    try {
      const refused = await start({ port });
      expect(refused.error).toContain(`Port ${port} of 127.0.0.1 is taken`);
      const moved = await start();
      expect(await query(moved.url, 'SELECT 1')).toEqual([1]);
    } finally {
      squatter.close();
    }
  });

  it('does not touch a folder that it did not make', async () => {
    mkdirSync(join(dataDir, 'data'));
    writeFileSync(join(dataDir, 'data', 'thesis.txt'), 'mine');

    const { error } = await start();
    expect(error).toContain('is not a database that Postroom made');
    expect(readFileSync(join(dataDir, 'data', 'thesis.txt'), 'utf8')).toBe('mine');
  });
});

const [root, nobody] = users();

// What only root can try.
if (root?.name === 'root')
  describe('the embedded Postgres, asked for by root', () => {
    it('keeps the cluster where Postgres can reach it when the folder is below a private one, and says where', async () => {
      const home = `/root/postroom-embedded-${process.pid}`;
      const starter = await startIn({ dataDir: join(home, 'postgres') });
      try {
        expect(starter.place).toMatch(/^\/var\/lib\/postroom\/[0-9a-f]{12}$/);
        expect(readFileSync(join(home, 'postgres', 'cluster-is-at.txt'), 'utf8')).toBe(`${starter.place}\n`);
        const again = await startIn({ dataDir: join(home, 'postgres') });
        expect(again.url).toBe(starter.url);
        await again.stop();
      } finally {
        await starter.stop();
        rmSync(starter.place, { recursive: true, force: true });
        rmSync(home, { recursive: true, force: true });
      }
      expect(existsSync(home)).toBe(false);
    });

    // Another user has to be able to read this checkout.
    if (!nobody) return;

    it('is refused to another user, with a sentence that says what to do', async () => {
      const dataDir = folderOf({ name: 'root' });
      const starter = await startIn({ dataDir });
      const { uid, gid } = statSync(join(dataDir, 'data'));
      // Somebody who is neither root nor the user that the server runs as.
      const stranger = { name: 'stranger', uid: uid + 4242, gid: gid + 4242 };
      const refused = await startIn({ dataDir }, stranger);
      try {
        expect(refused.error).toContain(`belongs to user ${uid}`);
        expect(refused.error).toContain('POSTROOM_DATA_DIR');
      } finally {
        await starter.stop();
        removeFolder(dataDir);
      }
    });

    it('runs under root what an ordinary user has made, as that user', async () => {
      const dataDir = folderOf(nobody);
      const theirs = await startIn({ dataDir }, nobody);
      await theirs.stop();
      const ours = await startIn({ dataDir });
      try {
        expect(ours.url).toBe(theirs.url);
        expect(Number(execFileSync('stat', ['-c', '%u', `/proc/${ours.pid}`]))).toBe(nobody.uid);
      } finally {
        await ours.stop();
        removeFolder(dataDir);
      }
    });
  });
