import type { FormToken } from '../ui/form';
import { limits } from './limits';

/** What a modal carries in `private_metadata`: Slack gives it back with every click and submit inside. */
export interface ViewMemory {
  token: FormToken | null;
  /** Where the modal was asked for, so that an answer can be given there. */
  channel: string | null;
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
  const empty = { token: null, channel: null };
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

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
