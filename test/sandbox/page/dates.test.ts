import { dayName, formatDate } from '../../../sandbox/page/text/dates';

const now = Date.UTC(2026, 10, 22, 12, 0, 0);
const paris = { locale: 'en-GB', timeZone: 'Europe/Paris', now };
const seconds = (...at: Parameters<typeof Date.UTC>) => Date.UTC(...at) / 1000;

describe('date tokens', () => {
  const moment = seconds(2026, 10, 20, 15, 4, 5);

  it.each([
    ['{date_num}', '2026-11-20'],
    ['{date}', '20 November 2026'],
    ['{date_short}', '20 Nov 2026'],
    ['{date_long}', 'Friday 20 November 2026'],
    ['{date_slash}', '20/11/2026'],
    ['{time}', '16:04'],
    ['{time_secs}', '16:04:05'],
    ['{ago}', '1 day ago'],
    ['due {date_short} at {time}', 'due 20 Nov 2026 at 16:04'],
    ['{unknown}', '{unknown}'],
  ])('%s', (format, expected) => {
    // Some versions of the language data put a comma after the weekday.
    expect(formatDate(format, moment, paris).replace(',', '')).toBe(expected);
  });

  it('speaks the language of the reader', () => {
    const reader = { ...paris, locale: 'fr-FR' };
    expect(formatDate('{date_long}', moment, reader)).toBe('vendredi 20 novembre 2026');
    expect(formatDate('{date_pretty}', now / 1000, reader)).toBe('aujourd’hui');
  });

  it('counts days in the zone of the reader', () => {
    const late = seconds(2026, 10, 21, 23, 30);
    expect(formatDate('{date_pretty}', late, paris)).toBe('today');
    expect(formatDate('{date_pretty}', late, { ...paris, timeZone: 'UTC' })).toBe('yesterday');
    expect(formatDate('{date_num}', late, paris)).toBe('2026-11-22');
  });

  it('says tomorrow, and a date for anything further', () => {
    expect(formatDate('{date_short_pretty}', seconds(2026, 10, 23, 9), paris)).toBe('tomorrow');
    expect(formatDate('{date_short_pretty}', seconds(2026, 10, 24, 9), paris)).toBe('24 Nov 2026');
  });

  it('leaves the format where the moment is not one', () => {
    expect(formatDate('{date}', Number.MAX_VALUE, paris)).toBe('{date}');
  });
});

it('names days with a capital', () => {
  expect(dayName(now, paris)).toBe('Today');
  expect(dayName(now - 86_400_000, { ...paris, locale: 'fr-FR' })).toBe('Hier');
});
