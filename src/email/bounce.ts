/**
 * Reads a bounce: which email failed, for whom, and why. RFC 3464 reports first, then what Exim, qmail, Postfix and
 * Exchange write in words. Everything in it is a claim: any sender can write a bounce.
 */
import { normaliseAddress } from './addresses';
import { displayText } from './displayText';
import { parseMessageIds } from './messageIds';
import type { ParsedEmail } from './parsedEmail';
import { firstHeader, readRawHeaders } from './rawHeaders';

export interface FailedRecipient {
  address: string;
  action: 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded';
  /** Enhanced status like `5.1.1`; null when not stated. */
  status: string | null;
  /** What the other server said, one line; '' when nothing. */
  diagnostic: string;
}

export interface Bounce {
  /** Bare ids of the email that did not arrive, the surest first. */
  originalMessageIds: string[];
  recipients: FailedRecipient[];
  /** Somebody will never get it; false for "still trying" and for full mailboxes. */
  permanent: boolean;
}

type BounceSource = Pick<
  ParsedEmail,
  'deliveryStatus' | 'returnedHeaders' | 'text' | 'headers' | 'inReplyTo' | 'references'
>;

const MAX_RECIPIENTS = 200;
const MAX_TEXT = 64_000;
const MAX_DIAGNOSTIC = 500;

/** Where servers begin the copy of the email that failed. */
const COPY_STARTS =
  /^(-{2,}\s*(this is a copy of|below this line is a copy of|original message|the following is|message headers? follows?|undelivered message|included is a copy|enclosed is a copy|unsent message (below|follows))|message headers follow|the header of the original message is following|below is a copy of the original|--- ?below this line|-+ original message -+|original message headers:)/i;
const ANNOUNCES_FAILURE =
  /(following (address(es)?|(list of )?recipients?|users?)|following recipient|these recipients|delivering your mail to|address to which|failed permanently|could not be delivered|couldn't be delivered|not be delivered to|permanent fatal errors|delivery to the following|undeliverable|adresses? suivante|n'a pas pu être|konnte nicht|wasn't able to deliver|wurde nicht zugestellt|adresse n'a pas été trouvée)/i;
const ENHANCED = /\b([245]\.\d{1,3}\.\d{1,3})\b/;
const SMTP_CODE = /\b([45]\d\d)[ -]/;

/** The bounce in this email; recipients are empty when nothing could be made out. */
export function bounceOf(email: BounceSource): Bounce {
  const reported = email.deliveryStatus.flatMap(recipientsOfReport);
  const recipients = reported.length > 0 ? reported : recipientsOfText(email);
  const distinct = new Map<string, FailedRecipient>();
  for (const recipient of recipients)
    if (!distinct.has(recipient.address)) distinct.set(recipient.address, recipient);
  const list = [...distinct.values()].slice(0, MAX_RECIPIENTS);
  return {
    originalMessageIds: originalIds(email),
    recipients: list,
    permanent: list.some(({ action, status }) => action === 'failed' && !(status ?? '5').startsWith('4')),
  };
}

function originalIds(email: BounceSource): string[] {
  const ids = [...idsInHeaders(email.returnedHeaders ?? '')];
  if (ids.length === 0) ids.push(...idsInHeaders(copyIn(email.text)));
  return [...new Set([...ids, ...email.inReplyTo, ...email.references.toReversed()])].slice(0, 20);
}

function idsInHeaders(block: string): string[] {
  if (block === '') return [];
  const start = block.search(
    /^(message-id|from|to|subject|received|date|return-path|x-[a-z-]+|mime-version)\s*:/im,
  );
  if (start < 0) return [];
  const id = firstHeader(readRawHeaders(Buffer.from(block.slice(start))), 'message-id');
  if (id !== null) return parseMessageIds(id);
  const line = /^[ \t]*message-id\s*:\s*(<[^<>\s]{3,500}>)/im.exec(block.slice(0, MAX_TEXT));
  return line?.[1] ? parseMessageIds(line[1]) : [];
}

/** The copy of the original that follows the words in the same text; '' when there is none. */
function copyIn(text: string): string {
  const lines = text.slice(0, MAX_TEXT).split('\n');
  const start = lines.findIndex((line) => COPY_STARTS.test(line.slice(0, 200).trim()));
  return start < 0
    ? /^message-id\s*:/im.test(text.slice(0, MAX_TEXT))
      ? text.slice(0, MAX_TEXT)
      : ''
    : lines.slice(start + 1).join('\n');
}

/** RFC 3464: groups of fields, parted by empty lines; the first group is about the report itself. */
function recipientsOfReport(report: string): FailedRecipient[] {
  return report.split(/\n[ \t]*\n/).flatMap((group) => {
    const fields = readRawHeaders(Buffer.from(group.replace(/^\n+/, '')));
    const value = (name: string) => (firstHeader(fields, name) ?? '').replace(/^[\w-]{1,40}\s*;\s*/, '');
    const address = normaliseAddress(value('final-recipient') || value('original-recipient'));
    if (address === '') return [];
    const action = /^(failed|delayed|delivered|relayed|expanded)/i
      .exec(value('action').trim())?.[1]
      ?.toLowerCase();
    const diagnostic = displayText(value('diagnostic-code'), MAX_DIAGNOSTIC);
    const stated = ENHANCED.exec(value('status'))?.[1];
    const status = stated && stated !== '5.0.0' ? stated : (ENHANCED.exec(diagnostic)?.[1] ?? stated ?? null);
    return [{ address, action: (action as FailedRecipient['action']) ?? 'failed', status, diagnostic }];
  });
}

function recipientsOfText(email: BounceSource): FailedRecipient[] {
  const inlineReport = /^final-recipient\s*:/im.test(email.text)
    ? recipientsOfReport(email.text.slice(0, MAX_TEXT))
    : [];
  if (inlineReport.length > 0) return inlineReport;
  const failedHeader = (email.headers.xFailedRecipients ?? '').split(/[,;\s]+/).map(normaliseAddress);
  const lines = email.text.slice(0, MAX_TEXT).split('\n');
  const copy = lines.findIndex((line) => COPY_STARTS.test(line.slice(0, 200).trim()));
  const words = copy < 0 ? lines : lines.slice(0, copy);
  const announced = words.findIndex((line) => ANNOUNCES_FAILURE.test(line.slice(0, 400)));
  const named =
    announced < 0 ? [] : words.slice(announced).flatMap((line, index) => addressLine(line, index === 0));
  const addresses = [...failedHeader.filter((address) => address.includes('@')), ...named];
  return addresses.map((address) => ({
    address,
    action: delayed(words) ? 'delayed' : 'failed',
    ...reason(words, address),
  }));
}

/** An address that stands at the beginning of its line (`  jo@example.org`, `<jo@example.org>: host … said`). */
function addressLine(line: string, announcement: boolean): string[] {
  const form = announcement
    ? /<?([^\s<>"'():;,]{1,64}@[^\s<>"'():;,]{3,255})>?/
    : /^\s*(?:[*•-]\s*)?[<"']?(?:mailto:)?([^\s<>"'():;,]{1,64}@[^\s<>"'():;,]{3,255})[>"']?\s*(?::|$|\(|\.|-|,|on |<)/;
  const address = form.exec(line.slice(0, 500))?.[1];
  return address ? [normaliseAddress(address.replace(/\.$/, ''))] : [];
}

/** What stands on the address's line and the few after it. */
function reason(lines: string[], address: string): Pick<FailedRecipient, 'status' | 'diagnostic'> {
  const at = lines.findIndex((line) => line.toLowerCase().includes(address));
  const near =
    at < 0
      ? ''
      : lines
          .slice(at, at + 6)
          .join(' ')
          .slice(0, 2000);
  const after = near.slice(near.toLowerCase().indexOf(address) + address.length).replace(/^[>\s:]+/, '');
  const status = ENHANCED.exec(near)?.[1] ?? null;
  const code = SMTP_CODE.exec(near)?.[1];
  return {
    status: status ?? (code ? `${code[0]}.0.0` : null),
    diagnostic: displayText(after, MAX_DIAGNOSTIC),
  };
}

function delayed(lines: string[]): boolean {
  return /\b(warning message only|do not need to resend|will (continue to |be )?(try|retr)|has been delayed|delivery is delayed|not yet been delivered|sera retardé)/i.test(
    lines.slice(0, 80).join(' ').slice(0, 8000),
  );
}
