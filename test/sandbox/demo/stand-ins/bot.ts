/**
 * Stands in for the bot: connects by Socket Mode, takes what Teams delivers, watches the mailboxes that the command
 * line named, and posts the subject of every message into the mailbox's channel. Ends with code 7 when a message asks
 * for it.
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { ImapFlow } from 'imapflow';
import { WebSocket } from 'ws';

const { SLACK_API_URL: api, SLACK_BOT_TOKEN, SLACK_APP_TOKEN, POSTROOM_DATA_DIR, PORT } = process.env;

async function call(method: string, token: string, body: object): Promise<Record<string, string>> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const answer = await fetch(`${api}${method}`, { method: 'POST', headers, body: JSON.stringify(body) });
  return answer.json() as Promise<Record<string, string>>;
}

interface Told {
  args: string[];
  password: string;
}

function told(): Told[] {
  const file = join(POSTROOM_DATA_DIR!, 'told.jsonl');
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Told);
}

async function watch({ args, password }: Told): Promise<void> {
  const after = (name: string) => args[args.indexOf(name) + 1]!;
  const [host, port] = after('--imap').split(':');
  const auth = { user: args[2]!, pass: password };
  const client = new ImapFlow({ host: host!, port: Number(port), secure: false, auth, logger: false });
  client.on('error', () => {});
  await client.connect();
  let next = (await client.mailboxOpen('INBOX')).uidNext;
  let changed: () => void = () => {};
  client.on('exists', () => changed());
  for (;;) {
    const change = new Promise<void>((resolve) => {
      changed = resolve;
    });
    const messages = await client.fetchAll(`${next}:*`, { envelope: true }, { uid: true });
    for (const message of messages.filter((one) => one.uid >= next)) {
      const text = (message.envelope?.subject ?? '').slice(0, 150) || '(no subject)';
      if (text === 'fall over') {
        console.error('fell over, as asked');
        process.exit(7);
      }
      const blocks = [{ type: 'section', text: { type: 'plain_text', text } }];
      const answer = await call('chat.postMessage', SLACK_BOT_TOKEN!, {
        channel: after('--channel').slice(1),
        text,
        blocks,
      });
      if (!answer.ok) console.error(JSON.stringify(answer));
      next = message.uid + 1;
    }
    void client.idle();
    await change;
  }
}

async function main(): Promise<void> {
  process.on('SIGTERM', () => process.exit(0));
  createServer((request, response) => {
    let text = '';
    request.on('data', (part) => {
      text += part;
    });
    request.on('end', () => {
      appendFileSync(join(POSTROOM_DATA_DIR!, 'delivered.jsonl'), `${text}\n`);
      response.end();
    });
  }).listen(Number(PORT), '127.0.0.1');
  const { url } = await call('apps.connections.open', SLACK_APP_TOKEN!, {});
  new WebSocket(url!).on('error', () => process.exit(1));
  const watched = new Set<string>();
  setInterval(() => {
    for (const one of told().filter(({ args }) => args[0] === 'mailbox')) {
      if (watched.has(one.args[2]!)) continue;
      watched.add(one.args[2]!);
      void watch(one);
    }
  }, 50);
}

void main();
