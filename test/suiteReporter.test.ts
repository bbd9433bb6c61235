import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SuiteReporter = require('./setup/suiteReporter.js');

const test = (suite: string) => ({ context: { config: { displayName: { name: suite, color: 'white' } } } });
const result = (counts: { passing?: number; failing?: number; pending?: number; broken?: boolean }) => ({
  perfStats: { runtime: 30_000 },
  numPassingTests: counts.passing ?? 0,
  numFailingTests: counts.failing ?? 0,
  numPendingTests: counts.pending ?? 0,
  numTodoTests: 0,
  testExecError: counts.broken ? new Error('does not load') : undefined,
});

describe('the end of a test run', () => {
  let folder: string;
  let printed: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'postroom-report-'));
    process.env.POSTROOM_TEST_SUMMARY = join(folder, 'summary');
    printed = '';
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
      printed += text;
      return true;
    });
  });
  afterEach(() => {
    jest.restoreAllMocks();
    delete process.env.POSTROOM_TEST_SUMMARY;
    rmSync(folder, { recursive: true, force: true });
  });

  it('names the minutes of every suite and ends with what passed and failed', () => {
    const reporter = new SuiteReporter();
    reporter.onTestResult(test('unit'), result({ passing: 3 }));
    reporter.onTestResult(test('unit'), result({ passing: 1, failing: 1 }));
    reporter.onTestResult(test('mail'), result({ broken: true }));
    reporter.onRunComplete();

    const lines = printed.trim().split('\n');
    expect(lines[0]).toMatch(/^unit +1\.00 min in 2 files: 4 passed, 1 failed$/);
    expect(lines[1]).toMatch(/^mail +0\.50 min in 1 files: 0 passed, 1 failed$/);
    expect(lines.at(-1)).toBe('4 passed, 2 failed');
    expect(readFileSync(join(folder, 'summary'), 'utf8').trim().split('\n')).toEqual(lines);
  });

  it('says aloud that the browser tests were left out', () => {
    const reporter = new SuiteReporter();
    reporter.onTestResult(test('browser'), result({ pending: 2 }));
    reporter.onRunComplete();

    expect(printed).toContain('SKIPPED browser: Chromium not found (apt install chromium)\n');
    expect(printed.trim().split('\n').at(-1)).toBe('0 passed, 0 failed, 2 skipped');
  });
});
