export interface Part {
  name: string;
  stop(): Promise<unknown>;
}

/** What runs, in the order of its start; it stops in the opposite order, whatever happens to one part. */
export class Parts {
  private readonly running: Part[] = [];
  private stopping: Promise<string[]> | undefined;

  add(name: string, stop: () => Promise<unknown> | unknown): void {
    this.running.push({ name, stop: async () => stop() });
    // Asked to stop while this part was starting.
    if (this.stopping)
      this.stopping = this.stopping.then(async (failed) => [...failed, ...(await this.stopAll())]);
  }

  get asked(): boolean {
    return this.stopping !== undefined;
  }

  /** Sentences about parts that did not stop as they should. May be called again; it stops only once. */
  stop(): Promise<string[]> {
    this.stopping ??= this.stopAll();
    return this.stopping;
  }

  private async stopAll(): Promise<string[]> {
    const failed: string[] = [];
    for (let part = this.running.pop(); part; part = this.running.pop()) {
      try {
        await part.stop();
      } catch (error) {
        failed.push(`${part.name} did not stop cleanly: ${(error as Error).message}`);
      }
    }
    return failed;
  }
}
