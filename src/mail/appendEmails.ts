import type { Log } from '../ports/log';
import type { Mailbox } from '../ports/rows';
import { connectImap, disconnect, problemOf } from './connection';
import { findFolders } from './folders';

/** Puts emails into a mailbox's inbox, as a mail server would that had just received them. */
export interface Delivery {
  folder: string;
  uidValidity: string;
  /** @returns the UID. @throws Error with a sentence: the server did not take this one, or is gone. */
  append(raw: Buffer): Promise<number>;
  /** False when the session has ended: nothing more can be appended. */
  usable(): boolean;
  close(): Promise<void>;
}

/** @throws MailProblem */
export async function openDelivery(
  mailbox: Pick<Mailbox, 'imap' | 'folders'>,
  password: string,
  log: Log,
): Promise<Delivery> {
  const client = await connectImap(mailbox.imap, password, log);
  try {
    const folder = (await findFolders(client, mailbox)).inbox;
    // Opened, so that servers which do not tell the UID of what was appended can be asked for it.
    const opened = await client.mailboxOpen(folder);
    return {
      folder,
      uidValidity: String(opened.uidValidity),
      async append(raw) {
        const answer = await client.append(folder, raw).catch((error: unknown) => {
          if (!client.usable) throw problemOf(error, mailbox.imap);
          const { responseText, message } = error as { responseText?: string; message: string };
          throw new Error(`The mail server did not take it: ${(responseText ?? message).slice(0, 200)}`);
        });
        const uid = answer ? answer.uid : undefined;
        if (uid === undefined) throw new Error('The mail server does not say where it put it.');
        return uid;
      },
      usable: () => client.usable,
      close: () => disconnect(client),
    };
  } catch (error) {
    await disconnect(client);
    throw problemOf(error, mailbox.imap);
  }
}
