import { createHash } from 'node:crypto';
import type { Actor, Stream } from '../domain/events';

/** Shapes of stored events are all of their first version so far. */
export const EVENT_VERSION = 1;

/** What the first event of a stream, and the first checkpoint, follow on. */
export const GENESIS: Buffer = Buffer.alloc(32);

/** One event as it enters the chain; `data` is the JSON text exactly as stored. */
export interface ChainedEvent {
  workspaceId: string;
  stream: Stream;
  seq: number;
  type: string;
  version: number;
  actor: { kind: Actor['kind']; id: string | null };
  at: string;
  data: string;
}

/**
 * sha256 over a JSON array without spaces: previous hash (hex), workspace, stream kind, stream id, seq, type, version,
 * actor kind, actor id, at (ISO, milliseconds, Z), data as one string. Anybody can repeat it from an export.
 */
export function hashEvent(previous: Buffer, event: ChainedEvent): Buffer {
  return sha256(
    JSON.stringify([
      previous.toString('hex'),
      event.workspaceId,
      event.stream.kind,
      event.stream.id,
      event.seq,
      event.type,
      event.version,
      event.actor.kind,
      event.actor.id,
      event.at,
      event.data,
    ]),
  );
}

export interface CheckpointFacts {
  id: number;
  at: string;
  heads: number;
  /** Hex, over this checkpoint's heads: `headLine` of each in order of stream kind and id. */
  digest: string;
}

export function hashCheckpoint(previous: Buffer, checkpoint: CheckpointFacts): Buffer {
  return sha256(
    JSON.stringify([
      previous.toString('hex'),
      checkpoint.id,
      checkpoint.at,
      checkpoint.heads,
      checkpoint.digest,
    ]),
  );
}

export function headLine(head: { kind: string; id: string; seq: number; hash: Buffer }): string {
  return `${head.kind} ${head.id} ${head.seq} ${head.hash.toString('hex')}\n`;
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
