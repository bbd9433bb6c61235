import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { importBreaches } from './architecture/breaches';
import { textBreaches } from './architecture/textLaws';

const ROOT = join(__dirname, '..');

describe('the house', () => {
  it('imports in one direction only, and each library where it belongs', () => {
    expect(importBreaches(ROOT)).toEqual([]);
  });

  it('keeps its files short and its words where they belong', () => {
    expect(textBreaches(ROOT)).toEqual([]);
  });
});

describe('the laws', () => {
  let tree: string;

  beforeAll(() => {
    tree = mkdtempSync(join(tmpdir(), 'postroom-laws-'));
  });
  afterAll(() => rmSync(tree, { recursive: true, force: true }));

  function plant(files: Record<string, string>): void {
    rmSync(tree, { recursive: true, force: true });
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(tree, path)), { recursive: true });
      writeFileSync(join(tree, path), text);
    }
  }

  it('catch every kind of forbidden import, type imports and require included, and nothing else', () => {
    plant({
      'src/domain/events.ts': "import { z } from 'zod';\nexport const a = z;\nexport type A = string;",
      'src/domain/hungry.ts': "import pino from 'pino';\nexport const b = pino;",
      'src/domain/upward.ts': "import type { C } from '../app/perform';\nexport type D = C;",
      'src/email/reads.ts': "import { readFile } from 'node:fs/promises';\nexport const e = readFile;",
      'src/email/inward.ts': "import type { A } from '../domain/events';\nexport type F = A;",
      'src/ui/fetches.ts': "import { g } from '../outbound/fetch';\nexport const h = g;",
      'src/app/perform.ts': "import { Entity } from 'typeorm';\nexport type C = typeof Entity;",
      'src/app/configured.ts': "import { config } from '../config';\nexport const i = config;",
      'src/config.ts': 'export const config = 1;',
      'src/outbound/fetch.ts': 'export const g = 1;',
      'src/outbound/curious.ts': "import type { A } from '../domain/events';\nexport type J = A;",
      'src/mail/send.ts':
        "import { g } from '../outbound/fetch';\nimport { k } from '../slack/post';\nexport const l = [g, k];",
      'src/slack/post.ts': "import { config } from '../config';\nexport const k = config;",
      'src/slack/store.ts': "export type { N } from '../db/store';",
      'src/http/lazy.ts': "export const o = () => import('../compose');",
      'src/http/old.ts': "const { k } = require('../slack/post');\nexport const p = k;",
      'src/db/store.ts':
        "import { q } from '../../migrations/first';\nimport { Client } from 'pg';\nexport type N = typeof q | Client;",
      'src/jobs/schema.ts': "import { q } from '../../migrations/first';\nexport const r = q;",
      'src/jobs/rehearsed.ts': "import { s } from '../../sandbox/slack';\nexport const t = s;",
      'src/jobs/one.ts': "import { v } from './two';\nexport const u = () => v;",
      'src/jobs/two.ts': "import { u } from './one';\nexport const v = () => u;",
      'src/compose.ts': "import './mail/send';\nimport './slack/post';\nexport const w = 1;",
      'src/main.ts': "import { w } from './compose';\nexport const x = w;",
      'src/cli/main.ts': "import '../mail/send';\nimport '../db/store';\nimport '../compose';",
      'migrations/first.ts': 'export const q = 1;',
      'migrations/second.ts': "import type { A } from '../src/domain/events';\nexport type Y = A;",
      'sandbox/slack.ts':
        "import type { A } from '../src/domain/events';\nexport const s = 1;\nexport type Z = A;",
    });

    expect(importBreaches(tree)).toEqual(
      [
        'migrations/second.ts → src/domain/events.ts (migrations-alone)',
        'sandbox/slack.ts → src/domain/events.ts (sandbox-apart)',
        'src/app/configured.ts → src/config.ts (config-outside)',
        'src/app/perform.ts → typeorm (at-home: typeorm)',
        'src/cli/main.ts → db and mail (compose-knows-all)',
        'src/domain/hungry.ts → pino (domain-alone)',
        'src/domain/upward.ts → src/app/perform.ts (domain-alone)',
        'src/domain/upward.ts → src/app/perform.ts (one-direction: domain)',
        'src/email/reads.ts → fs/promises (pure-inside)',
        'src/http/lazy.ts → src/compose.ts (one-direction: jobs, mail, slack, teams, http, db)',
        'src/http/old.ts → src/slack/post.ts (adapters-apart: http)',
        'src/jobs/one.ts → src/jobs/two.ts (no-cycles)',
        'src/jobs/rehearsed.ts → sandbox/slack.ts (nothing-for-rehearsal)',
        'src/jobs/schema.ts → migrations/first.ts (migrations-by-db)',
        'src/mail/send.ts → src/slack/post.ts (adapters-apart: mail)',
        'src/outbound/curious.ts → src/domain/events.ts (outbound-leaf)',
        'src/slack/store.ts → src/db/store.ts (adapters-apart: slack)',
        'src/ui/fetches.ts → src/outbound/fetch.ts (outbound-for-adapters)',
      ].sort(),
    );
  });

  it('catch what can be seen in a file’s text, but not what its comments say', () => {
    plant({
      'src/app/rows.ts': 'export const a = (source: any) => source.getRepository(1);',
      'src/app/fine.ts':
        '// A DataSource would be out of place here.\n/* console.log(1) */\nexport const b = 1;',
      'src/db/rows.ts': 'export const c = (source: any) => source.getRepository(1);',
      'src/slack/chatty.ts': "console.log('hello');",
      'src/cli/main.ts': "console.log('hello');",
      'src/cards/long.ts': 'export const d = 1;\n'.repeat(351),
      'src/cards/justRight.ts': 'export const e = 1;\n'.repeat(350),
      'src/slack/hidden.ts': "export type K = import('../db/rows').L;",
      'src/mail/utils.ts': 'export const f = 1;',
      'src/ui/index.ts': "export * from './card';",
      'sandbox/page/App.tsx': "import { g } from '../../src/ui/card';\nimport './Card';\nexport const h = g;",
    });

    expect(textBreaches(tree)).toEqual([
      'sandbox/page/App.tsx (the sandbox imports nothing of src)',
      'src/app/rows.ts (rows are reached by db only)',
      'src/cards/long.ts (no file is longer than 350 lines)',
      'src/mail/utils.ts (no drawers for everything)',
      'src/slack/chatty.ts (only the command line and the log write to the terminal)',
      'src/slack/hidden.ts (imports stand at the top, types too)',
      'src/ui/index.ts (no barrels: a file that only passes on what others export)',
    ]);
  });
});
