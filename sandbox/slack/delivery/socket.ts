import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { asObject, parseJson } from '../engine/json.ts';
import { ACK_WITHIN, type Ack, type Delivery } from './deliver.ts';

/** Milliseconds between the server's pings; the SDK gives up after 30 seconds without one. */
const PING_EVERY = 10_000;

/** Milliseconds that a closing connection gets to say goodbye. */
const CLOSE_WITHIN = 500;

type Options = { appId: string; isTicket: (ticket: string) => boolean; onCount: (connections: number) => void };

/** Slack's end of Socket Mode: connections, envelopes, acknowledgements and the refresh of a connection. */
export function createSockets(server: Server, options: Options) {
  const wss = new WebSocketServer({ noServer: true });
  const open: WebSocket[] = [];
  const waiting = new Map<string, (body: unknown) => void>();
  let turn = 0;

  const forget = (socket: WebSocket) => {
    const at = open.indexOf(socket);
    if (at >= 0) open.splice(at, 1);
    options.onCount(open.length);
  };
  const welcome = (socket: WebSocket) => {
    open.push(socket);
    socket.on('close', () => forget(socket));
    socket.on('error', () => socket.terminate());
    socket.on('message', (data) => {
      const answer = asObject(parseJson(String(data)));
      waiting.get(String(answer.envelope_id))?.(answer.payload ?? null);
    });
    const info = {
      host: 'applink-1',
      started: new Date().toISOString(),
      build_number: 1,
      approximate_connection_time: 18_060,
    };
    socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: open.length,
        debug_info: info,
        connection_info: { app_id: options.appId },
      }),
    );
    options.onCount(open.length);
  };
  server.on('upgrade', (request: IncomingMessage, stream, head) => {
    const url = new URL(request.url ?? '/', 'ws://localhost');
    if (url.pathname !== '/link/' || !options.isTicket(url.searchParams.get('ticket') ?? ''))
      return void stream.destroy();
    wss.handleUpgrade(request, stream, head, welcome);
  });
  const pings = setInterval(() => open.map((socket) => socket.ping()), PING_EVERY).unref();

  return {
    count: () => open.length,
    /** Sends one envelope over one connection and waits for its acknowledgement. */
    deliver: (delivery: Delivery): Promise<Ack> => {
      const socket = open[turn++ % Math.max(1, open.length)];
      if (!socket) return Promise.resolve({ ok: false, why: 'dispatch_failed' });
      return exchange(socket, delivery, waiting);
    },
    /** Asks the app to come back over a new connection, as Slack does now and then, and closes this one. */
    refresh: (reason: 'refresh_requested' | 'warning' = 'refresh_requested') => {
      for (const socket of [...open]) {
        socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'applink-1' } }));
        if (reason === 'refresh_requested') forget(socket);
      }
    },
    /** Closes every connection as Slack does, with a close frame, and cuts off whoever does not answer it. */
    close: async () => {
      clearInterval(pings);
      await Promise.all([...open].map(hangUp));
      wss.close();
    },
  };
}

function hangUp(socket: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => socket.terminate(), CLOSE_WITHIN);
    socket.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
    socket.close(1000);
  });
}

function exchange(socket: WebSocket, delivery: Delivery, waiting: Map<string, (body: unknown) => void>): Promise<Ack> {
  const envelopeId = randomUUID();
  return new Promise((resolve) => {
    const done = (ack: Ack) => {
      clearTimeout(timer);
      waiting.delete(envelopeId);
      socket.off('close', lost);
      resolve(ack);
    };
    const lost = () => done({ ok: false, why: 'dispatch_failed' });
    const timer = setTimeout(() => done({ ok: false, why: 'operation_timeout' }), ACK_WITHIN);
    socket.once('close', lost);
    waiting.set(envelopeId, (body) => done({ ok: true, body }));
    const retry = delivery.kind === 'events_api' && {
      retry_attempt: delivery.retry?.num ?? 0,
      retry_reason: delivery.retry?.reason ?? '',
    };
    socket.send(
      JSON.stringify({
        envelope_id: envelopeId,
        payload: delivery.payload,
        type: delivery.kind,
        accepts_response_payload: delivery.kind !== 'events_api',
        ...retry,
      }),
    );
  });
}
