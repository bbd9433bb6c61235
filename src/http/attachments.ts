import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Locale } from '../locales/locale';
import { words } from '../locales/say';
import type { AttachmentLink } from '../ports/links';
import type { Log } from '../ports/log';
import { ATTACHMENTS_PATH } from './attachmentLinks';

/** What a link leads to, once its person was found to see it still. */
export interface Attachment {
  /** Safe for any disk (`email/safeName`). */
  fileName: string;
  content: Buffer;
}

/**
 * Hands out attachments behind minted links. Everything that is wrong looks the same: over, changed, not theirs any
 * more, never there. Nothing of the address is logged.
 */
export function attachmentListener(options: {
  verify(token: string): AttachmentLink | null;
  /** Checks the right once more. */
  fetch(of: AttachmentLink): Promise<Attachment | null>;
  log: Log;
}): RequestListener {
  return (request, response) => {
    void answer(options, request, response).catch((error: unknown) => {
      options.log.error({ err: error }, 'An attachment could not be sent');
      if (response.headersSent) response.destroy();
      else gone(request, response);
    });
  };
}

async function answer(
  { verify, fetch }: Parameters<typeof attachmentListener>[0],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = (request.url ?? '').split('?')[0]!;
  const readable = request.method === 'GET' || request.method === 'HEAD';
  const of = readable ? verify(path.slice(ATTACHMENTS_PATH.length + 1)) : null;
  const attachment = of && (await fetch(of));
  if (!attachment) return gone(request, response);
  response.writeHead(200, {
    ...guarded,
    // Never what the email says it is: no browser shows it, every system goes by the name.
    'content-type': 'application/octet-stream',
    'content-disposition': disposition(attachment.fileName),
    'content-length': attachment.content.length,
  });
  response.end(request.method === 'HEAD' ? undefined : attachment.content);
}

const guarded = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'x-robots-tag': 'noindex',
};

/** Source: RFC 6266 and RFC 8187. The plain name is for programs that do not know the other one. */
function disposition(fileName: string): string {
  const plain = fileName.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_');
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

function gone(request: IncomingMessage, response: ServerResponse): void {
  const locale: Locale = /^\s*fr\b/i.test(request.headers['accept-language'] ?? '') ? 'fr' : 'en';
  const page = `<!doctype html>
<html lang="${locale}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Postroom</title>
<p>${words(locale, 'pages.files.gone')}</p>
</html>
`;
  response.writeHead(404, { ...guarded, 'content-type': 'text/html; charset=utf-8' });
  response.end(request.method === 'HEAD' ? undefined : page);
}
