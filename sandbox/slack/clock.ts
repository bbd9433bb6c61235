/**
 * Time in the sandbox. `now` is the wall clock, so that message timestamps mean the same to the app;
 * `elapsed` runs `scale` times faster and is what rate windows, redelivery and expiry are measured in.
 */
export class Clock {
  /** Also run the 3 s of triggers and acknowledgements faster. */
  scaleTriggers = false;
  private base = 0;
  private since = performance.now();
  private lastMicros = 0;

  constructor(private factor = 1) {}

  get scale(): number {
    return this.factor;
  }

  setScale(scale: number): void {
    this.base = this.elapsed();
    this.since = performance.now();
    this.factor = scale;
  }

  now(): number {
    return Date.now();
  }

  /** Scaled milliseconds since the sandbox began. */
  elapsed(): number {
    return this.base + (performance.now() - this.since) * this.factor;
  }

  /** Real milliseconds that a scaled wait takes. */
  real(ms: number): number {
    return ms / this.factor;
  }

  /** Real milliseconds of the 3 s that Slack gives to triggers and acknowledgements. */
  realForTrigger(ms: number): number {
    return this.scaleTriggers ? ms / this.factor : ms;
  }

  /** A message timestamp `seconds.micros`: unique and strictly increasing, across restarts too. */
  nextTs(): string {
    this.lastMicros = Math.max(Date.now() * 1000, this.lastMicros + 1);
    return formatTs(this.lastMicros);
  }

  /** Never hand out a timestamp that is not after this one. */
  seen(ts: string): void {
    this.lastMicros = Math.max(this.lastMicros, microsOf(ts));
  }
}

export function microsOf(ts: string): number {
  const [seconds = '0', micros = '0'] = ts.split('.');
  return Number(seconds) * 1_000_000 + Number(micros.padEnd(6, '0').slice(0, 6));
}

export function formatTs(micros: number): string {
  const seconds = Math.floor(micros / 1_000_000);
  return `${seconds}.${String(micros % 1_000_000).padStart(6, '0')}`;
}
