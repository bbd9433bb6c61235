import { Writable } from 'node:stream';
import { createLog } from '../src/logging';

function lines(write: (log: ReturnType<typeof createLog>) => void): string {
  let written = '';
  const stream = new Writable({
    write(chunk, _encoding, done) {
      written += chunk;
      done();
    },
  });
  write(createLog('debug', stream));
  return written;
}

test('an error is its name, message, code and stack, and nothing that a library hung on it', () => {
  const error = Object.assign(new Error('Connection terminated'), {
    code: '57P01',
    client: { connectionParameters: { password: 'hunter2' } },
  });
  const written = lines((log) => log.error({ err: error }, 'A connection broke'));
  expect(written).not.toContain('hunter2');
  expect(JSON.parse(written)).toMatchObject({
    level: 'error',
    msg: 'A connection broke',
    err: { type: 'Error', message: 'Connection terminated', code: '57P01' },
  });
});

test('what is called a secret is blanked, at any of the depths that people use', () => {
  const written = lines((log) =>
    log.info({ password: 'hunter2', imap: { pass: 'hunter2', auth: { accessToken: 'hunter2' } } }, 'x'),
  );
  expect(written).not.toContain('hunter2');
  expect(written).toContain('[secret]');
});
