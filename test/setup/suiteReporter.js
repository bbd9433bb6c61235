const { writeFileSync } = require('node:fs');

/**
 * Says at the end how long each suite (jest project) took and, on the last line, `N passed, N failed`, with
 * `, N skipped` when there were any. A file that could not even be loaded counts as one failed test.
 * With POSTROOM_TEST_SUMMARY it also leaves these lines in that file, for `.ci/run`.
 */
class SuiteReporter {
  constructor() {
    this.suites = new Map();
  }

  onTestResult(test, result) {
    const name = test.context.config.displayName?.name ?? 'tests';
    const suite = this.suites.get(name) ?? { milliseconds: 0, files: 0, passed: 0, failed: 0, skipped: 0 };
    suite.milliseconds += result.perfStats.runtime ?? 0;
    suite.files += 1;
    suite.passed += result.numPassingTests;
    suite.failed += result.numFailingTests + (result.testExecError ? 1 : 0);
    suite.skipped += result.numPendingTests + result.numTodoTests;
    this.suites.set(name, suite);
  }

  onRunComplete() {
    const lines = [''];
    const total = { passed: 0, failed: 0, skipped: 0 };
    for (const [name, suite] of this.suites) {
      const minutes = (suite.milliseconds / 60_000).toFixed(2);
      lines.push(`${name.padEnd(10)} ${minutes} min in ${suite.files} files: ${counts(suite)}`);
      for (const kind of Object.keys(total)) total[kind] += suite[kind];
    }
    // The browser tests leave themselves out in one case only (test/setup/browser.ts).
    if (this.suites.get('browser')?.skipped) {
      lines.push('SKIPPED browser: Chromium not found (apt install chromium)');
    }
    lines.push(counts(total));
    process.stdout.write(`${lines.join('\n')}\n`);
    if (process.env.POSTROOM_TEST_SUMMARY) {
      writeFileSync(process.env.POSTROOM_TEST_SUMMARY, `${lines.slice(1).join('\n')}\n`);
    }
  }
}

function counts({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
}

module.exports = SuiteReporter;
