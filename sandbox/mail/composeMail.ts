import MailComposer from 'nodemailer/lib/mail-composer';
import { headerFields } from './imapText';

/** What a customer wrote. The same shape as `MailSend` of the control interface, files as bytes. */
export interface Letter {
  from: { name: string; address: string };
  to: string[];
  cc?: string[];
  subject: string;
  text: string;
  html?: string;
  attachments?: Array<{ name: string; type: string; content: Buffer; contentId?: string }>;
  inReplyTo?: string;
  references?: string[];
  date?: Date;
  messageId?: string;
  headers?: Record<string, string>;
}

/** The finished message with CRLF line ends, as a mail client would hand it to its server. */
export async function composeMail(letter: Letter): Promise<{ raw: Buffer; messageId: string }> {
  const composer = new MailComposer({
    from: letter.from,
    to: letter.to,
    cc: letter.cc,
    subject: letter.subject,
    text: letter.text,
    html: letter.html,
    attachments: letter.attachments?.map((file) => ({
      filename: file.name,
      contentType: file.type || 'application/octet-stream',
      content: file.content,
      cid: file.contentId,
      contentDisposition: file.contentId ? 'inline' : 'attachment',
    })),
    inReplyTo: letter.inReplyTo,
    references: letter.references,
    date: letter.date,
    messageId: letter.messageId,
    headers: letter.headers,
    // A body that names a file or a URL stays a body.
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: '\r\n',
  });
  const message = composer.compile();
  const messageId = message.messageId();
  return { raw: await message.build(), messageId };
}

/** In-Reply-To and References of an answer to `raw` (RFC 5322, 3.6.4). */
export function answerTo(raw: Buffer): { inReplyTo?: string; references: string[] } {
  const fields = headerFields(raw.toString('latin1'));
  const ids = (name: string) => fields.find((one) => one.name === name)?.source.match(/<[^<>\s]+>/g) ?? [];
  const [own] = ids('message-id');
  const earlier = ids('references');
  const before = earlier.length > 0 ? earlier : ids('in-reply-to').slice(0, 1);
  return { inReplyTo: own, references: own ? [...before, own] : [...before] };
}
