#!/usr/bin/env node
import { CommanderError } from 'commander';
import { explain } from './explain';
import { buildProgram } from './program';
import { createSession } from './session';
import { processTerminal } from './terminal';

/** The command line: `postroom …`. Exit codes: 0 done, 1 refused or failed, 2 not understood. */
async function main(): Promise<number> {
  const terminal = processTerminal();
  // `postroom … | head` closes the pipe early: that is no failure.
  process.stdout.on('error', () => process.exit(0));
  try {
    await buildProgram(createSession(terminal)).parseAsync(process.argv);
    return Number(process.exitCode ?? 0);
  } catch (error) {
    // Commander has said what it did not understand.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const { sentence, exitCode } = explain(error);
    terminal.note(sentence);
    const debugging = ['debug', 'trace'].includes(terminal.env.LOG_LEVEL ?? '');
    if (debugging && error instanceof Error && error.stack) terminal.note(error.stack);
    return exitCode;
  }
}

void main().then((exitCode) => {
  process.exitCode = exitCode;
});
