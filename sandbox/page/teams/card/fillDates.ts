import type { AdaptiveCardJson } from '../../../teamsProtocol';
import type { DateReader } from '../../text/dates';

const DATE =
  /\{\{(DATE|TIME)\((\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:Z|[+-]\d{2}:\d{2}))(?:, ?(COMPACT|SHORT|LONG))?\)\}\}/g;

const SHAPES: Record<string, Intl.DateTimeFormatOptions> = {
  COMPACT: { year: 'numeric', month: 'numeric', day: 'numeric' },
  SHORT: { weekday: 'short', year: 'numeric', month: 'short', day: 'numeric' },
  LONG: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
  TIME: { hour: 'numeric', minute: '2-digit' },
};

/**
 * Fills `{{DATE(2026-08-20T10:00:00Z, SHORT)}}` and `{{TIME(…)}}` as the reader's client does: in their language
 * and time zone. The renderer would take the browser's. What is no date stays as it is.
 */
export function fillDateText(text: string, reader: DateReader): string {
  return text.replace(DATE, (whole, kind: string, stamp: string, shape: string | undefined) => {
    const at = Date.parse(stamp);
    if (Number.isNaN(at) || (kind === 'TIME' && shape !== undefined)) return whole;
    const options = SHAPES[kind === 'TIME' ? 'TIME' : (shape ?? 'COMPACT')];
    return new Intl.DateTimeFormat(reader.locale, { ...options, timeZone: reader.timeZone }).format(at);
  });
}

/** Not read by people: `data` goes back to the bot as it came, `value` may be an id. */
const NOT_TEXT = new Set(['data', 'id', 'type', 'url', 'verb', 'refresh', 'msteams']);

/** The card with all dates of its texts filled in; the same card where there is none. */
export function fillDates(card: AdaptiveCardJson, reader: DateReader): AdaptiveCardJson {
  if (!JSON.stringify(card).includes('{{')) return card;
  return fill(card, reader) as AdaptiveCardJson;
}

function fill(part: unknown, reader: DateReader): unknown {
  if (typeof part === 'string') return fillDateText(part, reader);
  if (Array.isArray(part)) return part.map((one) => fill(one, reader));
  if (typeof part !== 'object' || part === null) return part;
  const entries = Object.entries(part).map(([key, value]) => {
    // The value of a fact is text, the value of an input is not.
    const kept = NOT_TEXT.has(key) || (key === 'value' && 'type' in part);
    return [key, kept ? value : fill(value, reader)] as const;
  });
  return Object.fromEntries(entries);
}
