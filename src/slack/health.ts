import { createServer, type ServerResponse } from 'node:http';
import { sql } from 'kysely';
import type { Deps } from '../deps.ts';
import { StartError } from '../errors.ts';
import { impatient, type Route } from './receive.ts';

export type HealthServer = { port: number; close(): Promise<void> };

/** `/healthz`: the process lives. `/readyz`: it has started and its database answers. */
export function healthRoutes(deps: Deps, ready: () => boolean): Route[] {
  return [
    { path: '/healthz', method: 'GET', handler: (_req, res) => say(res, 200, 'ok') },
    {
      path: '/readyz',
      method: 'GET',
      handler: (_req, res) => {
        const database = ready() ? sql`select 1`.execute(deps.db.read) : Promise.reject(new Error('not started'));
        database.then(
          () => say(res, 200, 'ready'),
          () => say(res, 503, 'not ready'),
        );
      },
    },
  ];
}

/** A small server for the health routes, where Socket Mode needs no other. */
export function serveHealth(port: number, routes: Route[]): Promise<HealthServer> {
  const server = createServer(impatient(), (req, res) => {
    const path = req.url?.split('?')[0];
    const route = routes.find((r) => r.path === path && r.method === req.method);
    if (route) route.handler(req, res);
    else say(res, 404, 'not found');
  });
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE' ? new StartError(`Port ${port} is already in use. Set PORT to a free one.`) : error,
      ),
    );
    server.listen(port, () => {
      const address = server.address();
      resolve({
        port: typeof address === 'object' && address ? address.port : port,
        close: () => new Promise((done) => server.close(() => done())),
      });
    });
  });
}

function say(res: ServerResponse, status: number, word: string): void {
  res.writeHead(status, { 'content-type': 'text/plain' });
  res.end(`${word}\n`);
}
