import type { Instant } from '../domain/conversation';
import type { Stream } from '../domain/events';

/** Whether the history is what was written, and who could have changed it. */
export interface HistoryReport {
  streams: number;
  events: number;
  checkpoints: number;
  /** The first break of each stream, at most 1000 in all; empty = sound. */
  breaks: HistoryBreak[];
  /** The first break of the chain of checkpoints. */
  checkpointBreak: CheckpointBreak | null;
  /** The newest checkpoint: written down elsewhere, it can be given to a later check as `known`. */
  newest: KnownCheckpoint | null;
  guard: HistoryGuard;
}

export interface HistoryBreak {
  stream: Stream;
  /** The event at which it shows. */
  seq: number;
  /**
   * - `edited`: the event is not what its hash was made from.
   * - `removed`: events before this one are missing.
   * - `unlinked`: it does not follow on the event before it, which was replaced.
   * - `rewritten`: a checkpoint knows another event here: the chain was made anew.
   * - `cut`: a checkpoint, or the state row, knows later events: the newest ones are missing.
   * - `stateOlder`: the state row does not know the newest events.
   */
  why: 'edited' | 'removed' | 'unlinked' | 'rewritten' | 'cut' | 'stateOlder';
}

export interface CheckpointBreak {
  id: number;
  /** `unknown`: the checkpoint that was given from outside is missing or another one. */
  why: 'edited' | 'removed' | 'unlinked' | 'headsChanged' | 'unknown';
}

export interface KnownCheckpoint {
  id: number;
  /** Hex. */
  hash: string;
}

/** What the role that checks could do itself; history is safe from a role that can do none of it. */
export interface HistoryGuard {
  role: string;
  /** It owns a history table (or is a superuser): it could switch the triggers off. */
  owner: boolean;
  /** Rights beyond reading and appending, such as `history: UPDATE`. */
  rights: string[];
  /** Triggers that should refuse changes and are missing or switched off. */
  triggersOff: string[];
}

export interface Checkpoint extends KnownCheckpoint {
  at: Instant;
  /** How many streams had grown since the one before. */
  heads: number;
}
