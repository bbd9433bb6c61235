export interface Options {
  /** `clicks`: how many emails arrive. */
  emails: number;
  /** `clicks`: how many times faster than Slack allows chat is paced. */
  scale: number;
  /** `across`: how often each thing is done. */
  rounds: number;
  say(line: string): void;
}

/** What a bench found out. */
export interface Report {
  /** Durations in milliseconds where the name ends with `Ms`. */
  figures: Record<string, number | null>;
  /** Sentences about what must not be; a bench with any has failed. */
  problems: string[];
}

/** The value below which this part of all lies (nearest rank). @param part 0 to 1. */
export function percentile(values: readonly number[], part: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)];
  return value === undefined ? null : Math.round(value * 10) / 10;
}

/** p50, p95 and the largest, each under its own name. */
export function spread(name: string, values: readonly number[]): Record<string, number | null> {
  return {
    [`${name}P50Ms`]: percentile(values, 0.5),
    [`${name}P95Ms`]: percentile(values, 0.95),
    [`${name}MaxMs`]: percentile(values, 1),
    [`${name}Count`]: values.length,
  };
}
