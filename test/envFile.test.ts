import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformFileSync } from '@swc/core';

/** As `node --require` loads it: compiled. */
let folder: string;
let program: string[];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'env-file-'));
  const { code } = transformFileSync(join(__dirname, '../src/envFile.ts'), {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2023' },
    module: { type: 'commonjs' },
  });
  const compiled = join(folder, 'envFile.js');
  writeFileSync(compiled, code);
  program = ['--require', compiled, '-p', 'JSON.stringify([process.env.PORT, process.env.LOG_LEVEL])'];
});
afterAll(() => rmSync(folder, { recursive: true }));

const run = (env: NodeJS.ProcessEnv) =>
  JSON.parse(execFileSync(process.execPath, program, { cwd: folder, env, encoding: 'utf8' }));

test('given no file, then the environment is all there is', () => {
  expect(run({ PORT: '1' })).toEqual(['1', null]);
});

test('given a file, then it fills in what the environment does not say', () => {
  writeFileSync(join(folder, '.env'), '# comment\nPORT=2\nLOG_LEVEL=debug\n');
  expect(run({ PORT: '1' })).toEqual(['1', 'debug']);
  expect(spawnSync(process.execPath, program, { cwd: folder, env: {} }).stderr.toString()).toBe('');
});

test('npm start and npm run postroom load it; the demo, which must not touch real settings, does not', () => {
  const { scripts } = JSON.parse(readFileSync(join(__dirname, '../package.json'), 'utf8'));
  for (const name of ['start', 'postroom'])
    expect(scripts[name]).toContain('--require ./dist/src/envFile.js');
  for (const name of ['demo', 'sandbox', 'test']) expect(scripts[name]).not.toContain('envFile');
});
