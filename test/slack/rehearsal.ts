import { join } from 'node:path';
import { appFromManifest } from '../../sandbox/demo/appFromManifest';
import {
  type SlackOptions as SandboxOptions,
  type SlackSandbox,
  startSlack,
} from '../../sandbox/slack/startSlack';
import type { Chat } from '../../src/ports/chat';
import { createSlack, type Slack, type SlackOptions } from '../../src/slack/createSlack';
import { Inside, RecordedLog } from '../inside';

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
