import libmime from 'libmime';
import addressparser from 'nodemailer/lib/addressparser';
import { displayText } from './displayText';
import { limits } from './limits';
import type { Address } from './parsedEmail';

/** An address header can name thousands of people; parsing is bounded before it starts. */
const MAX_HEADER_CHARS = 128 * 1024;

/**
 * The addresses of a header value as it stands in the source (encoded words undecoded): groups flattened, names
 * decoded, addresses lower-cased, duplicates dropped, at most `limits.addresses`. Never throws.
 */
export function parseAddresses(value: string): Address[] {
  const found = new Map<string, Address>();
  for (const entry of flatten(value.slice(0, MAX_HEADER_CHARS))) {
    const address = normaliseAddress(entry.address);
    if (address === '' || found.has(address)) continue;
    found.set(address, { name: displayName(entry.name, address), address });
    if (found.size >= limits.addresses) break;
  }
  return [...found.values()];
}

/** Lower-case, without blanks, brackets or control characters; '' when nothing usable is left. */
export function normaliseAddress(address: string): string {
  const clean = displayText(address, limits.addressChars * 2)
    .replace(/[\s<>"(),;:\\]/g, '')
    .toLowerCase();
  return clean.length > limits.addressChars || clean.startsWith('=?') ? '' : clean;
}

/** Decodes encoded words; what cannot be decoded stays as it is. */
export function decodeWords(text: string): string {
  try {
    return libmime.decodeWords(text);
  } catch {
    return text;
  }
}

function flatten(value: string): { name: string; address: string }[] {
  try {
    return addressparser(value, { flatten: true });
  } catch {
    return [];
  }
}

function displayName(name: string, address: string): string {
  const shown = displayText(decodeWords(name), limits.nameChars).replace(/^["'\s]+|["'\s]+$/g, '');
  // "jo@example.org" <jo@example.org> names nobody.
  return shown.toLowerCase() === address ? '' : shown;
}
