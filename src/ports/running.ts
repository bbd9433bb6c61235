import { inTime } from './patience';

/** Handlers that are under way, so that stopping can wait for them, and events that must be handled in order. */
export class Running {
  private readonly all = new Set<Promise<unknown>>();
  private readonly lines = new Map<string, Promise<unknown>>();

  /** Runs it and remembers it until it ends. Never rejects: `failed` is told. */
  start(work: () => Promise<unknown>, failed: (error: unknown) => void): Promise<void> {
    const ended = Promise.resolve()
      .then(work)
      .then(() => undefined, failed)
      .finally(() => this.all.delete(ended));
    this.all.add(ended);
    return ended;
  }

  /** The same, after everything that was started in this line before: an edit never overtakes its message. */
  inLine(line: string, work: () => Promise<unknown>, failed: (error: unknown) => void): Promise<void> {
    const before = this.lines.get(line) ?? Promise.resolve();
    const ended = this.start(() => before.then(work), failed).finally(() => {
      if (this.lines.get(line) === ended) this.lines.delete(line);
    });
    this.lines.set(line, ended);
    return ended;
  }

  get count(): number {
    return this.all.size;
  }

  /** @returns whether all of them ended within that time. */
  async ended(ms: number): Promise<boolean> {
    const end = performance.now() + ms;
    while (this.all.size > 0) {
      const rest = await inTime(Promise.all(this.all), end - performance.now());
      if (rest.late) return false;
    }
    return true;
  }
}
