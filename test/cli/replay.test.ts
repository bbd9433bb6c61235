import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emailFiles, withLineEnds } from '../../src/cli/replay/emailFiles';
import { barLine, ProgressBar } from '../../src/cli/replay/progressBar';
import { type ReplayWork, replay } from '../../src/cli/replay/replay';
import { countLines, delayLine } from '../../src/cli/replay/summary';
import type { ArrivalSeen } from '../../src/ports/arrivals';

describe('a folder of emails', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'postroom-replay-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function put(...paths: string[]): void {
    for (const path of paths) {
      mkdirSync(join(folder, path, '..'), { recursive: true });
      writeFileSync(join(folder, path), 'From: a@b.example\n\nHello\n');
    }
  }

  it('gives every file whatever its name, and leaves manifests, licences and hidden ones out', async () => {
    put('b.eml', 'a', 'deep/er/1.', 'deep/notes.txt', 'new/1234.M5P6.host:2,S');
    put('MANIFEST.tsv', 'index.json', 'README', 'readme.md', 'LICENSE-MIT', 'deep/licence.txt', '.git/HEAD');
    symlinkSync(folder, join(folder, 'deep', 'round'));

    expect(await emailFiles(folder)).toEqual({
      files: ['a', 'b.eml', 'deep/er/1.', 'deep/notes.txt', 'new/1234.M5P6.host:2,S'],
      leftOut: 8,
    });
  });

  it('has to be one', async () => {
    put('a');
    await expect(emailFiles(join(folder, 'nothing'))).rejects.toThrow(/There is no folder/);
    await expect(emailFiles(join(folder, 'a'))).rejects.toThrow(/is a file/);
  });
});

describe('the bytes of an email', () => {
  it('get the line ends of mail when the file has only those of Unix', () => {
    expect(withLineEnds(Buffer.from('A: b\n\nc\n')).toString()).toBe('A: b\r\n\r\nc\r\n');
  });

  it.each([
    ['with line ends of mail', Buffer.from('A: b\r\n\r\nc\n')],
    ['without any', Buffer.from('hello')],
    ['of nothing', Buffer.alloc(0)],
  ])('%s stay as they are', (_, raw) => {
    expect(withLineEnds(raw)).toBe(raw);
  });

  it('that are no text survive', () => {
    const every = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    expect(withLineEnds(every)).toEqual(
      Buffer.concat([every.subarray(0, 10), Buffer.from('\r'), every.subarray(10)]),
    );
  });
});

describe('a replay', () => {
  const seen = (uid: number, changes: Partial<ArrivalSeen> = {}): ArrivalSeen => ({
    uid,
    number: 100 + uid,
    outcome: 'card',
    reading: 'full',
    problem: null,
    ...changes,
  });

  /** Delivers `1`, `2`, … with their name as UID; the bot knows what `found` has. */
  function workOf(files: string[], found: ArrivalSeen[], changes: Partial<ReplayWork> = {}): ReplayWork {
    return {
      files,
      deliver: async (file) => Number(file),
      canDeliver: () => true,
      look: async (uids) => ({ found: found.filter(({ uid }) => uids.includes(uid)), lastUid: 0 }),
      lookElsewhere: async () => ({ outcome: 'missed', number: null }),
      botIsAlive: async () => true,
      progress: () => undefined,
      ended: () => undefined,
      signal: new AbortController().signal,
      times: { look: 1, patience: 50 },
      ...changes,
    };
  }
  const outcomes = ({ replayed }: Awaited<ReturnType<typeof replay>>) =>
    replayed.map(({ file, outcome, number }) => [file, outcome, number]);

  it('says of each file how it ended', async () => {
    const result = await replay(
      workOf(
        ['1', '2', '3', '4', '5'],
        [
          seen(1),
          seen(2, { outcome: 'joined' }),
          seen(3, { outcome: 'duplicate', reading: 'unreadable', problem: 'broken' }),
          seen(4, { reading: 'headersOnly', problem: 'tooSlow' }),
          seen(5, { outcome: 'silent' }),
        ],
      ),
    );

    expect(result.stopped).toBeNull();
    expect(outcomes(result)).toEqual([
      ['1', 'card', 101],
      ['2', 'joined', 102],
      ['3', 'duplicate', 103],
      ['4', 'unreadable', 104],
      ['5', 'silent', 105],
    ]);
    expect(result.replayed[3]!.detail).toBe('it takes too long to read');
  });

  it('waits for what the bot has not come to yet', async () => {
    const found: ArrivalSeen[] = [];
    let looks = 0;
    const work = workOf(['1'], found, {
      look: async () => {
        looks += 1;
        return { found: looks < 5 ? [] : [seen(1)], lastUid: 0 };
      },
      times: { look: 1, patience: 10_000 },
    });

    expect(outcomes(await replay(work))).toEqual([['1', 'card', 101]]);
    expect(looks).toBe(5);
  });

  it('looks elsewhere for what the bot has passed and is not where it was put', async () => {
    const work = workOf(['1', '2'], [], {
      look: async () => ({ found: [], lastUid: 2 }),
      lookElsewhere: async (file) =>
        file === '1' ? { outcome: 'duplicate', number: 7 } : { outcome: 'missed', number: null },
    });

    expect(outcomes(await replay(work))).toEqual([
      ['1', 'duplicate', 7],
      ['2', 'missed', null],
    ]);
  });

  it('goes on after a file that the server does not take', async () => {
    const work = workOf(['1', '2'], [seen(2)], {
      deliver: async (file) => {
        if (file === '1') throw new Error('The mail server did not take it: too big');
        return 2;
      },
    });
    const result = await replay(work);

    expect(result.stopped).toBeNull();
    expect(outcomes(result)).toEqual([
      ['1', 'refused', null],
      ['2', 'card', 102],
    ]);
    expect(result.replayed[0]!.detail).toMatch(/too big/);
  });

  it('ends when the server is gone, and tells of what it took', async () => {
    let alive = true;
    const work = workOf(['1', '2', '3'], [seen(1)], {
      deliver: async (file) => {
        if (file === '1') return 1;
        alive = false;
        throw new Error('gone');
      },
      canDeliver: () => alive,
    });
    const result = await replay(work);

    expect(result.stopped).toBe('noServer');
    expect(outcomes(result)).toEqual([
      ['1', 'card', 101],
      ['2', 'refused', null],
    ]);
  });

  it('ends when the bot takes in nothing any more', async () => {
    const result = await replay(workOf(['1', '2'], [seen(1)]));

    expect(result.stopped).toBe('noProgress');
    expect(outcomes(result)).toEqual([
      ['1', 'card', 101],
      ['2', 'waiting', null],
    ]);
  });

  it('ends when the bot has ended', async () => {
    const result = await replay(
      workOf(['1'], [], { botIsAlive: async () => false, times: { look: 1, patience: 10_000 } }),
    );

    expect(result.stopped).toBe('noBot');
  });

  it('stops when it is asked to, and tells of what was delivered', async () => {
    const stop = new AbortController();
    const work = workOf(['1', '2', '3'], [], {
      signal: stop.signal,
      deliver: async (file) => {
        if (file === '2') stop.abort();
        return Number(file);
      },
    });
    const result = await replay(work);

    expect(result.stopped).toBe('asked');
    expect(outcomes(result)).toEqual([
      ['1', 'waiting', null],
      ['2', 'waiting', null],
    ]);
  });
});

describe('what a replay says', () => {
  it('counts each way to end, the four usual ones always', () => {
    const replayed = (outcome: 'card' | 'refused') => ({ file: 'f', outcome, number: null, detail: null });
    const lines = countLines([replayed('card'), replayed('card'), replayed('refused')]);

    expect(lines.map((line) => line.trim().split(/\s+/).slice(0, 2))).toEqual([
      ['2', 'card'],
      ['0', 'joined'],
      ['0', 'duplicate'],
      ['0', 'unreadable'],
      ['1', 'refused'],
    ]);
  });

  it('draws a bar of one width', () => {
    const bars = [0, 1, 500, 1000].map((takenIn) => barLine({ total: 1000, delivered: 1000, takenIn }));

    expect(bars[0]).toMatch(/^\[░{24}\] {3}0 % {2}0 of 1000 taken in, 1000 delivered$/);
    expect(bars[2]).toMatch(/^\[█{12}░{12}\] {2}50 %/);
    expect(bars[3]).toMatch(/^\[█{24}\] 100 %/);
    expect(barLine({ total: 0, delivered: 0, takenIn: 0 })).toContain('100 %');
  });

  it('is a line every ten seconds where nobody watches a bar', () => {
    const noted: string[] = [];
    let now = 20_000;
    const bar = new ProgressBar({ note: (line) => void noted.push(line), redraw: null }, () => now);

    for (const takenIn of [1, 2, 3]) {
      bar.show({ total: 9, delivered: 9, takenIn });
      now += 6_000;
    }
    expect(noted).toEqual(['1 of 9 taken in, 9 delivered', '3 of 9 taken in, 9 delivered']);
  });

  it('says when the bot could not be measured', () => {
    expect(delayLine({ p99Ms: 12.5, maxMs: 40 }, 'the bot')).toMatch(/p99 12.5 ms, largest delay 40 ms/);
    expect(delayLine(null, 'the bot')).toMatch(/nothing was measured/);
  });
});
