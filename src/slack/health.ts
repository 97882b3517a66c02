import { createServer, type ServerResponse } from 'node:http';
import type { Config } from '../config.ts';
import { messageOf, StartError } from '../errors.ts';
import { impatient, type Route } from './receivers.ts';

export type HealthServer = { port: number; close(): Promise<void> };

/** `/healthz`: the process lives. `/readyz`: `whyNot` finds nothing that keeps it from its work. */
export function healthRoutes(whyNot: () => Promise<string | undefined>): Route[] {
  return [
    { path: '/healthz', method: 'GET', handler: (_req, res) => say(res, 200, 'ok') },
    {
      path: '/readyz',
      method: 'GET',
      handler: (_req, res) => {
        void whyNot().then((reason) => say(res, reason ? 503 : 200, reason ? `not ready: ${reason}` : 'ready'));
      },
    },
  ];
}

/** A small server for the health routes, where Socket Mode needs no other. */
export function serveHealth({ port, host }: Pick<Config, 'port' | 'host'>, routes: Route[]): Promise<HealthServer> {
  const server = createServer(impatient(), (req, res) => {
    const path = req.url?.split('?')[0];
    const route = routes.find((r) => r.path === path && r.method === req.method);
    if (route) route.handler(req, res);
    else say(res, 404, 'not found');
  });
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(portError(error, port)));
    server.listen({ port, ...(host ? { host } : {}) }, () => {
      const address = server.address();
      resolve({
        port: typeof address === 'object' && address ? address.port : port,
        close: () => new Promise((done) => server.close(() => done())),
      });
    });
  });
}

/** A port that cannot be had, in one sentence. */
export function portError(error: unknown, port: number, setting = { port: 'PORT', host: 'HOST' }): StartError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE')
    return new StartError(`Port ${port} is already in use. Set ${setting.port} to a free one.`);
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new StartError(
      `${setting.host} is no address of this machine. Leave it out to listen on ${setting.host === 'HOST' ? 'all of them' : 'loopback'}.`,
    );
  if (code === 'EACCES')
    return new StartError(`Port ${port} isn’t allowed to this user. Set ${setting.port} to one above 1023.`);
  return new StartError(`Port ${port} can’t be listened on: ${messageOf(error)}.`);
}

function say(res: ServerResponse, status: number, word: string): void {
  res.writeHead(status, { 'content-type': 'text/plain' });
  res.end(`${word}\n`);
}
