/** Messages about which this process knows something already: a bounded memory, forgetting the oldest. */
export class RecentPlaces {
  private readonly known = new Set<string>();

  constructor(private readonly most = 2_000) {}

  add(channel: string, ts: string): void {
    this.known.add(`${channel}/${ts}`);
    // A Set keeps the order in which things were added.
    if (this.known.size > this.most) this.known.delete(this.known.values().next().value!);
  }

  forget(channel: string, ts: string): void {
    this.known.delete(`${channel}/${ts}`);
  }

  has(channel: string, ts: string): boolean {
    return this.known.has(`${channel}/${ts}`);
  }
}
