/** The keys of one thing that the sandbox sends, as paths three levels deep (see keyPaths). */
export interface PayloadRow {
  /** The recording that it is held against, or where the shape comes from when nothing was recorded. */
  source: string | { elsewhere: string };
  /** Always there. */
  always: readonly string[];
  /** There when it applies. */
  sometimes: readonly string[];
}

/** Paths are given as words, for short. */
export function row(source: PayloadRow['source'], always: string, sometimes: string): PayloadRow {
  return { source, always: words(always), sometimes: words(sometimes) };
}

function words(text: string): string[] {
  return text.split(/\s+/).filter(Boolean);
}
