import { createServer as createTcpServer, type Server, type Socket } from 'node:net';
import hoodiecrow, { type Connection, type ImapServer, type Message, type Parsed } from 'hoodiecrow-imap';
import type { Account } from './account';
import { withoutMessage } from './exactAppend';
import { answer, idle } from './imapPlugins';

/** How the IMAP server misbehaves right now. All off at first. */
export interface ImapFaults {
  /** Every command waits so long before it is carried out. */
  delayMs: number;
  /** Accepts connections and reads nothing, on open ones too; what waited is served when it ends. */
  hanging: boolean;
  /** Addresses whose right password is refused, or `all`. */
  rejectPassword: 'all' | Set<string>;
}

export interface ImapListener {
  host: string;
  port: number;
  faults: ImapFaults;
  /** Cuts open connections at once (of one account); the listener stays. Returns how many. */
  drop(account?: Account): number;
  /** Closes the listener, so that connecting fails with ECONNREFUSED, until `allow` is called. */
  refuse(): Promise<void>;
  allow(): Promise<void>;
  setHanging(on: boolean): void;
  close(): Promise<void>;
}

/**
 * One listener for all accounts. A connection starts at a hoodiecrow server without folders and is handed to
 * the account's own server by LOGIN: hoodiecrow knows several users, but only one set of folders.
 */
export async function listenImap(options: {
  host: string;
  port: number;
  account(address: string): Account | undefined;
}): Promise<ImapListener> {
  const faults: ImapFaults = { delayMs: 0, hanging: false, rejectPassword: new Set() };
  const sockets = new Set<Socket>();
  const accountOf = new WeakMap<Socket, Account>();
  const lobby = hoodiecrow({
    credentials: {},
    users: {},
    plugins: ['NAMESPACE', 'UIDPLUS', 'MOVE', 'SPECIAL-USE', 'UNSELECT', 'LITERALPLUS', 'ID', 'ENABLE', idle],
  });
  lobby.setMaxListeners(0);
  lobby.connectionHandlers.push((connection) => delayCommands(connection, faults));
  lobby.setCommandHandler('LOGIN', (connection, parsed, _data, callback) => {
    login(connection, parsed, lobby, options.account, faults, (account) => {
      if (connection.socket) accountOf.set(connection.socket, account);
    });
    callback();
  });

  const listener: Server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    // hoodiecrow writes each response line by itself: with Nagle's algorithm every command costs 44 ms.
    socket.setNoDelay(true);
    if (faults.hanging) hold(socket, true);
    lobby.createClient(socket);
    // hoodiecrow drops its own error listener when a socket closes; a late error must not end the process.
    socket.on('error', () => {});
  });
  await listen(listener, options.port, options.host);
  const address = listener.address();
  const port = typeof address === 'object' && address ? address.port : options.port;

  const drop = (account?: Account) => {
    const cut = [...sockets].filter((socket) => !account || accountOf.get(socket) === account);
    for (const socket of cut) socket.destroy();
    return cut.length;
  };
  return {
    host: options.host,
    port,
    faults,
    drop,
    refuse: () => new Promise((resolve) => (listener.listening ? stop(listener, resolve) : resolve())),
    allow: async () => {
      if (!listener.listening) await listen(listener, port, options.host);
    },
    setHanging(on) {
      faults.hanging = on;
      for (const socket of sockets) hold(socket, on);
    },
    async close() {
      const closed = new Promise<void>((resolve) =>
        listener.listening ? listener.close(() => resolve()) : resolve(),
      );
      drop();
      await closed;
    },
  };
}

function login(
  connection: Connection,
  parsed: Parsed,
  lobby: ImapServer,
  find: (address: string) => Account | undefined,
  faults: ImapFaults,
  accepted: (account: Account) => void,
): void {
  // hoodiecrow reads octets as characters; clients send UTF-8.
  const [user = '', password = ''] = (parsed.attributes ?? []).map((one) =>
    Array.isArray(one) ? '' : Buffer.from(String(one.value), 'latin1').toString('utf8'),
  );
  const account = find(user);
  const rejected = faults.rejectPassword === 'all' || faults.rejectPassword.has(account?.address ?? '');
  if (!account?.password || account.password !== password || rejected) {
    const code = { type: 'SECTION', section: [{ type: 'ATOM', value: 'AUTHENTICATIONFAILED' }] };
    const why = { type: 'TEXT', value: 'Invalid user or password' };
    connection.send({ tag: parsed.tag, command: 'NO', attributes: [code, why] }, 'LOGIN FAILED', parsed);
    return;
  }
  lobby.removeListener('notify', connection._notificationCallback);
  connection.server = account.server;
  account.server.on('notify', connection._notificationCallback);
  // The session's own EXPUNGE must reach the journal; hoodiecrow calls it with an array or with a test.
  connection.expungeSpecificMessages = (folder, which, ignoreSelf) => {
    const leaving = Array.isArray(which) ? new Set(which) : undefined;
    const test = typeof which === 'function' ? which : (message: Message) => leaving?.has(message) === true;
    account.expunge(folder, test, ignoreSelf ? connection : false);
  };
  account.sessions.add(connection);
  connection.socket?.once('close', () => account.sessions.delete(connection));
  connection.state = 'Authenticated';
  accepted(account);
  answer(connection, parsed, 'OK', 'Logged in');
}

/** Commands keep their order; only their start is put off. */
function delayCommands(connection: Connection, faults: ImapFaults): void {
  const schedule = connection.scheduleCommand.bind(connection);
  let last = Promise.resolve();
  let waiting = 0;
  connection.scheduleCommand = (command) => {
    const data = withoutMessage(connection, withLiterals(command));
    if (faults.delayMs === 0 && waiting === 0) return schedule(data);
    waiting += 1;
    last = last
      .then(() => new Promise((resolve) => setTimeout(resolve, faults.delayMs).unref()))
      .then(() => {
        waiting -= 1;
        if (connection.socket) schedule(data);
      });
  };
}

/** hoodiecrow's parser takes no escapes and no 8-bit octets in quoted strings; passwords have both. */
function withLiterals(command: string): string {
  if (!/^\S+ LOGIN /i.test(command)) return command;
  return command.replace(/(?<= )"((?:[^"\\]|\\.)*)"/g, (_quoted, escaped: string) => {
    const value = escaped.replace(/\\(.)/g, '$1');
    return `{${value.length}}\r\n${value}`;
  });
}

function hold(socket: Socket, on: boolean): void {
  if (on) {
    socket.cork();
    socket.pause();
  } else {
    socket.uncork();
    socket.resume();
  }
}

/** Stops accepting without waiting for the open connections to end. */
function stop(listener: Server, done: () => void): void {
  listener.close();
  done();
}

function listen(listener: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    listener.once('error', reject);
    listener.listen(port, host, () => {
      listener.removeListener('error', reject);
      resolve();
    });
  });
}
