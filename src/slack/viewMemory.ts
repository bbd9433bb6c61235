import type { FormToken } from '../ui/form';
import { limits } from './limits';

/** Where a modal was asked for, so that an answer can be given there. */
export interface Origin {
  channel: string | null;
  /** From App Home: what was chosen in its pickers. */
  home: Record<string, string> | null;
}

/** What a modal carries in `private_metadata`: Slack gives it back with every click and submit inside. */
export interface ViewMemory extends Origin {
  token: FormToken | null;
}

/** @throws RangeError when the token is longer than Slack carries: the form was made wrongly. */
export function writeMemory(memory: ViewMemory): string {
  const json = JSON.stringify(memory);
  if (json.length > limits.privateMetadata.max) {
    throw new RangeError(`The form's token is too long for Slack (${json.length}).`);
  }
  return json;
}

/** It comes back from a client, so nothing about it is believed: what is not one of ours counts as empty. */
export function readMemory(json: string | undefined): ViewMemory {
  const empty = { token: null, channel: null, home: null };
  let value: unknown;
  try {
    value = JSON.parse(json || 'null');
  } catch {
    return empty;
  }
  if (!isObject(value)) return empty;
  return {
    token: readToken(value.token),
    channel: typeof value.channel === 'string' ? value.channel : null,
    home: readChoices(value.home),
  };
}

function readToken(value: unknown): FormToken | null {
  if (!isObject(value) || typeof value.action !== 'string' || typeof value.nonce !== 'string') return null;
  return {
    action: value.action,
    nonce: value.nonce,
    conversationId: typeof value.conversationId === 'string' ? value.conversationId : null,
    seenVersion: typeof value.seenVersion === 'number' ? value.seenVersion : null,
    ...(typeof value.page === 'number' && { page: value.page }),
  };
}

function readChoices(value: unknown): Record<string, string> | null {
  if (!isObject(value)) return null;
  const choices = Object.entries(value).filter(([, chosen]) => typeof chosen === 'string');
  return Object.fromEntries(choices) as Record<string, string>;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
