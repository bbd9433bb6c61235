import { existsSync, readFileSync, statSync } from 'node:fs';
import { extname, join, normalize, sep } from 'node:path';

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** Nothing from elsewhere, no inline script, no framing. Styles may be set by the page's own code. */
const policy = (port: number): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self' ws://localhost:${port} ws://127.0.0.1:${port}`,
    "form-action 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');

const NOT_BUILT = `<!doctype html><meta charset="utf-8"><title>Postroom sandbox</title>
<p>The sandbox is running, but its page is not built yet. Build it with <code>npm run build:page</code> and reload.</p>`;

export interface PageAnswer {
  status: number;
  headers: Record<string, string>;
  data: Buffer | string;
}

/** Static files of the built page; `/` carries the control token. */
export function pageAnswer(dir: string, path: string, token: string, port: number): PageAnswer {
  const headers = {
    'content-security-policy': policy(port),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
  };
  if (path === '/' || path === '/index.html') {
    const file = join(dir, 'index.html');
    const html = existsSync(file) ? readFileSync(file, 'utf8') : NOT_BUILT;
    const data = html.replace(/(<meta name="sandbox-token" content=")"/, `$1${token}"`);
    return {
      status: 200,
      headers: { ...headers, 'content-type': TYPES['.html'] ?? '', 'cache-control': 'no-store' },
      data,
    };
  }
  const file = normalize(join(dir, decoded(path)));
  if (!file.startsWith(dir + sep) || !existsSync(file) || !statSync(file).isFile()) {
    return { status: 404, headers: { ...headers, 'content-type': 'text/plain' }, data: 'Not found' };
  }
  const type = TYPES[extname(file)] ?? 'application/octet-stream';
  return { status: 200, headers: { ...headers, 'content-type': type }, data: readFileSync(file) };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return '/missing';
  }
}
