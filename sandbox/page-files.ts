import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname } from 'node:path';

const PAGE = new URL('./page/', import.meta.url);
const MODULES = new URL('../node_modules/', import.meta.url);

/** The libraries of the page's import map, served as they lie in node_modules: no build step. */
const LIBRARIES: Record<string, string> = {
  '/lib/preact.js': 'preact/dist/preact.mjs',
  '/lib/preact-hooks.js': 'preact/hooks/dist/hooks.mjs',
  '/lib/htm.js': 'htm/dist/htm.mjs',
  '/lib/signals.js': '@preact/signals/dist/signals.mjs',
  '/lib/signals-core.js': '@preact/signals-core/dist/signals-core.mjs',
};

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/**
 * Answers a GET or HEAD for the page or one of its files; `false` means that the path is somebody else's.
 * Only names made of plain segments are looked up, so nothing outside the page's folder can be asked for.
 */
export function servePage(req: IncomingMessage, res: ServerResponse): boolean {
  if (req.method !== 'GET' && req.method !== 'HEAD') return false;
  const path = (req.url ?? '/').split('?', 1)[0] ?? '/';
  const found = fileFor(path);
  if (!found) return false;
  res.writeHead(200, {
    'content-type': TYPES[extname(found.pathname)] ?? 'text/javascript; charset=utf-8',
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
    ...(path === '/' ? { 'content-security-policy': policyFor(found) } : {}),
  });
  res.end(req.method === 'HEAD' ? undefined : readFileSync(found));
  return true;
}

function fileFor(path: string): URL | undefined {
  if (path === '/') return new URL('index.html', PAGE);
  const library = LIBRARIES[path];
  if (library) return new URL(library, MODULES);
  if (!/^\/(?:[a-z0-9-]+\/)*[a-z0-9-]+\.(?:js|css|svg)$/.test(path)) return undefined;
  const file = new URL(`.${path}`, PAGE);
  return existsSync(file) ? file : undefined;
}

/** Nothing from elsewhere loads, and the one inline script, the import map, is named by its hash. */
function policyFor(index: URL): string {
  const map = /<script type="importmap">([\s\S]*?)<\/script>/.exec(readFileSync(index, 'utf8'))?.[1] ?? '';
  const hash = createHash('sha256').update(map).digest('base64');
  return [
    "default-src 'self'",
    `script-src 'self' 'sha256-${hash}'`,
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
