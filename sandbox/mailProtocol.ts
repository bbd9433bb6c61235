/**
 * The mail part of the control interface, mounted under /control/mail. Types only, as in protocol.ts.
 *
 *    GET  /control/mail/accounts                        -> { ok, accounts: MailAccount[] }
 *    GET  /control/mail/folders?account=ADDRESS         -> { ok, folders: MailFolder[] }
 *    GET  /control/mail/messages?account=&folder=       -> { ok, messages: MailMessage[] } newest first
 *    GET  /control/mail/message?account=&folder=&uid=   -> { ok, message: MailMessageBody }
 *    GET  /control/mail/attachment?account=&folder=&uid=&index=  -> bytes
 *    POST /control/mail/send                            MailSend -> { ok, messageId }
 *    POST /control/mail/move                            MailMove -> { ok, uidMap }: as a person in a mail client
 *    POST /control/mail/delete                          MailDelete -> { ok }
 *    POST /control/mail/flags                           MailFlags -> { ok }
 */

export interface MailAccount {
  address: string;
  name: string;
  /** `team`: a mailbox that Postroom watches. `customer`: somebody outside, who receives what SMTP delivers. */
  kind: 'team' | 'customer';
}

export interface MailFolder {
  /** IMAP path. */
  path: string;
  specialUse?: 'inbox' | 'sent' | 'archive' | 'trash' | 'junk' | 'drafts';
  messages: number;
  unseen: number;
}

export interface MailMessage {
  uid: number;
  messageId: string;
  from: { name: string; address: string };
  to: { name: string; address: string }[];
  cc: { name: string; address: string }[];
  subject: string;
  /** Milliseconds since 1970. */
  at: number;
  /** About 200 characters of plain text. */
  preview: string;
  seen: boolean;
  attachments: { index: number; name: string; type: string; size: number }[];
  inReplyTo?: string;
  references: string[];
}

export interface MailMessageBody extends MailMessage {
  text: string;
  /** The HTML part as text, never to be inserted into the page as markup. */
  htmlSource?: string;
  /** The whole source. */
  raw: string;
}

export interface MailSend {
  /** Any address: the customer. */
  from: string;
  fromName: string;
  to: string[];
  cc?: string[];
  subject: string;
  text: string;
  html?: string;
  attachments?: { name: string; type: string; base64: string }[];
  inReplyTo?: string;
  references?: string[];
  /** Instead of the two above: answer this message of this account. */
  replyToMessage?: { account: string; folder: string; uid: number };
}

export interface MailDelete {
  account: string;
  folder: string;
  uids: number[];
}

export interface MailMove extends MailDelete {
  /** IMAP path of the folder they go to. */
  target: string;
}

export interface MailFlags extends MailDelete {
  /** All flags that the messages have from now on: `\Seen`, `\Flagged`, `$Label1` … */
  flags: string[];
}
