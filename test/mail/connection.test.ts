import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { connectImap, MailProblem } from '../../src/mail/connection';

const PASSWORD = 'harbour-light';
const silent = { info() {}, warn() {}, error() {}, debug() {} };
const certificate = readFileSync(join(__dirname, '../fixtures/tls/self-signed.pem'));

/** An IMAP server of one answer per command; remembers every word it was sent. */
function talk(answers: Record<string, string>, heard: string[]) {
  return (socket: Socket) => {
    socket.on('error', () => {});
    socket.write('* OK ready\r\n');
    socket.on('data', (chunk) => {
      for (const line of String(chunk).split('\r\n').filter(Boolean)) {
        heard.push(line);
        const [tag, command = ''] = line.split(' ');
        socket.write(`${tag} ${answers[command.toUpperCase()] ?? 'OK'}\r\n`);
      }
    });
  };
}

async function problemWith(server: Server, host: string, secure: boolean): Promise<MailProblem> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    const client = await connectImap({ host, port, secure, user: 'support' }, PASSWORD, silent);
    client.close();
    throw new Error('It connected.');
  } catch (error) {
    if (error instanceof MailProblem) return error;
    throw error;
  } finally {
    server.close();
  }
}

test('given a certificate that nobody vouches for, even on this machine, no password is sent', async () => {
  const heard: string[] = [];
  const server = createTlsServer({ key: certificate, cert: certificate }, talk({}, heard));
  const problem = await problemWith(server as unknown as Server, 'localhost', true);
  expect(problem).toMatchObject({ kind: 'refused', message: expect.stringContaining('certificate') });
  expect(heard.join()).not.toContain(PASSWORD);
});

test('given another machine that offers no STARTTLS, no password is sent', async () => {
  const heard: string[] = [];
  // An address of this machine that does not look like it.
  await problemWith(createServer(talk({}, heard)), '0.0.0.0', false);
  expect(heard.length).toBeGreaterThan(0);
  expect(heard.join()).not.toContain(PASSWORD);
});

test.each([
  ['NO [AUTHENTICATIONFAILED] wrong', 'refused', /password/],
  ['NO [UNAVAILABLE] the directory is away', 'unreachable', /right now \(UNAVAILABLE\)/],
  ['NO [LIMIT] too many connections', 'unreachable', /right now/],
])('given LOGIN is answered "%s", it is %s', async (answer, kind, words) => {
  const problem = await problemWith(createServer(talk({ LOGIN: answer }, [])), '127.0.0.1', false);
  expect(problem).toMatchObject({ kind, message: expect.stringMatching(words) });
  expect(problem.message).not.toContain(PASSWORD);
});
