/**
 * Keeps one chat team from taking every hand of the worker: while a platform does not answer, each of its jobs holds one
 * for ten seconds, and the other platform's cards and the mail would wait for them.
 */
export class Shares {
  private readonly taken = new Map<string, number>();
  private readonly turnedAway = new Map<string, number>();

  /** @param most jobs of one chat team at a time. */
  constructor(private readonly most: number) {}

  /** @returns null when it ran; else for how many milliseconds it has to wait: the longer, the more do. */
  async run(installationId: string, work: () => Promise<void>): Promise<number | null> {
    const running = this.taken.get(installationId) ?? 0;
    if (running >= this.most) return this.turnAway(installationId);
    this.taken.set(installationId, running + 1);
    this.turnedAway.delete(installationId);
    try {
      await work();
      return null;
    } finally {
      const left = this.taken.get(installationId)! - 1;
      if (left > 0) this.taken.set(installationId, left);
      else this.taken.delete(installationId);
    }
  }

  private turnAway(installationId: string): number {
    const before = this.turnedAway.get(installationId) ?? 0;
    this.turnedAway.set(installationId, before + 1);
    return Math.min(FIRST_WAIT_MS + before * NEXT_WAIT_MS, LONGEST_WAIT_MS);
  }
}

const FIRST_WAIT_MS = 100;
const NEXT_WAIT_MS = 50;
const LONGEST_WAIT_MS = 5_000;
