import { codeOf, neverSent } from '../../src/ports/brokenConnection';

const failed = (code: string) => Object.assign(new Error('no'), { code });
const wrapped = (cause: unknown) => new TypeError('fetch failed', { cause });

test('given no connection was made, then nothing was sent, however deep that is told', () => {
  expect(neverSent(wrapped(failed('ECONNREFUSED')))).toBe(true);
  expect(neverSent(wrapped(new AggregateError([failed('ENETUNREACH'), failed('ETIMEDOUT')])))).toBe(true);
});

test('given the connection broke or took too long, then it may have been sent', () => {
  expect(neverSent(wrapped(failed('ECONNRESET')))).toBe(false);
  expect(neverSent(new DOMException('late', 'TimeoutError'))).toBe(false);
  expect(neverSent('a text')).toBe(false);
});

test('given an error, then the log gets one word of it', () => {
  expect(codeOf(wrapped(failed('ECONNRESET')))).toBe('ECONNRESET');
  expect(codeOf(new RangeError('somebody’s words'))).toBe('RangeError');
  expect(codeOf('somebody’s words')).toBe('unknown');
});

test('given errors that name each other as their cause, then looking for one ends', () => {
  const one = new Error('one') as Error & { cause?: unknown };
  one.cause = new Error('two', { cause: one });
  expect(codeOf(one)).toBe('Error');
});
