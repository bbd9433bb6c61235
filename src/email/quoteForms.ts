/**
 * How mail programs announce history, in the languages that Postroom's teams meet. Every expression looks at one
 * line (or a few joined ones) of bounded length and has no nested repetition, so that a hostile line cannot stall it.
 */

/** Longer lines are prose or attacks, never an announcement. */
export const MAX_FORM_CHARS = 400;

const ATTRIBUTIONS = [
  // en: On Tue, 3 Mar 2026 at 10:12, Jo Doe <jo@example.org> wrote:
  /^on\b.{3,300}\b(wrote|writes|said)\s*:?$/i,
  /^.{2,200}\bwrote\s*(on\b.{3,100})?:$/i,
  /^at\s.{3,100}\d.{0,200}\bwrote\s*:$/i,
  // fr: Le mar. 3 mars 2026 à 10:12, Jo Doe <jo@example.org> a écrit :
  /^le\b.{3,300}\ba\s+(écrit|ecrit)\s*:?$/i,
  /^.{2,200}\ba\s+écrit\s*(le\b.{3,100})?:$/i,
  // de: Am 03.03.2026 um 10:12 schrieb Jo Doe <jo@example.org>:
  /^am\b.{3,300}\bschrieb\b.{0,200}:?$/i,
  /^.{2,200}\bschrieb\s*(am\b.{3,100})?:$/i,
  // es, it, pt, nl, da/no/sv, pl
  /^el\b.{3,300}\bescribió\s*:?$/i,
  /^il\b.{3,300}\bha\s+scritto\s*:?$/i,
  /^em\b.{3,300}\bescreveu\s*:?$/i,
  /^op\b.{3,300}\b(schreef|geschreven)\b.{0,200}:$/i,
  /^(den|på)\b.{3,300}\bskrev\b.{0,200}:$/i,
  /^(w dniu|dnia)\b.{3,300}(napisał|pisze).{0,100}:$/i,
];

/** In any language: an address in brackets and a date on one line that ends with a colon. */
const ADDRESS = /[<([][^<>()[\]\s]{1,64}@[^<>()[\]\s]{3,200}[>)\]]/;
const WHEN = /\b(19|20)\d\d\b|\b\d{1,2}[:.h]\d{2}\b|\b\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}\b/;

/** A first line of an attribution that mail programs wrap. */
const ATTRIBUTION_STARTS = /^(on|le|am|el|il|em|op|den|at)\s.{0,250}\d/i;

const REPLY_SEPARATORS = [
  /^[-_=*\s]{2,}\s*(original message|reply message|message d['’]origine|message original|ursprüngliche nachricht|mensaje original|messaggio originale|mensagem original|oorspronkelijk bericht|oprindelig besked|opprinnelig melding|ursprungligt meddelande|original appointment)\s*[-_=*\s]*$/i,
  /^[#*=-]{2,}.{0,40}\b(reply above this line|write above this line|répondre au-dessus de cette ligne|répondez au-dessus de cette ligne|antworten sie oberhalb dieser zeile)\b.{0,40}$/i,
  /^(please )?(reply|write|type your reply) above this line\b.{0,40}$/i,
];

const FORWARD_SEPARATORS = [
  /^[-_=*\s]{2,}\s*(forwarded (message|by)|message transféré|message transmis|weitergeleitete nachricht|mensaje reenviado|messaggio inoltrato|doorgestuurd bericht)\b.{0,100}$/i,
  /^(begin forwarded message|début du message (réexpédié|transféré)|anfang der weitergeleiteten (nachricht|e-mail)|inizio messaggio inoltrato)\s*:?$/i,
];

const HEADER_FROM = /^[*\s]*(from|de|von|da|van|fra|från|expéditeur|remitente)\s?\*?\s*:\s*\*?\s*\S/i;
const HEADER_OTHERS = [
  /^[*\s]*(sent|date|envoyé|envoyé le|gesendet|datum|enviado|enviado el|fecha|inviato|data|verzonden|sendt|skickat|dato)\s?\*?\s*:/i,
  /^[*\s]*(to|à|a|an|para|aan|til|till|destinataire)\s?\*?\s*:/i,
  /^[*\s]*(cc|copie)\s?\*?\s*:/i,
  /^[*\s]*(subject|objet|sujet|betreff|asunto|oggetto|assunto|onderwerp|emne|ämne)\s?\*?\s*:/i,
];

/** Whether this line announces quoted history ("On … wrote:"). */
export function isAttribution(line: string): boolean {
  const trimmed = line.trim();
  if (trimmed.length < 8 || trimmed.length > MAX_FORM_CHARS) return false;
  const plain = trimmed
    .replace(/[*_]/g, '')
    .replace(/^-{2,}\s*|\s*-{2,}$/g, '')
    .trim();
  if (plain.endsWith(':') && ADDRESS.test(plain) && WHEN.test(plain)) return true;
  return ATTRIBUTIONS.some((form) => form.test(plain)) && hasWhenOrWho(plain);
}

/** "On reflection I wrote:" is prose: an attribution names a date or an address. */
function hasWhenOrWho(line: string): boolean {
  return /\d{1,2}[:.h/-]\d{2}|\b\d{4}\b|[^\s@<]{1,100}@[^\s@>]{2}/.test(line);
}

/** Before lines that are marked as quotes, a line with a date and a colon announces them in any language. */
export function announcesQuote(line: string): boolean {
  const trimmed = line.trim();
  if (trimmed.length > MAX_FORM_CHARS || !trimmed.endsWith(':')) return false;
  return (
    WHEN.test(trimmed) || ADDRESS.test(trimmed) || /(^|\s)(wrote|writes|écrit|schrieb)\s*:$/i.test(trimmed)
  );
}

/** How many lines from `at` make one attribution, wrapped as mail programs wrap it; 0 when they make none. */
export function attributionLength(lines: readonly string[], at: number): number {
  const first = lines[at] ?? '';
  if (isAttribution(first)) return 1;
  if (!ATTRIBUTION_STARTS.test(first.trim()) && !/<[^<>]{3,200}>?$/.test(first.trim())) return 0;
  let joined = first.trim();
  for (let count = 2; count <= 4; count++) {
    const next = lines[at + count - 1]?.trim();
    if (!next || next.startsWith('>')) return 0;
    joined += ` ${next}`;
    if (joined.length > MAX_FORM_CHARS) return 0;
    if (/:$|(wrote|écrit)$/.test(joined) && ATTRIBUTION_STARTS.test(first.trim()) && isAttribution(joined))
      return count;
  }
  return 0;
}

/** "-----Original Message-----" and "reply above this line". */
export function isReplySeparator(line: string): boolean {
  return line.length <= MAX_FORM_CHARS && REPLY_SEPARATORS.some((form) => form.test(line.trim()));
}

/** "---------- Forwarded message": what follows is what the sender wants read. */
export function isForwardSeparator(line: string): boolean {
  return line.length <= MAX_FORM_CHARS && FORWARD_SEPARATORS.some((form) => form.test(line.trim()));
}

/** Outlook's block: From and, within the next lines, at least two of Sent, To, Cc, Subject. */
export function isHeaderBlock(lines: readonly string[], at: number): boolean {
  const first = lines[at] ?? '';
  if (first.length > MAX_FORM_CHARS || !HEADER_FROM.test(first)) return false;
  const following = lines.slice(at + 1, at + 9).filter((line) => line.length <= 2000);
  return HEADER_OTHERS.filter((form) => following.some((line) => form.test(line))).length >= 2;
}

/** A rule that Outlook draws above its header block. */
export function isRule(line: string): boolean {
  return /^\s*[_-]{8,}\s*$/.test(line.slice(0, MAX_FORM_CHARS));
}
