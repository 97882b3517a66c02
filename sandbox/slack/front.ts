import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readBody } from './http/body.ts';
import type { Slack } from './server.ts';

/** Which workspace a token, code or response URL belongs to stands in it. */
const TEAM = /\bT0[A-Z0-9]+\b/;

/** One address for several embedded workspaces, as Slack has one for all: each call goes to the one that it names. */
export async function createFront(slacks: readonly Slack[]) {
  const byTeam = new Map(slacks.map((slack) => [slack.state.team.id, slack]));
  const server = createServer((request, response) => void pass(byTeam, request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (const slack of slacks) slack.setFront(url);
  return {
    url,
    apiUrl: `${url}/api/`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function pass(byTeam: Map<string, Slack>, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(request);
  const { authorization } = request.headers;
  const path = request.url ?? '/';
  const isLogin = path.includes('oauth.v2.access');
  const said = [authorization ?? '', path, ...(isLogin ? [body.toString()] : [])].join(' ');
  const slack = byTeam.get(TEAM.exec(said)?.[0] ?? '') ?? [...byTeam.values()][0];
  if (!slack) return void response.writeHead(404).end();
  try {
    const headers = Object.entries(request.headers).filter(([name]) => !HOP.has(name));
    const answer = await fetch(`${slack.url}${path}`, {
      method: request.method ?? 'GET',
      headers: headers.map(([name, value]) => [name, String(value)] as [string, string]),
      ...(request.method === 'GET' ? {} : { body }),
      redirect: 'manual',
    });
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    response.end(Buffer.from(await answer.arrayBuffer()));
  } catch {
    response.socket?.resetAndDestroy();
  }
}

/** Headers about the connection, not about what goes through it. */
const HOP = new Set(['host', 'connection', 'content-length', 'transfer-encoding', 'keep-alive', 'expect']);
