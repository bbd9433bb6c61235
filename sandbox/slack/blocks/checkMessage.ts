import type { BlockJson } from '../../protocol';
import { withIds } from '../json';
import { LIMITS } from '../limits';
import { checkBlocks } from './checkBlock';
import { isObject, Problems } from './problems';

export interface CheckedMessage {
  text: string;
  blocks?: BlockJson[];
  attachments?: unknown[];
  metadata?: { event_type: string; event_payload: Record<string, unknown> };
}

export type MessageError = { error: string; messages?: string[] };

/** The content of a message as every posting method checks it. Shapes: chat.postMessage. */
export function checkMessage(
  args: Record<string, unknown>,
  newId: () => string,
): CheckedMessage | MessageError {
  const { blocks, attachments, markdown_text: markdown } = args;
  const text = typeof args.text === 'string' ? args.text : '';
  if (markdown !== undefined && (blocks !== undefined || text !== ''))
    return { error: 'markdown_text_conflict' };
  if (typeof markdown === 'string' && markdown.length > LIMITS.markdownText.max) {
    return { error: 'msg_too_long' };
  }
  if (blocks !== undefined && blocks !== null && !Array.isArray(blocks))
    return { error: 'invalid_blocks_format' };
  if (Array.isArray(attachments) && attachments.length > LIMITS.attachments.max) {
    return { error: 'too_many_attachments' };
  }
  const problems = new Problems();
  if (blocks) checkBlocks(problems, '/blocks', blocks, 'message');
  if (problems.messages.length > 0) return { error: 'invalid_blocks', messages: problems.messages };
  if (problems.textLength > LIMITS.allBlockText.max) return { error: 'msg_blocks_too_long' };
  const hasBlocks = Array.isArray(blocks) && blocks.length > 0;
  const hasAttachments = Array.isArray(attachments) && attachments.length > 0;
  if (text === '' && !markdown && !hasBlocks && !hasAttachments) return { error: 'no_text' };
  const metadata = checkMetadata(args.metadata);
  if (metadata && 'error' in metadata) return metadata;
  return {
    text: (typeof markdown === 'string' ? markdown : text).slice(0, LIMITS.messageText.max),
    blocks: hasBlocks ? withIds(blocks, newId) : undefined,
    attachments: hasAttachments ? attachments : undefined,
    metadata,
  };
}

function checkMetadata(value: unknown): CheckedMessage['metadata'] | MessageError {
  if (value === undefined || value === null) return undefined;
  if (!isObject(value)) return { error: 'invalid_metadata_format' };
  if (Object.keys(value).length === 0) return undefined;
  const { event_type: type, event_payload: payload } = value;
  if (typeof type !== 'string' || type === '' || !isObject(payload))
    return { error: 'invalid_metadata_format' };
  if (Buffer.byteLength(JSON.stringify(value)) > LIMITS.metadataBytes.max)
    return { error: 'metadata_too_large' };
  return { event_type: type, event_payload: payload };
}
