import { resolve } from 'node:path';
import { z } from 'zod';
import { teamsConfig, teamsProblems, teamsSettings, wantsTeams } from './config/teams';
import { isDatabaseUrl, isLoopback, isPublicUrl, text } from './config/values';
import { steps } from './ports/steps';
import type { TransportConfig } from './teams/transport/transport';

const databaseUrl = text.refine((value) => value === undefined || isDatabaseUrl(value), {
  error: 'accepted is an address such as postgres://user:password@host:5432/postroom',
});

const settings = z.object({
  DATABASE_URL: databaseUrl,
  DATABASE_OWNER_URL: databaseUrl,
  SLACK_BOT_TOKEN: text.refine((value) => value === undefined || /^xoxb-\S+$/.test(value), {
    error:
      'accepted is a bot token, which begins with xoxb- (OAuth & Permissions in your Slack app); without Slack leave it empty',
  }),
  SLACK_APP_TOKEN: text.refine((value) => value === undefined || /^xapp-\S+$/.test(value), {
    error:
      'accepted is an app-level token, which begins with xapp- (Basic Information in your Slack app); without Slack leave it empty',
  }),
  SLACK_SIGNING_SECRET: text,
  SLACK_API_URL: text.refine((value) => value === undefined || isLoopback(value), {
    error: 'accepted is an address on this machine (http://localhost:…): it is for rehearsals only',
  }),
  ...teamsSettings,
  PORT: text
    .refine((value) => value === undefined || (/^\d{1,5}$/.test(value) && Number(value) <= 65_535), {
      error: 'accepted is a number from 0 to 65535 (0 = any free port)',
    })
    .transform((value) => (value === undefined ? 3000 : Number(value))),
  POSTROOM_PUBLIC_URL: text.refine((value) => value === undefined || isPublicUrl(value), {
    error: 'accepted is an https address such as https://postroom.example.com',
  }),
  POSTROOM_SECRET_KEY: text.refine(
    (value) => (value ?? '').split(',').every((key) => key.trim().length >= 32),
    {
      error:
        'accepted is a secret of at least 32 characters (make one with: openssl rand -base64 32); an older one may follow after a comma',
    },
  ),
  POSTROOM_DATA_DIR: text.transform((value) => resolve(value ?? '.postroom')),
  LOG_LEVEL: text
    .pipe(
      z
        .enum(['trace', 'debug', 'info', 'warn', 'error'], {
          error: 'accepted is trace, debug, info, warn or error',
        })
        .optional(),
    )
    .transform((value) => value ?? 'info'),
  NODE_ENV: text,
  POSTROOM_TIME_SCALE: text
    .refine((value) => value === undefined || (Number(value) >= 1 && Number(value) <= 1000), {
      error: 'accepted is a number from 1 to 1000: how many times faster chat is paced, for rehearsals only',
    })
    .transform((value) => (value === undefined ? 1 : Number(value))),
  POSTROOM_KILL_AT: text.refine((value) => value === undefined || parseKill(value) !== null, {
    error: `accepted is a step and a count, for tests only: ${steps.join(', ')}, as in posted:3`,
  }),
});

export interface Config {
  /** Null: a Postgres of our own in `dataDir`. */
  database: { url: string; ownerUrl: string } | null;
  slack: { botToken: string; appToken?: string; signingSecret?: string; apiUrl?: string } | null;
  teams: { transport: TransportConfig } | null;
  port: number;
  publicUrl: string | null;
  /** The first seals, the others only open. */
  secretKeys: string[];
  dataDir: string;
  logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error';
  production: boolean;
  rehearsal: { timeScale: number; killAt: { step: string; count: number } | null };
}

/** Everything that is wrong with the configuration, each a sentence that names the variable. Never a value. */
export class ConfigError extends Error {
  constructor(readonly problems: string[]) {
    super(`The configuration is not complete:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

/**
 * Reads the environment once.
 * @param needs `bot`: what the running bot needs; `commands`: what the command line needs (chat when it names people).
 * @throws ConfigError with all problems at once.
 */
export function readConfig(env: NodeJS.ProcessEnv, needs: 'bot' | 'commands'): Config {
  const parsed = settings.safeParse(env);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}.`);
  problems.push(...together(env, needs));
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  const given = parsed.data;
  return {
    database: given.DATABASE_URL
      ? { url: given.DATABASE_URL, ownerUrl: given.DATABASE_OWNER_URL ?? given.DATABASE_URL }
      : null,
    slack: given.SLACK_BOT_TOKEN
      ? {
          botToken: given.SLACK_BOT_TOKEN,
          ...(given.SLACK_APP_TOKEN && { appToken: given.SLACK_APP_TOKEN }),
          ...(given.SLACK_SIGNING_SECRET && { signingSecret: given.SLACK_SIGNING_SECRET }),
          ...(given.SLACK_API_URL && { apiUrl: given.SLACK_API_URL }),
        }
      : null,
    teams: teamsConfig(given),
    port: given.PORT,
    publicUrl: given.POSTROOM_PUBLIC_URL ?? null,
    secretKeys: (given.POSTROOM_SECRET_KEY ?? '').split(',').map((key) => key.trim()),
    dataDir: given.POSTROOM_DATA_DIR,
    logLevel: given.LOG_LEVEL,
    production: given.NODE_ENV === 'production',
    rehearsal: { timeScale: given.POSTROOM_TIME_SCALE, killAt: parseKill(given.POSTROOM_KILL_AT) },
  };
}

/** What single variables cannot say: which belong together, and what production refuses. */
function together(env: NodeJS.ProcessEnv, needs: 'bot' | 'commands'): string[] {
  const problems: string[] = [];
  if (!env.POSTROOM_SECRET_KEY) {
    problems.push(
      'POSTROOM_SECRET_KEY is missing: it encrypts the mailboxes’ passwords. Make one with: openssl rand -base64 32.',
    );
  }
  if (needs === 'bot') problems.push(...chatProblems(env));
  problems.push(...teamsProblems(env, needs));
  if (env.DATABASE_OWNER_URL && !env.DATABASE_URL) {
    problems.push(
      'DATABASE_OWNER_URL is set without DATABASE_URL: set both, or neither for the built-in database.',
    );
  }
  if (env.NODE_ENV !== 'production') {
    for (const name of ['POSTROOM_TIME_SCALE', 'POSTROOM_KILL_AT']) {
      if (env[name] && !isRehearsal(env)) {
        problems.push(
          `${name} is for rehearsals: remove it, or set SLACK_API_URL and TEAMS_REHEARSAL_URL to local servers.`,
        );
      }
    }
    return problems;
  }
  if (!env.DATABASE_URL) {
    problems.push('DATABASE_URL is missing: in production Postroom does not start a database of its own.');
  }
  for (const name of ['SLACK_API_URL', 'TEAMS_REHEARSAL_URL', 'POSTROOM_TIME_SCALE', 'POSTROOM_KILL_AT']) {
    if (env[name]) problems.push(`${name} is for rehearsals: remove it, or unset NODE_ENV=production.`);
  }
  return problems;
}

/** The bot lives in Slack, in Teams, or in both. */
function chatProblems(env: NodeJS.ProcessEnv): string[] {
  const wantsSlack = Boolean(env.SLACK_BOT_TOKEN || env.SLACK_APP_TOKEN || env.SLACK_SIGNING_SECRET);
  if (!wantsSlack && !wantsTeams(env)) {
    return [
      'SLACK_BOT_TOKEN or TEAMS_APP_ID is missing: Postroom lives in Slack, in Microsoft Teams or in both. For Slack, install the app made from manifests/slack/manifest.yaml and copy its bot token; for Teams, register an app in Microsoft Entra and copy its application (client) id.',
    ];
  }
  if (!wantsSlack) return [];
  const problems: string[] = [];
  if (!env.SLACK_BOT_TOKEN) {
    problems.push(
      'SLACK_BOT_TOKEN is missing: install the app made from manifests/slack/manifest.yaml and copy its bot token.',
    );
  }
  if (!env.SLACK_APP_TOKEN && !env.SLACK_SIGNING_SECRET) {
    problems.push(
      'SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP) is missing: one of the two is needed to hear from Slack.',
    );
  }
  return problems;
}

/** Whether nothing that is configured reaches anybody outside this machine. */
function isRehearsal(env: NodeJS.ProcessEnv): boolean {
  const slack = env.SLACK_BOT_TOKEN ? Boolean(env.SLACK_API_URL) : null;
  const teams = wantsTeams(env) ? Boolean(env.TEAMS_REHEARSAL_URL) : null;
  return slack !== false && teams !== false && (slack ?? teams ?? false);
}

function parseKill(value: string | undefined): { step: string; count: number } | null {
  const [step, count] = value?.split(':') ?? [];
  const known = step !== undefined && (steps as readonly string[]).includes(step);
  return known && /^\d+$/.test(count ?? '') ? { step, count: Number(count) } : null;
}
