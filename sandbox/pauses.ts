/** Pauses of a part of the sandbox; they end with it, so that none keeps the process or acts after it. */
export class Pauses {
  private readonly timers = new Set<NodeJS.Timeout>();

  /** @param ms real milliseconds; 0 is no pause */
  wait(ms: number): Promise<void> {
    if (ms <= 0) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.timers.delete(timer);
        resolve();
      }, ms);
      this.timers.add(timer);
    });
  }

  /** Those that are waiting never come back. */
  close(): void {
    for (const timer of this.timers) clearTimeout(timer);
  }
}
