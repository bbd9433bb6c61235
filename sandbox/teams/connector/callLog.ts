import type { TeamsCall, TeamsOperation } from '../../teamsProtocol';

const KEEP = 20_000;

/** Every call of the bot, newest last. */
export class CallLog {
  private calls: TeamsCall[] = [];
  private n = 0;
  private readonly listeners = new Set<() => void>();

  add(call: Omit<TeamsCall, 'n'>): void {
    this.n += 1;
    this.calls.push({ n: this.n, ...call, body: shorten(call.body) });
    if (this.calls.length > KEEP) this.calls = this.calls.slice(-KEEP / 2);
    for (const listener of this.listeners) listener();
  }

  list(operation?: TeamsOperation): TeamsCall[] {
    return operation ? this.calls.filter((call) => call.operation === operation) : [...this.calls];
  }

  clear(): void {
    this.calls = [];
  }

  on(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}

function shorten(value: unknown): unknown {
  if (typeof value === 'string') return value.length > 2000 ? `${value.slice(0, 2000)}…` : value;
  if (Array.isArray(value)) return value.map(shorten);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, shorten(inside)]));
}
