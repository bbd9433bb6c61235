import type { Account } from './account';
import type { ImapListener } from './imapServer';
import type { SmtpFault, SmtpListener } from './smtpServer';

/** What can go wrong on purpose. `clear` ends all of it. */
export interface MailFaults {
  imap: {
    /** Cuts open connections, of one account or all; answers how many. */
    drop(account?: string): number;
    /** ECONNREFUSED for so many seconds; open connections stay. */
    refuse(seconds: number): Promise<void>;
    /** No answers on any connection, old or new, until it is switched off. */
    hang(on: boolean): void;
    /** Every command starts so many milliseconds later. 0 ends it. */
    slow(milliseconds: number): void;
  };
  smtp: {
    /** Plans one or more failures; see `SmtpFault`. */
    plan(...faults: SmtpFault[]): void;
    drop(): number;
    refuse(seconds: number): Promise<void>;
  };
  /** The right password is refused, by IMAP and SMTP, for one address or `all`. */
  rejectPassword(account: string, on?: boolean): void;
  clear(): Promise<void>;
}

export function mailFaults(parts: {
  imap: ImapListener;
  smtp: SmtpListener;
  inbound: SmtpListener;
  smtpFaults: SmtpFault[];
  account(address: string): Account;
}): MailFaults {
  const { imap, smtp, inbound, smtpFaults } = parts;
  const timers = new Map<object, NodeJS.Timeout>();
  const refuse = async (server: ImapListener | SmtpListener, seconds: number) => {
    await server.refuse();
    clearTimeout(timers.get(server));
    timers.set(
      server,
      setTimeout(() => void server.allow(), seconds * 1000),
    );
  };
  return {
    imap: {
      drop: (address) => imap.drop(address === undefined ? undefined : parts.account(address)),
      refuse: (seconds) => refuse(imap, seconds),
      hang: (on) => imap.setHanging(on),
      slow(milliseconds) {
        imap.faults.delayMs = milliseconds;
      },
    },
    smtp: {
      plan: (...faults) => void smtpFaults.push(...faults.map((fault) => ({ ...fault }))),
      drop: () => smtp.drop() + inbound.drop(),
      refuse: async (seconds) => {
        await Promise.all([refuse(smtp, seconds), refuse(inbound, seconds)]);
      },
    },
    rejectPassword(address, on = true) {
      if (address === 'all') imap.faults.rejectPassword = on ? 'all' : new Set();
      else {
        const set = imap.faults.rejectPassword === 'all' ? new Set<string>() : imap.faults.rejectPassword;
        if (on) set.add(parts.account(address).address);
        else set.delete(parts.account(address).address);
        imap.faults.rejectPassword = set;
      }
    },
    async clear() {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
      smtpFaults.length = 0;
      imap.faults.delayMs = 0;
      imap.faults.rejectPassword = new Set();
      imap.setHanging(false);
      await Promise.all([imap.allow(), smtp.allow(), inbound.allow()]);
    },
  };
}
