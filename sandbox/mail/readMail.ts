import { type AddressObject, type ParsedMail, simpleParser } from 'mailparser';
import type { MailMessage, MailMessageBody } from '../mailProtocol';
import type { FolderMessage } from './account';

/** A message as the page shows it. A source that cannot be parsed still gives an entry that says so. */
export async function readMail(message: FolderMessage): Promise<{
  summary: MailMessage;
  body: MailMessageBody;
  files: Buffer[];
}> {
  const parsed = await parse(message.raw);
  const text = parsed?.text || (parsed?.html ? plain(parsed.html) : '');
  const files = parsed?.attachments ?? [];
  const summary: MailMessage = {
    uid: message.uid,
    messageId: parsed?.messageId ?? '',
    from: addresses(parsed?.from)[0] ?? { name: '', address: '' },
    to: addresses(parsed?.to),
    cc: addresses(parsed?.cc),
    subject: parsed ? (parsed.subject ?? '') : '(this message cannot be parsed)',
    at: message.internalDate.getTime(),
    preview: text.replace(/\s+/g, ' ').trim().slice(0, 200),
    seen: message.flags.includes('\\Seen'),
    attachments: files.map((file, index) => ({
      index,
      name: file.filename ?? `part-${index + 1}`,
      type: file.contentType,
      size: file.size,
    })),
    inReplyTo: parsed?.inReplyTo,
    references: [parsed?.references ?? []].flat(),
  };
  const htmlSource = parsed?.html || undefined;
  const body = { ...summary, text, htmlSource, raw: message.raw.toString('latin1') };
  return { summary, body, files: files.map((file) => file.content) };
}

async function parse(raw: Buffer): Promise<ParsedMail | undefined> {
  try {
    // The conversions between HTML and text are what hostile messages make endless.
    return await simpleParser(raw, {
      skipHtmlToText: true,
      skipTextToHtml: true,
      skipTextLinks: true,
      skipImageLinks: true,
    });
  } catch {
    return undefined;
  }
}

function addresses(list: AddressObject | AddressObject[] | undefined): MailMessage['to'] {
  return [list ?? []]
    .flat()
    .flatMap((one) => one.value)
    .flatMap((one) => one.group ?? one)
    .map((one) => ({ name: one.name, address: one.address ?? '' }));
}

/** Enough for a preview: the page shows HTML as source, never as markup. */
function plain(html: string): string {
  return html
    .slice(0, 100_000)
    .replace(/<(style|script|title)\b[^>]{0,500}>[\s\S]*?<\/\1>/gi, '')
    .replace(/<(br|\/p|\/div|\/tr|\/li|\/h\d)\b[^>]{0,200}>/gi, '\n')
    .replace(/<[^>]{0,2000}>/g, '')
    .replace(/&nbsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\n\s*\n\s*/g, '\n\n')
    .trim();
}
