import { z } from 'zod';
import type { Config } from '../config.ts';

/** Slack's own hosts, the one for public authorities among them. */
const SLACK_HOST = /(^|\.)slack(-gov)?\.com$/;

/** Whether a payload's address is one that Slack answers at: a message is sent nowhere else, whatever a payload says. */
export function isSlackAddress(config: Config, address: string): boolean {
  const url = URL.parse(address);
  if (url === null) return false;
  return (url.protocol === 'https:' && SLACK_HOST.test(url.hostname)) || url.host === new URL(config.slack.apiUrl).host;
}

const answerable = z.object({ response_url: z.string() });

/** Where a payload can be answered without a token, if anywhere. */
export function answerAt(config: Config, body: unknown): string | undefined {
  const address = answerable.safeParse(body).data?.response_url;
  return address && isSlackAddress(config, address) ? address : undefined;
}

/** Sends a message to a response_url. @throws when Slack does not take it. */
export async function respond(url: string, message: Record<string, unknown>): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(message),
    redirect: 'error',
    signal: AbortSignal.timeout(10_000),
  });
  if (!response.ok) throw new Error(`Slack answered ${response.status} to a response_url`);
}
