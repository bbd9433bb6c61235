/** Messages that this process deleted itself: Slack tells of them as of any other deletion. */
export class RecentRemovals {
  private readonly order: string[] = [];
  private readonly known = new Set<string>();

  constructor(private readonly most = 2_000) {}

  add(channel: string, ts: string): void {
    const name = `${channel}/${ts}`;
    if (this.known.has(name)) return;
    this.known.add(name);
    this.order.push(name);
    if (this.order.length > this.most) this.known.delete(this.order.shift()!);
  }

  has(channel: string, ts: string): boolean {
    return this.known.has(`${channel}/${ts}`);
  }
}
