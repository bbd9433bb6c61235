/** How signatures, closings and disclaimers look, in French, English and German. One bounded line each. */

const DELIMITER = /^(--|—+|–+|__|___)\s*$/;

const SENT_FROM = [
  /^(sent|get|envoyé|expédié|gesendet|von meinem|obtenir|télécharger|enviado|inviato|verzonden|verstuurd)\b.{0,80}\b(iphone|ipad|ipod|android|samsung|galaxy|huawei|xiaomi|blackberry|windows phone|outlook|yahoo|mail|gmail|proton|mobile|téléphone|telefon|smartphone|handy|nokia|appareil|móvil|telefoon)\b.{0,120}$/i,
  /^(sent from|envoyé (de|depuis)|gesendet (von|mit))\s(my|mon|ma|meinem|meiner)\s.{1,60}$/i,
  /^von meinem .{1,60} gesendet\.?$/i,
  /^envoyé à partir de .{1,80}$/i,
];

const CLOSING =
  /^((très |bien |avec mes )?(sincère(s)? )?(cordialement|salutations|sincèrement|amicalement|respectueusement)|bien à (vous|toi)|(meilleures|sincères|cordiales) salutations|salutations (distinguées|cordiales)|bonne (journée|soirée|réception|fin de journée)|cdlt|cdt|bàv|(best|kind|warm|kindest|warmest|many|with kind|with best)? ?(regards|wishes)|regards|best|sincerely( yours)?|yours (sincerely|faithfully|truly)|cheers|many thanks|thanks|thank you|thx|(d['’]avance )?merci( (d['’]avance|par avance|beaucoup|bien))?( et (bonne journée|bonne soirée|cordialement))?|(mit )?(freundlichen|besten|herzlichen|lieben|freundliche|beste|liebe|viele) (grüßen|grüße|grüsse|grüssen|gruß)|mfg|lg)\s*[,.!;]*$/i;

/** What shows that the lines under a name are a business card. */
const CONTACT_CUE =
  /(\+\d{1,3}[\s.(\d]|\b0\d([\s.-]?\d{2}){4}\b|\b\d{3}[-.\s]\d{3}[-.\s]\d{4}\b|\b(tel|tél|phone|mobile|mob|fax|port|gsm|cell)\b\s?\.?\s?:?\s?[+(\d]|https?:\/\/|\bwww\.|[^\s@]{1,64}@[^\s@]{2,}|\s\|\s|\b(sarl|sas|gmbh|ltd|inc|llc|s\.a\.)\b)/i;

const DISCLAIMER = [
  /\b(this|the) (e-?mail|message|communication)\b.{0,120}\b(confidential|privileged|intended (only |solely )?for)\b/i,
  /\bif you (are not|have received this)\b.{0,80}\b(intended recipient|in error)\b/i,
  /\b(confidentiality|privacy|legal) (notice|note|disclaimer)\b\s*:?/i,
  /\b(ce|le présent) (message|courriel|courrier|mail|e-mail)\b.{0,160}\b(confidentiel|destiné|destinataire)/i,
  /\bsi vous (n['’]êtes pas|avez reçu ce)\b.{0,100}\b(destinataire|erreur)\b/i,
  /\b(diese|die) (e-?mail|nachricht)\b.{0,160}\b(vertraulich|bestimmt)/i,
  /\b(please )?consider the environment before printing\b/i,
  /\b(pensez|pensons) à (l['’])?environnement\b/i,
  /\b(virus-free|sans virus|garanti sans virus|virenfrei)\b.{0,40}\b(avast|avg|www\.)/i,
  /\bl['’]absence de virus dans ce courrier\b/i,
];

const MAX_LINE = 300;
const MAX_PARAGRAPH = 4000;

/** `-- ` and its common misspellings. */
export function isSignatureDelimiter(line: string): boolean {
  return DELIMITER.test(line.slice(0, 40));
}

/** "Sent from my iPhone", "Envoyé de mon iPhone". */
export function isSentFrom(line: string): boolean {
  const trimmed = line.trim();
  return trimmed.length <= MAX_LINE && SENT_FROM.some((form) => form.test(trimmed));
}

/** "Sent from a magnificent torch of pixels": jokes and unknown programs. Only trust it on the last line. */
export function maybeSentFrom(line: string): boolean {
  return /^(sent|envoyé|gesendet) (from|with|via|depuis|avec|von|mit)\b.{1,70}$/i.test(line.trim());
}

/** A line that is nothing but a closing formula. */
export function isClosing(line: string): boolean {
  const trimmed = line.trim();
  return trimmed.length <= 60 && CLOSING.test(trimmed);
}

/** Telephone number, address, web site … */
export function hasContactCue(line: string): boolean {
  return line.length <= MAX_LINE && CONTACT_CUE.test(line);
}

/** A paragraph of legal or advertising boilerplate. Only trust it at the end of an email. */
export function isDisclaimer(paragraph: string): boolean {
  const start = paragraph.slice(0, MAX_PARAGRAPH).replace(/\s+/g, ' ');
  return DISCLAIMER.some((form) => form.test(start));
}
