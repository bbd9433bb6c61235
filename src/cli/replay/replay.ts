import { setTimeout as delay } from 'node:timers/promises';
import type { ReadingProblem } from '../../email/parsedEmail';
import type { ArrivalSeen, ArrivalsSeen } from '../../ports/arrivals';

/** How one file ended. `refused`: never delivered. `missed`: delivered, and not taken in. */
export type Outcome = ArrivalSeen['outcome'] | 'unreadable' | 'refused' | 'missed' | 'waiting';

export interface Replayed {
  file: string;
  outcome: Outcome;
  /** Of the conversation, when there is one. */
  number: number | null;
  /** Why it was refused, or could not be read in full. */
  detail: string | null;
}

export interface ReplayWork {
  files: string[];
  /** @returns its UID. @throws Error with a sentence. */
  deliver(file: string): Promise<number>;
  /** False when nothing more can be delivered. */
  canDeliver(): boolean;
  look(uids: number[]): Promise<ArrivalsSeen>;
  /** For an email that the bot has passed and that is not where it was put: filed elsewhere already, or missed. */
  lookElsewhere(file: string): Promise<{ outcome: Outcome; number: number | null }>;
  botIsAlive(): Promise<boolean>;
  /** Told whenever the numbers change. */
  progress(delivered: number, takenIn: number): void;
  /** Told once for each file, in the order in which they end. */
  ended(replayed: Replayed): void;
  signal: AbortSignal;
  times?: { look: number; patience: number };
}

const USUAL = { look: 250, patience: 60_000 };
/** How often an email that the cursor has passed is looked for in vain: its row may be about to be written. */
const LOOKS = 4;

interface Waiting {
  file: string;
  looks: number;
}

/** Why it ended before every file had. */
export type Stopped = 'asked' | 'noBot' | 'noProgress' | 'noServer';

/**
 * Delivers the files one after the other and waits, meanwhile and afterwards, until the bot has taken in each.
 * @returns what became of every file that was tried, in their order.
 */
export async function replay(work: ReplayWork): Promise<{ replayed: Replayed[]; stopped: Stopped | null }> {
  const run = new Run(work);
  const [stopped] = await Promise.all([run.lookUntilDone(), run.deliverAll()]);
  return { stopped, replayed: run.all() };
}

class Run {
  private readonly waiting = new Map<number, Waiting>();
  private readonly ended = new Map<string, Replayed>();
  private readonly tried: string[] = [];
  private delivered = 0;
  private delivering = true;
  private serverGone = false;
  private botGone = false;

  constructor(private readonly work: ReplayWork) {}

  async deliverAll(): Promise<void> {
    const { files, signal, deliver, canDeliver } = this.work;
    for (const file of files) {
      if (signal.aborted || this.botGone) break;
      this.tried.push(file);
      try {
        const uid = await deliver(file);
        this.waiting.set(uid, { file, looks: 0 });
        this.delivered += 1;
        this.tellProgress();
      } catch (error) {
        this.end({ file, outcome: 'refused', number: null, detail: (error as Error).message });
        if (!canDeliver()) {
          this.serverGone = true;
          break;
        }
      }
    }
    this.delivering = false;
  }

  /** Looks in turns, with a pause in between, so that looking does not slow down what it waits for. */
  async lookUntilDone(): Promise<Stopped | null> {
    const { look: pause, patience } = this.work.times ?? USUAL;
    let lastProgress = performance.now();
    for (let turn = 1; this.delivering || this.waiting.size > 0; turn += 1) {
      if (this.work.signal.aborted && !this.delivering) return 'asked';
      const before = this.ended.size + this.delivered;
      await this.look();
      if (this.ended.size + this.delivered > before) lastProgress = performance.now();
      if (this.waiting.size === 0 && !this.delivering) break;
      if (!this.delivering && performance.now() - lastProgress > patience) return 'noProgress';
      if (turn % 20 === 0 && !(await this.work.botIsAlive())) {
        this.botGone = true;
        return 'noBot';
      }
      await delay(pause, undefined, { signal: this.work.signal }).catch(() => undefined);
    }
    if (this.work.signal.aborted) return 'asked';
    return this.serverGone ? 'noServer' : null;
  }

  private async look(): Promise<void> {
    if (this.waiting.size === 0) return;
    const { found, lastUid } = await this.work.look([...this.waiting.keys()]);
    for (const seen of found) {
      const waiting = this.waiting.get(seen.uid);
      if (!waiting) continue;
      this.waiting.delete(seen.uid);
      this.end({ file: waiting.file, number: seen.number, ...endOf(seen) });
    }
    for (const [uid, waiting] of this.waiting) {
      if (uid > lastUid) continue;
      waiting.looks += 1;
      if (waiting.looks < LOOKS) continue;
      this.waiting.delete(uid);
      this.end({ file: waiting.file, detail: null, ...(await this.work.lookElsewhere(waiting.file)) });
    }
  }

  private end(replayed: Replayed): void {
    this.ended.set(replayed.file, replayed);
    this.work.ended(replayed);
    this.tellProgress();
  }

  private tellProgress(): void {
    this.work.progress(this.delivered, this.ended.size);
  }

  all(): Replayed[] {
    return this.tried.map(
      (file) => this.ended.get(file) ?? { file, outcome: 'waiting', number: null, detail: null },
    );
  }
}

const PROBLEMS: Record<ReadingProblem, string> = {
  notAnEmail: 'it is no email',
  tooLarge: 'it is too large',
  tooSlow: 'it takes too long to read',
  tooMuchMemory: 'it takes too much memory to read',
  broken: 'it is broken',
};

function endOf({ outcome, reading, problem }: ArrivalSeen): Pick<Replayed, 'outcome' | 'detail'> {
  if (reading === 'full' || outcome === 'duplicate') return { outcome, detail: null };
  return { outcome: 'unreadable', detail: problem && PROBLEMS[problem] };
}
