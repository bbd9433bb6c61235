import { join } from 'node:path';
import { appFromManifest } from '../../sandbox/demo/appFromManifest';
import {
  type SlackOptions as SandboxOptions,
  type SlackSandbox,
  startSlack,
} from '../../sandbox/slack/startSlack';
import type { Chat } from '../../src/ports/chat';
import type { Inbound } from '../../src/ports/inbound';
import type { Log } from '../../src/ports/log';
import { createSlack, type Slack, type SlackOptions } from '../../src/slack/createSlack';
import type { Reply } from '../../src/ui/reply';
import type { Request } from '../../src/ui/request';

export const INSTALLATION = 'installation-1';
export const SUPPORT = { installationId: INSTALLATION, channel: 'C0SUPPORT' };

/** Postroom's Slack adapter in front of the local workspace, with the inside replaced by what a test answers. */
export interface Rehearsal {
  sandbox: SlackSandbox;
  slack: Slack;
  chat: Chat;
  inside: Inside;
  log: RecordedLog;
  stop(): Promise<void>;
}

/** Records what came in; answers as the test says. */
export class Inside implements Inbound {
  readonly requests: Request[] = [];
  readonly told: { what: string; with: unknown }[] = [];
  answers: (request: Request) => Reply | Promise<Reply> = () => ({ kind: 'done', text: null });

  async answer(request: Request): Promise<Reply> {
    this.requests.push(request);
    return this.answers(request);
  }

  messageWritten = this.record('messageWritten');
  messageEdited = this.record('messageEdited');
  messageDeleted = this.record('messageDeleted');
  ownPostSeen = async (value: unknown) => {
    this.told.push({ what: 'ownPostSeen', with: value });
    return { duplicate: false };
  };
  ownPostDisturbed = this.record('ownPostDisturbed');
  connected = this.record('connected');
  homeAsked = async () => ({ known: true });
  installed = this.record('installed');
  channelChanged = this.record('channelChanged');

  of(what: string): unknown[] {
    return this.told.filter((one) => one.what === what).map((one) => one.with);
  }

  private record(what: string): (value: unknown) => Promise<void> {
    return async (value) => {
      this.told.push({ what, with: value });
    };
  }
}

export class RecordedLog implements Log {
  readonly lines: string[] = [];
  info = this.line('info');
  warn = this.line('warn');
  error = this.line('error');
  debug = this.line('debug');

  private line(level: string): Log['info'] {
    return (fields, message) => this.lines.push(`${level} ${message} ${JSON.stringify(fields)}`);
  }
}

export async function rehearse(
  options: { sandbox?: SandboxOptions; slack?: Partial<SlackOptions>; http?: { port?: number } } = {},
): Promise<Rehearsal> {
  const sandbox = await startSlack({
    seed: {
      channels: [
        { id: 'C0SUPPORT', name: 'support', members: ['ada', 'ben', 'bot'] },
        { id: 'C0GENERAL', name: 'general', members: ['ada', 'ben', 'clara'] },
      ],
      // A scope or an event that the manifest lacks is missing here too.
      app: appFromManifest(join(__dirname, '../../manifests/slack/manifest.yaml')),
    },
    // Tests post faster than people; those of rate limits switch them on.
    enforceRateLimits: false,
    ...options.sandbox,
  });
  const inside = new Inside();
  const log = new RecordedLog();
  const slack = createSlack({
    config: {
      botToken: sandbox.botToken,
      apiUrl: sandbox.apiUrl,
      ...(options.http
        ? { signingSecret: sandbox.signingSecret, ...options.http }
        : { appToken: sandbox.appToken }),
    },
    inbound: inside,
    log,
    ...options.slack,
  });
  await slack.start();
  return {
    sandbox,
    slack,
    inside,
    log,
    chat: slack.chat({ id: INSTALLATION, team: sandbox.teamId }),
    stop: async () => {
      await slack.stop();
      await sandbox.close();
    },
  };
}

/** The parts of a view or message that tests look at. */
export interface Drawn {
  type: string;
  [key: string]: unknown;
}

/** Everything that can be clicked or filled in, wherever it stands. */
export function elementsIn(blocks: unknown): Drawn[] {
  if (Array.isArray(blocks)) return blocks.flatMap(elementsIn);
  if (typeof blocks !== 'object' || blocks === null) return [];
  const own = 'action_id' in blocks ? [blocks as unknown as Drawn] : [];
  return [...own, ...Object.values(blocks).flatMap(elementsIn)];
}

/** The action_id of the button with this label. */
export function buttonIn(blocks: unknown, label: string): string {
  const found = elementsIn(blocks).find((one) => (one.text as { text?: string } | undefined)?.text === label);
  if (!found) throw new Error(`There is no button "${label}".`);
  return String(found.action_id);
}

/** All words of blocks, in order, one per line. */
export function wordsOnScreen(value: unknown): string {
  if (Array.isArray(value)) return value.map(wordsOnScreen).filter(Boolean).join('\n');
  if (typeof value !== 'object' || value === null) return '';
  const { text, url } = value as { text?: unknown; url?: unknown };
  const own = typeof text === 'string' ? text : typeof url === 'string' ? url : '';
  const inner = Object.entries(value)
    .filter(([key]) => key !== 'text' || typeof text !== 'string')
    .map(([, one]) => (typeof one === 'object' ? wordsOnScreen(one) : ''));
  return [own, ...inner].filter(Boolean).join('\n');
}
