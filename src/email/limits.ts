/**
 * How much of one email is kept. Emails are hostile: without a bound somewhere, one of them would fill a card, a row
 * or the memory. The raw source is always kept whole, so a cut never loses anything.
 */
export const limits = {
  /** Beyond this only headers are read: 50 MB of attachment takes 0.5 GB of memory in any parser that buffers. */
  rawBytes: 25 * 1024 * 1024,
  /** All headers together, when read by our own reader. */
  headerBytes: 512 * 1024,
  headers: 5000,
  subjectChars: 2000,
  nameChars: 300,
  addressChars: 320,
  /** Per address header. */
  addresses: 500,
  idChars: 500,
  references: 200,
  headerChars: 2000,
  authenticationResults: 20,
  authenticationResultsChars: 4000,
  textChars: 200_000,
  htmlChars: 2_000_000,
  /** Handed to html-to-text: its cost grows faster than its input. */
  htmlToTextChars: 262_144,
  attachments: 500,
  fileNameChars: 120,
  deliveryStatusChars: 64_000,
  returnedHeadersChars: 64_000,
} as const;
