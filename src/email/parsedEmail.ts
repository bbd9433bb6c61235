/**
 * What Postroom knows about one email once it has been read. Built by `src/mail/parseEmail.ts`, in a child process.
 *
 * Emails are hostile, so every string here is bounded (`limits.ts`), well-formed Unicode and free of NUL: it can be
 * stored in Postgres as it is. It is still somebody else's text: escape it wherever it is shown.
 */

/** One mailbox of an address header. `address` is lower-cased and never empty; `name` may be ''. */
export interface Address {
  name: string;
  address: string;
}

export interface ParsedAttachment {
  /** Position in the email, from 0; stable for the same raw source. */
  index: number;
  /** Safe to show and to save: no path, no control or bidi characters, at most 120 characters, never empty. */
  fileName: string;
  /** Lower-cased, like `image/png`; `application/octet-stream` when missing or malformed. */
  mediaType: string;
  /** Bytes after decoding. */
  size: number;
  /** Lower-case hex. */
  sha256: string;
  /** Without <>. */
  contentId: string | null;
  /** Shown inside the HTML by `cid:`, not meant as a file of its own. */
  inline: boolean;
  content: Buffer;
  /** Executable or macro-carrying, by name or by content: keep behind a warning. */
  risky: boolean;
}

/** `headersOnly`: body and attachments could not be read; `unreadable`: not even headers could. */
export type Reading = 'full' | 'headersOnly' | 'unreadable';

/** Why an email was not read in full. */
export type ReadingProblem = 'tooLarge' | 'tooSlow' | 'tooMuchMemory' | 'broken' | 'notAnEmail';

/** The headers that classifying needs; null when absent. Values are trimmed and bounded, case as sent. */
export interface ClassifyingHeaders {
  autoSubmitted: string | null;
  precedence: string | null;
  listId: string | null;
  listUnsubscribe: string | null;
  /** `<>` (the null sender) is kept as `<>`. */
  returnPath: string | null;
  xAutoResponseSuppress: string | null;
  xAutoreply: string | null;
  xAutorespond: string | null;
  /** Exim and Gmail: addresses that failed, comma separated. */
  xFailedRecipients: string | null;
  feedbackId: string | null;
  /** Of the whole email: lower-cased media type and the parameters that matter. */
  contentType: string | null;
  reportType: string | null;
}

export interface ParsedEmail {
  reading: Reading;
  problem: ReadingProblem | null;
  /** sha256 over the body and the headers that no server adds on the way: see `fingerprint.ts`. Always set. */
  contentHash: string;
  /** Bytes of the raw source. */
  rawSize: number;

  /** Ids without <>, in the order of the header, each at most 500 characters, without duplicates. */
  messageId: string | null;
  inReplyTo: string[];
  references: string[];

  subject: string;
  from: Address[];
  /** Two From headers are a spoof: the one shown is the first, and the card should say so. */
  fromHeaderCount: number;
  replyTo: Address[];
  to: Address[];
  cc: Address[];
  bcc: Address[];
  sender: Address | null;
  /** Null when the Date header is missing or invalid: use the time of receipt. */
  date: Date | null;

  /** Readable text of the whole email, quotes included: from the text part, else from the HTML. */
  text: string;
  /** What the sender wrote this time: quoted history and signature removed. Empty only when `text` is. */
  ownText: string;
  /** What `ownText` left out; '' when nothing. */
  quotedText: string;
  hasHtml: boolean;
  /** The HTML part, NOT sanitised; null when there is none or when it exceeds the limit. */
  html: string | null;
  attachments: ParsedAttachment[];
  /** Attachments beyond the limit of count, whose content is not here. The raw source has them. */
  attachmentsLeftOut: number;

  headers: ClassifyingHeaders;
  /** Every Authentication-Results header, topmost first. Trust only the topmost of a trusted server. */
  authenticationResults: string[];
  /** Text of the message/delivery-status parts, for `bounce.ts`. */
  deliveryStatus: string[];
  /** Header block of the email that a report returns (message/rfc822 or text/rfc822-headers), for `bounce.ts`. */
  returnedHeaders: string | null;
}
