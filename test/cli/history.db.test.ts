import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeCheckpoint } from '../../src/db/checkpoint';
import { type Office, openOffice, startConversation } from '../db/office';
import { runPostroom } from './runPostroom';

jest.setTimeout(60_000);

let office: Office;
let number: number;
beforeAll(async () => {
  office = await openOffice();
  number = await office.store.transaction(async (tx) => {
    const state = await startConversation(tx, office, { version: 3 });
    const at = '2026-11-22T12:00:00.000Z';
    const mail = { kind: 'mail', id: null } as const;
    await tx.history.append(office.workspaceId, { kind: 'conversation', id: state.id }, 0, [
      {
        event: { type: 'started', mailboxId: office.support, number: state.number, silent: false },
        actor: mail,
        at,
      },
      { event: { type: 'taken', personId: office.ada }, actor: { kind: 'person', id: office.ada }, at },
      { event: { type: 'archived' }, actor: { kind: 'person', id: office.ben }, at },
    ]);
    return state.number;
  });
});
afterAll(() => office.close());

const run = (...args: string[]) =>
  runPostroom(args, {
    DATABASE_URL: office.database.url,
    DATABASE_OWNER_URL: office.database.ownerUrl,
    POSTROOM_SECRET_KEY: 'a-secret-key-that-nobody-may-ever-read',
  });

describe('postroom history', () => {
  it('show tells what happened, in the language that is asked for', async () => {
    expect((await run('history', 'show', `#${number}`)).out).toBe(
      [
        `2026-11-22 12:00:00  Conversation #${number} started in Support`,
        '2026-11-22 12:00:00  Taken by Ada',
        '2026-11-22 12:00:00  Archived by Ben',
        '',
      ].join('\n'),
    );
    const french = await run('history', 'show', String(number), '--language', 'fr', '--json');
    expect(JSON.parse(french.out)).toEqual([
      { at: '2026-11-22T12:00:00.000Z', sentence: expect.stringContaining('Support') },
      { at: '2026-11-22T12:00:00.000Z', sentence: expect.stringMatching(/par Ada/) },
      { at: '2026-11-22T12:00:00.000Z', sentence: expect.stringMatching(/par Ben/) },
    ]);
    expect(await run('history', 'show', '4711')).toMatchObject({
      code: 1,
      err: 'There is no conversation #4711.\n',
    });
  });

  it('lets nothing from outside steer the terminal', async () => {
    await office.asOwner(`update person set name = E'Ada\\u001b[2J\\u202eexe' where id = $1`, [office.ada]);

    const { out } = await run('history', 'show', String(number));

    expect(out).toContain('Taken by Ada\uFFFD[2J\uFFFDexe\n');
    await office.asOwner(`update person set name = 'Ada' where id = $1`, [office.ada]);
  });

  it('verify finds a sound history sound, against a checkpoint that was written down too', async () => {
    await takeCheckpoint(office.source, new Date());
    const { code, out } = await run('history', 'verify');

    expect(code).toBe(0);
    const [, checkpoint] = /written down elsewhere: (\d+:[0-9a-f]{64})/.exec(out) ?? [];
    expect(out).toMatch(/^Sound: 3 events in 1 histories, 1 checkpoints\.\n/);
    expect(out).not.toContain('Careful');
    expect(await run('history', 'verify', '--checkpoint', checkpoint!)).toMatchObject({ code: 0 });
    const forged = `${checkpoint!.split(':')[0]}:${'0'.repeat(64)}`;
    expect(await run('history', 'verify', '--checkpoint', forged)).toMatchObject({
      code: 1,
      out: expect.stringMatching(/not the one that was written down/),
    });
  });

  it('export writes every line into a file that only its owner reads, and overwrites nothing', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'postroom-export-'));
    const file = join(folder, 'history.jsonl');
    try {
      expect(await run('history', 'export', '--out', file)).toMatchObject({ code: 0 });
      const text = readFileSync(file, 'utf8');
      expect(text).toBe((await run('history', 'export')).out);
      const lines = text.trimEnd().split('\n');
      expect(lines.map((line) => JSON.parse(line)).map(({ kind, type }) => type ?? kind)).toEqual([
        'started',
        'taken',
        'archived',
        'checkpoint',
      ]);
      expect(statSync(file).mode & 0o777).toBe(0o600);
      expect(await run('history', 'export', '--out', file)).toMatchObject({
        code: 1,
        err: expect.stringMatching(/exists already/),
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('verify names the conversation that somebody changed, and fails', async () => {
    await office.asOwner('alter table history disable trigger user');
    await office.asOwner(`update history set data = '{"type":"resolved"}' where seq = 3`);
    await office.asOwner('alter table history enable trigger user');

    const { code, out } = await run('history', 'verify');

    expect(code).toBe(1);
    expect(out).toMatch(new RegExp(`Broken: conversation #${number}: event 3 was edited`));
    expect(out).toMatch(/Broken in 1 places/);
  });

  it('verify says when the running role owns the history', async () => {
    const { out } = await runPostroom(['history', 'verify'], {
      DATABASE_URL: office.database.ownerUrl,
      POSTROOM_SECRET_KEY: 'a-secret-key-that-nobody-may-ever-read',
    });

    expect(out).toMatch(/Careful: the running role \w+ owns the history/);
  });
});
