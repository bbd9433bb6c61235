import { displayText } from './displayText';
import { limits } from './limits';

const RESERVED_ON_WINDOWS = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
const FORBIDDEN = /[<>:"|?*\\/]/g;
const MAX_EXTENSION = 12;

const EXTENSIONS: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/svg+xml': 'svg',
  'application/pdf': 'pdf',
  'application/zip': 'zip',
  'text/plain': 'txt',
  'text/html': 'html',
  'text/csv': 'csv',
  'text/calendar': 'ics',
  'text/vcard': 'vcf',
  'message/rfc822': 'eml',
  'message/delivery-status': 'txt',
  'text/rfc822-headers': 'txt',
};

/**
 * A file name that can be shown and written to any disk: the last step of a path, no control, bidi or reserved
 * characters, at most 120 UTF-16 units with its extension kept, never empty.
 *
 * @param name what the email says; may be missing
 * @param mediaType gives an extension to a file that has no name
 */
export function safeFileName(name: string | null | undefined, mediaType: string, index: number): string {
  const lastStep = (name ?? '').split(/[\\/]/).at(-1) ?? '';
  // Windows ignores trailing dots and blanks, so that `a.exe.` runs as `a.exe`.
  const clean = displayText(lastStep, 1000)
    .replace(FORBIDDEN, '_')
    .replace(/[. ]+$/, '')
    .replace(/^[. ]+/, '');
  if (clean === '' || clean === '…') return `attachment-${index + 1}${fallbackExtension(mediaType)}`;
  const usable = RESERVED_ON_WINDOWS.test(clean) ? `_${clean}` : clean;
  return shorten(usable);
}

/** Lower-case, without the dot; '' when there is none. */
export function extensionOf(fileName: string): string {
  const dot = fileName.lastIndexOf('.');
  return dot < 0 ? '' : fileName.slice(dot + 1).toLowerCase();
}

function fallbackExtension(mediaType: string): string {
  const extension = EXTENSIONS[mediaType];
  return extension ? `.${extension}` : '';
}

function shorten(name: string): string {
  if (name.length <= limits.fileNameChars) return name;
  const extension = extensionOf(name);
  if (extension === '' || extension.length > MAX_EXTENSION) return displayText(name, limits.fileNameChars);
  const stem = name.slice(0, -extension.length - 1);
  return `${displayText(stem, limits.fileNameChars - extension.length - 1)}.${extension}`;
}
