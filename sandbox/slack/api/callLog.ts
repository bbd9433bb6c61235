import type { ApiCall } from '../../protocol';

const KEEP = 20_000;

/** Every Web API call, newest last. */
export class CallLog {
  private calls: ApiCall[] = [];
  private n = 0;
  private readonly listeners = new Set<(call: ApiCall) => void>();

  add(call: Omit<ApiCall, 'n' | 'args'>, args: Record<string, unknown>): void {
    this.n += 1;
    const entry = { n: this.n, ...call, args: shorten(args) };
    this.calls.push(entry);
    if (this.calls.length > KEEP) this.calls = this.calls.slice(-KEEP / 2);
    for (const listener of this.listeners) listener(entry);
  }

  list(method?: string): ApiCall[] {
    return method ? this.calls.filter((call) => call.method === method) : [...this.calls];
  }

  clear(): void {
    this.calls = [];
  }

  on(listener: (call: ApiCall) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}

function shorten(args: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(args).filter(([key]) => key !== 'token');
  return Object.fromEntries(entries.map(([key, value]) => [key, shortenValue(value)]));
}

function shortenValue(value: unknown): unknown {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text !== undefined && text.length > 2000 ? `${text.slice(0, 2000)}…` : value;
}
