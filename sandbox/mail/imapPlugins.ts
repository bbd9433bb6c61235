import type { Connection, ImapServer, Mailbox, Message, Node, Parsed } from 'hoodiecrow-imap';
import builtInFetch from 'hoodiecrow-imap/lib/commands/handlers/fetch';
import { headerBlock, headerFields, spansOf } from './imapText';

/*
 * hoodiecrow-imap is a good mock and a slow, forgetful server. These plugins replace what a bot that runs
 * against it all day would stumble over; each says what it replaces.
 */

const text = (value: string) => ({ type: 'TEXT', value });

export function answer(
  connection: Connection,
  parsed: Parsed,
  status: 'OK' | 'NO' | 'BAD',
  message: string,
): void {
  connection.send({ tag: parsed.tag, command: status, attributes: [text(message)] }, status, parsed);
}

/** Tells every session that has `mailbox` open, except one. */
export function tellSessions(
  server: ImapServer,
  mailbox: Mailbox,
  attributes: unknown[],
  except: Connection | false = false,
): void {
  server.notify({ tag: '*', attributes }, mailbox, except);
}

/** The original compares every message with every part of the set: 10,000 messages took seconds. */
export function fastRanges(server: ImapServer): void {
  server.getMessageRange = (source, set, isUid) => {
    const mailbox = typeof source === 'string' ? server.getMailbox(source) : source;
    const messages = Array.isArray(mailbox) ? mailbox : (mailbox?.messages ?? []);
    const found: Array<[number, Message]> = [];
    const spans = spansOf(String(set ?? ''), isUid ? (messages.at(-1)?.uid ?? 0) : messages.length);
    let index = 0;
    for (const [from, to] of spans) {
      if (isUid) index = Math.max(index, firstAtOrAfter(messages, from));
      else index = Math.max(index, from - 1);
      for (; index < messages.length && (isUid ? messages[index]!.uid : index + 1) <= to; index++)
        found.push([index + 1, messages[index]!]);
    }
    return found;
  };
}

/** Messages are always in the order of their UIDs. */
function firstAtOrAfter(messages: Message[], uid: number): number {
  let low = 0;
  let high = messages.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (messages[middle]!.uid < uid) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The original parses the whole MIME tree before it hands out even the source, rewrites line breaks in headers,
 * and answers a partial fetch with the wrong origin. Octets are given as they were stored.
 */
export function exactFetch(
  server: ImapServer,
  afterRead: (connection: Connection, message: Message) => void,
): void {
  // The same node comes back for every message of a FETCH, and its `partial` must be rewritten for the answer.
  const asked = new WeakMap<Node, number[]>();
  const body = (connection: Connection, message: Message, query: Node) => {
    afterRead(connection, message);
    if (!query.section) return safely(() => builtInFetch.BODY!(connection, message, query));
    const own = ownSection(message.raw, query.section);
    if (own === undefined) return safely(() => builtInFetch.BODY!(connection, message, query));
    const span = asked.get(query) ?? query.partial;
    if (!span) return { type: 'LITERAL', value: own };
    asked.set(query, span);
    const [start = 0, length = own.length] = span;
    query.partial = [start];
    return { type: 'LITERAL', value: own.slice(start, start + length) };
  };
  server.fetchHandlers.BODY = body;
  server.fetchHandlers['BODY.PEEK'] = body;
  server.fetchHandlers.BODYSTRUCTURE = (connection, message, query) =>
    safely(() => builtInFetch.BODYSTRUCTURE!(connection, message, query));
  // Of the header alone: the parser takes seconds for long ones, for some bodies, and for lone carriage returns.
  server.fetchHandlers.ENVELOPE = (connection, message, query) => {
    const fields = headerBlock(message.raw)
      .slice(0, 16_384)
      .replace(/\r(?!\n)/g, '\r\n');
    const header = { ...message, raw: `${fields}\r\n\r\n`, parsed: undefined };
    return safely(() => builtInFetch.ENVELOPE!(connection, header, query));
  };
}

/** undefined: a part of the MIME tree, which the original finds. */
function ownSection(raw: string, section: Array<Node | Node[]>): string | undefined {
  const [first, list] = section;
  if (!first) return raw;
  if (Array.isArray(first)) return undefined;
  const name = first.value.toUpperCase();
  if (name === 'HEADER') return `${headerBlock(raw)}\r\n`;
  if (name === 'TEXT')
    return raw.slice(raw.match(/\r?\n\r?\n/)?.index ?? raw.length).replace(/^\r?\n\r?\n/, '');
  if ((name === 'HEADER.FIELDS' || name === 'HEADER.FIELDS.NOT') && Array.isArray(list)) {
    for (const node of list) node.type = 'ATOM';
    const names = new Set(list.map((node) => node.value.toLowerCase()));
    const wanted = name === 'HEADER.FIELDS';
    const kept = headerFields(raw).filter((field) => names.has(field.name) === wanted);
    return `${kept.map((field) => field.source).join('')}\r\n`;
  }
  return undefined;
}

/** A message that the original's parser chokes on must not fail the FETCH of its whole batch. */
function safely(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    return null;
  }
}

/** The original keeps a parsed MIME tree of every message that a search has looked at. */
export function headerSearch(server: ImapServer): void {
  const known = new WeakMap<Message, Map<string, string>>();
  const header = (message: Message, name: string): string | undefined => {
    let fields = known.get(message);
    if (!fields) {
      fields = new Map();
      for (const field of headerFields(message.raw)) {
        const value = field.source.slice(field.source.indexOf(':') + 1).replace(/\r?\n(?=[ \t])/g, '');
        fields.set(field.name, `${fields.get(field.name) ?? ''}${value.toLowerCase()}`);
      }
      known.set(message, fields);
    }
    return fields.get(name.toLowerCase());
  };
  const contains = (message: Message, name: string, value: string) =>
    header(message, name)?.includes(String(value ?? '').toLowerCase()) ?? false;
  server.searchHandlers.HEADER = (_connection, message, _index, name = '', value = '') =>
    contains(message, name, value);
  for (const name of ['SUBJECT', 'FROM', 'TO', 'CC', 'BCC'])
    server.searchHandlers[name] = (_connection, message, _index, value = '') =>
      contains(message, name, value);
}

/**
 * IDLE (RFC 2177). The original goes on pushing after DONE, into the answers of later commands, and leaves a
 * timer of 30 minutes behind that keeps the process alive.
 */
export function idle(server: ImapServer): void {
  server.registerCapability('IDLE');
  server.setCommandHandler('IDLE', (connection, parsed, _data, callback) => {
    if (connection.state === 'Not Authenticated') {
      answer(connection, parsed, 'NO', 'Login first');
      return callback();
    }
    connection.directNotifications = true;
    connection.inputHandler = (line) => {
      connection.inputHandler = false;
      connection.directNotifications = false;
      if (line.trim().toUpperCase() === 'DONE') answer(connection, parsed, 'OK', 'IDLE terminated');
      else answer(connection, parsed, 'BAD', 'Expected DONE');
    };
    connection.socket?.write('+ idling\r\n');
    connection.processNotifications();
    callback();
  });
}
