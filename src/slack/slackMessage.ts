import { plainWords } from './slackWords';

/** Marks our messages in Slack's message metadata; the payload holds the key of the post. */
export const POST_EVENT = 'postroom_post';

/** A message as history, replies and events carry it: the parts that we read. */
export interface SlackMessage {
  ts?: string;
  user?: string;
  text?: string;
  subtype?: string;
  bot_id?: string;
  thread_ts?: string;
  latest_reply?: string;
  edited?: { user?: string; ts?: string };
  files?: { id?: string; name?: string | null; title?: string | null }[];
  metadata?: { event_type?: string; event_payload?: Record<string, unknown> };
}

/** @returns the key of one of our own posts. */
export function keyOf(message: SlackMessage): string | null {
  const { event_type, event_payload } = message.metadata ?? {};
  return event_type === POST_EVENT && typeof event_payload?.key === 'string' ? event_payload.key : null;
}

/** Subtypes that are still somebody writing. */
const WRITTEN = new Set(['file_share', 'thread_broadcast', 'me_message']);

/** A message that a person wrote, as opposed to bots, joins, archivings and what is left of a deleted one. */
export function isWritten(message: SlackMessage): message is SlackMessage & { ts: string; user: string } {
  if (!message.ts || !message.user || message.bot_id) return false;
  return message.subtype === undefined || WRITTEN.has(message.subtype);
}

/** Text and files of a message as plain words. */
export function wordsIn(message: SlackMessage, nameOf: (user: string) => string = (user) => user): string {
  const files = (message.files ?? []).map((file) => `[${file.name ?? file.title ?? 'file'}]`);
  return [plainWords(message.text ?? '', nameOf), ...files].filter((part) => part !== '').join('\n');
}
