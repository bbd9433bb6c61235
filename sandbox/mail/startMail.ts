import { createTransport } from 'nodemailer';
import type { AccountChange, FolderMessage } from './account';
import { composeMail, type Letter } from './composeMail';
import { listenImap } from './imapServer';
import { type MailFaults, mailFaults } from './mailFaults';
import { type MailWorld, openMailWorld, type TeamAccount } from './mailWorld';
import { listenSmtp, type SmtpFault } from './smtpServer';

export interface MailOptions {
  accounts: TeamAccount[];
  /** Where mail outlives the process, SIGKILL included. Without it everything is in memory. */
  dataDir?: string;
  /** 0 or nothing: any free port. */
  ports?: { imap?: number; smtp?: number; inbound?: number };
  /** 127.0.0.1 without it; there is no TLS, so it has to be loopback. */
  host?: string;
}

export interface Address {
  host: string;
  port: number;
}

export interface FolderView {
  path: string;
  specialUse?: string;
  uidValidity: number;
  uidNext: number;
  messages: FolderMessage[];
}

export interface CustomerView {
  address: string;
  sent: FolderMessage[];
  received: FolderMessage[];
}

/** Raw sources are octets: a string is taken as one character per octet (latin1). */
export interface MailSandbox {
  imap: Address;
  /** Submission for the team's accounts; wants their login. */
  smtp: Address;
  /** Where the outside world delivers; no login. */
  inbound: Address;
  /** Puts a message into a team account as it is, byte for byte, without SMTP. Returns its UID. */
  deliver(
    account: string,
    raw: Buffer | string,
    options?: { folder?: string; internalDate?: Date; flags?: string[] },
  ): number;
  folder(account: string, path: string): FolderView;
  /** What a person does in a mail client. `move` answers old UID -> new UID. */
  move(account: string, path: string, uids: number[], target: string): Map<number, number>;
  remove(account: string, path: string, uids: number[]): void;
  setFlags(account: string, path: string, uid: number, flags: string[]): void;
  append(account: string, path: string, raw: Buffer | string, flags?: string[], internalDate?: Date): number;
  /** New UIDVALIDITY, UIDs from 1, sessions disconnected. Returns the new UIDVALIDITY. */
  recreateFolder(account: string, path: string, options?: { keepMessages?: boolean }): number;
  customer(address: string): CustomerView;
  /** Composes a customer's mail and delivers it through SMTP; kept in their Sent folder once accepted. */
  sendAsCustomer(letter: Letter): Promise<{ messageId: string; raw: Buffer }>;
  faults: MailFaults;
  /** Calls back after each change of any account; the answer ends it. */
  onChange(listener: (change: AccountChange) => void): () => void;
  world: MailWorld;
  close(): Promise<void>;
}

/** An IMAP server, two SMTP servers and the mailboxes of everybody outside, in this process. */
export async function startMail(options: MailOptions): Promise<MailSandbox> {
  const host = options.host ?? '127.0.0.1';
  const listeners = new Set<(change: AccountChange) => void>();
  const world = openMailWorld({
    team: options.accounts,
    dataDir: options.dataDir,
    onChange: (change) => {
      for (const listener of listeners) listener(change);
    },
  });
  const account = (address: string) => {
    const found = world.find(address);
    if (found) return found;
    const known = world.all().map((one) => one.address);
    throw new Error(`There is no mail account "${address}". There are: ${known.join(', ')}.`);
  };

  const imap = await listenImap({ host, port: options.ports?.imap ?? 0, account: world.team });
  const smtpFaults: SmtpFault[] = [];
  const shared = {
    host,
    account: world.team,
    faults: smtpFaults,
    rejectsPassword: (address: string) =>
      imap.faults.rejectPassword === 'all' || imap.faults.rejectPassword.has(address),
    deliver: ({ to, raw }: { to: string; raw: Buffer }) => {
      (world.find(to) ?? world.customer(to)).append('INBOX', raw);
    },
  };
  const smtp = await listenSmtp({ ...shared, kind: 'submission', port: options.ports?.smtp ?? 0 });
  const inbound = await listenSmtp({ ...shared, kind: 'inbound', port: options.ports?.inbound ?? 0 });
  const faults = mailFaults({ imap, smtp, inbound, smtpFaults, account });

  return {
    imap: { host, port: imap.port },
    smtp: { host, port: smtp.port },
    inbound: { host, port: inbound.port },
    world,
    faults,
    deliver: (address, raw, { folder = 'INBOX', internalDate, flags } = {}) =>
      account(address).append(folder, octets(raw), flags, internalDate),
    folder(address, path) {
      const folder = account(address).folder(path);
      return {
        path: folder.path,
        specialUse: folder['special-use'],
        uidValidity: folder.uidvalidity,
        uidNext: folder.uidnext,
        messages: account(address).messages(path),
      };
    },
    move: (address, path, uids, target) => account(address).move(path, uids, target),
    remove: (address, path, uids) => account(address).remove(path, uids),
    setFlags: (address, path, uid, flags) => account(address).setFlags(path, uid, flags),
    append: (address, path, raw, flags, date) => account(address).append(path, octets(raw), flags, date),
    recreateFolder: (address, path, { keepMessages } = {}) =>
      account(address).recreateFolder(path, keepMessages),
    customer(address) {
      const one = world.find(address);
      return { address, sent: one?.messages('Sent') ?? [], received: one?.messages('INBOX') ?? [] };
    },
    async sendAsCustomer(letter) {
      const sender = world.customer(letter.from.address, letter.from.name);
      const { raw, messageId } = await composeMail(letter);
      const transport = createTransport({ host, port: inbound.port, secure: false, ignoreTLS: true });
      const envelope = { from: letter.from.address, to: [...letter.to, ...(letter.cc ?? [])] };
      await transport.sendMail({ envelope, raw });
      sender.append('Sent', raw, ['\\Seen']);
      return { messageId, raw };
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      await faults.clear();
      await Promise.all([imap.close(), smtp.close(), inbound.close()]);
      world.close();
    },
  };
}

function octets(raw: Buffer | string): Buffer {
  return typeof raw === 'string' ? Buffer.from(raw, 'latin1') : raw;
}
