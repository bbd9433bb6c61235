/** Where and how a date is read: the viewer's language and time zone, and what "today" is. */
export interface DateReader {
  locale: string;
  timeZone?: string;
  /** Milliseconds since 1970. */
  now: number;
}

const DAY = 86_400_000;
type Shape = Intl.DateTimeFormatOptions;
const DIGITS: Shape = { year: 'numeric', month: '2-digit', day: '2-digit' };

/** Making a formatter is slow and a channel needs hundreds of dates, so each kind is made once. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(locale: string, timeZone: string | undefined, shape: Shape): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, timeZone, shape]);
  let known = formatters.get(key);
  if (!known) {
    known = new Intl.DateTimeFormat(locale, { ...shape, timeZone });
    formatters.set(key, known);
  }
  return known;
}

const relatives = new Map<string, Intl.RelativeTimeFormat>();

/** "yesterday" (auto) or "1 day ago" (always). */
function relative(locale: string, numeric: 'auto' | 'always'): Intl.RelativeTimeFormat {
  const key = `${locale} ${numeric}`;
  let known = relatives.get(key);
  if (!known) {
    known = new Intl.RelativeTimeFormat(locale, { numeric });
    relatives.set(key, known);
  }
  return known;
}

/** Days since 1970 of the calendar day on which that moment falls in the reader's zone. */
function calendarDay(at: number, timeZone?: string): number {
  const [year, month, day] = formatter('en-CA', timeZone, DIGITS).format(at).split('-').map(Number);
  return Math.round(Date.UTC(year ?? 1970, (month ?? 1) - 1, day ?? 1) / DAY);
}

/** "today", "yesterday" or "tomorrow" in the reader's language; undefined for any other day. */
export function nearDay(at: number, reader: DateReader): string | undefined {
  const distance = calendarDay(at, reader.timeZone) - calendarDay(reader.now, reader.timeZone);
  if (Math.abs(distance) > 1) return undefined;
  return relative(reader.locale, 'auto').format(distance, 'day');
}

function ago(at: number, reader: DateReader): string {
  const seconds = Math.round((at - reader.now) / 1000);
  // Always with its number: 40 hours ago may be two calendar days, and then "yesterday" would be wrong.
  const words = relative(reader.locale, 'always');
  const size = Math.abs(seconds);
  if (size < 60) return words.format(seconds, 'second');
  if (size < 3600) return words.format(Math.trunc(seconds / 60), 'minute');
  if (size < 86_400) return words.format(Math.trunc(seconds / 3600), 'hour');
  if (size < 30 * 86_400) return words.format(Math.trunc(seconds / 86_400), 'day');
  if (size < 365 * 86_400) return words.format(Math.trunc(seconds / (30 * 86_400)), 'month');
  return words.format(Math.trunc(seconds / (365 * 86_400)), 'year');
}

const FULL: Shape = { year: 'numeric', month: 'long', day: 'numeric' };
const SHORT: Shape = { year: 'numeric', month: 'short', day: 'numeric' };
const LONG: Shape = { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' };
const SHAPES: Record<string, { shape: Shape; pretty?: boolean }> = {
  date: { shape: FULL },
  date_short: { shape: SHORT },
  date_long: { shape: LONG },
  date_long_full: { shape: LONG },
  date_pretty: { shape: FULL, pretty: true },
  date_short_pretty: { shape: SHORT, pretty: true },
  date_long_pretty: { shape: LONG, pretty: true },
  day_divider_pretty: { shape: { weekday: 'long', month: 'long', day: 'numeric' }, pretty: true },
  date_slash: { shape: { year: 'numeric', month: '2-digit', day: '2-digit' } },
  time: { shape: { hour: 'numeric', minute: '2-digit' } },
  time_secs: { shape: { hour: 'numeric', minute: '2-digit', second: '2-digit' } },
};

/**
 * Fills Slack's date tokens, e.g. `{date_short_pretty} at {time}`.
 * @param format the token string of `<!date^…>`; unknown tokens stay as they are
 * @param timestamp seconds since 1970
 */
export function formatDate(format: string, timestamp: number, reader: DateReader): string {
  const at = timestamp * 1000;
  if (!Number.isFinite(at) || Math.abs(at) > 8.64e15) return format;
  return format.replace(/\{([a-z_]+)\}/g, (whole, token: string) => {
    if (token === 'ago') return ago(at, reader);
    if (token === 'date_num')
      return new Date(calendarDay(at, reader.timeZone) * DAY).toISOString().slice(0, 10);
    const known = SHAPES[token];
    if (!known) return whole;
    const near = known.pretty ? nearDay(at, reader) : undefined;
    return near ?? formatter(reader.locale, reader.timeZone, known.shape).format(at);
  });
}

/** "14:05" or "2:05 PM": the time beside a message. */
export function clockTime(at: number, reader: DateReader): string {
  return formatDate('{time}', at / 1000, reader);
}

/** The line between two days of a channel: "today", or "Friday, November 20". */
export function dayName(at: number, reader: DateReader): string {
  const name = formatDate('{day_divider_pretty}', at / 1000, reader);
  return name.charAt(0).toLocaleUpperCase(reader.locale) + name.slice(1);
}
