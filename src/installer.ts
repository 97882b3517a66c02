import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CodedError, HTTPReceiverOptions } from '@slack/bolt';
import { parse } from 'yaml';
import { z } from 'zod';
import { systemClock } from './clock.ts';
import type { OAuth } from './config.ts';
import { inTransaction } from './database/transaction.ts';
import type { Deps } from './deps.ts';
import type { Added } from './features/installations/service/index.ts';
import { escapeHtml } from './html.ts';
import type { Installer } from './slack/receivers.ts';

/** Minutes that somebody has on Slack's page. */
const PATIENCE = 10;

/** The permissions that manifest.yml asks for. */
export const wantedScopes = (): string[] =>
  z
    .object({ oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }) })
    .parse(parse(readFileSync(new URL('../manifest.yml', import.meta.url), 'utf8'))).oauth_config.scopes.bot;

type Store = NonNullable<HTTPReceiverOptions['installationStore']>;
type Installation = Parameters<Store['storeInstallation']>[0];

/**
 * What Bolt's receiver needs to answer `/slack/install` and `/slack/oauth_redirect`.
 * @param keep keeps what a workspace or an organisation gave, `id` being `T…` or `E…`
 */
export function createInstaller(
  deps: Omit<Deps, 'installations'>,
  { clientId, clientSecret, stateSecret }: OAuth,
  keep: (id: string, added: Added) => Promise<void>,
): Installer {
  const { apiUrl } = deps.config.slack;
  const scopes = wantedScopes();
  return {
    ...{ clientId, clientSecret, scopes },
    installationStore: {
      storeInstallation: async (given: Installation) => keep(...readInstallation(given, deps.clock.now())),
      // Who may do what is decided at the gate, by what the database says at that moment.
      fetchInstallation: async () => Promise.reject(new Error('installations aren’t asked for here')),
    },
    installerOptions: {
      authorizationUrl: new URL('../oauth/v2/authorize', apiUrl).href,
      clientOptions: { slackApiUrl: apiUrl, retryConfig: { retries: 0 } },
      stateStore: createStates(deps, stateSecret, scopes),
      stateCookieExpirationSeconds: PATIENCE * 60,
      renderHtmlForInstallPath: (url) =>
        page('Add Bitewise to Slack', `<a href="${escapeHtml(url)}">Add to Slack</a> and choose your workspace there.`),
      callbackOptions: {
        success: (installation, _options, _req, res) =>
          answer(res, 200, 'Bitewise is installed', welcome(installation)),
        failure: (error, _options, req, res) => {
          deps.log.warn({ err: error }, 'an installation was not finished');
          answer(res, ...unfinished(error, req));
        },
      },
    },
  };
}

/** What Slack gave to whoever agreed, as the app keeps it. @throws when there is no token for the app's own user. */
function readInstallation(given: Installation, now: Temporal.Instant): [id: string, added: Added] {
  const isEnterprise = given.isEnterpriseInstall === true;
  const of = isEnterprise ? given.enterprise : given.team;
  if (!of || !given.bot) throw new Error('Slack gave no token for the app');
  const { token, refreshToken, expiresAt, userId } = given.bot;
  // Bolt reckons with the machine's clock.
  const seconds = expiresAt === undefined ? undefined : expiresAt - systemClock.now().epochMilliseconds / 1000;
  const tokens = { token, ...(refreshToken === undefined ? {} : { refreshToken }) };
  const ends = seconds === undefined ? undefined : now.add({ seconds: Math.round(seconds) });
  return [of.id, { name: of.name ?? '', botUserId: userId, isEnterprise, tokens, expiresAt: ends }];
}

/** States that are signed, end after some minutes, and are good for one use. */
function createStates(deps: Omit<Deps, 'installations'>, secret: string, scopes: string[]) {
  const sign = (text: string) => createHmac('sha256', secret).update(text).digest('base64url');
  const isSigned = (text: string, signature: string) => {
    const [a, b] = [Buffer.from(sign(text)), Buffer.from(signature)];
    return a.length === b.length && timingSafeEqual(a, b);
  };
  return {
    generateStateParam: async () => {
      const ends = deps.clock.now().add({ minutes: PATIENCE }).epochMilliseconds;
      const text = `${randomBytes(16).toString('base64url')}.${ends}`;
      return `${text}.${sign(text)}`;
    },
    verifyStateParam: async (_now: Date, state: string) => {
      const [nonce = '', ends = '', signature = ''] = state.split('.');
      const isOver = !(Number(ends) > deps.clock.now().epochMilliseconds);
      if (isOver || !isSigned(`${nonce}.${ends}`, signature) || !(await isFirst(nonce))) throw new UsedState();
      return { scopes };
    },
  };

  /** Kept in the database, so that no other process takes it a second time. */
  async function isFirst(nonce: string): Promise<boolean> {
    const done = await inTransaction(
      { ...deps, workspace: { id: 'install' } },
      async (tx) => {
        const old = tx.now.subtract({ minutes: 2 * PATIENCE }).toString();
        await tx.db.deleteFrom('inbox').where('at', '<', old).execute();
        return true;
      },
      `state:${nonce}`,
    );
    return done === true;
  }
}

/** A state that was used, has ended, or is none of ours. */
class UsedState extends Error {
  code = 'slack_oauth_invalid_state';
}

const AGAIN = '<a href="install">Start again</a>';

/** What somebody reads whose installation did not come about. */
function unfinished(error: CodedError, req: IncomingMessage): [status: number, title: string, text: string] {
  const said = new URL(req.url ?? '/', 'http://localhost').searchParams.get('error');
  if (said === 'access_denied')
    return [200, 'Nothing was installed', `You cancelled, and nothing was changed. ${AGAIN} whenever you like.`];
  if (/state/.test(String(error.code)))
    return [
      400,
      'This link can’t be used',
      `It was used before, is older than ten minutes, or belongs to another browser. ${AGAIN}, please.`,
    ];
  if (/missing_code/.test(String(error.code)))
    return [400, 'Nothing was installed', `Slack sent no code. ${AGAIN}, please.`];
  return [500, 'Nothing was installed', `Slack or Bitewise couldn’t finish this. ${AGAIN} in a minute, please.`];
}

function welcome({ team, isEnterpriseInstall }: Installation): string {
  if (isEnterpriseInstall)
    return 'Choose the workspaces that get it in the administration of your organisation in Slack.';
  return `Bitewise is in ${escapeHtml(team?.name ?? 'your workspace')} now. Open Slack and type <code>/mentor</code>.`;
}

function answer(res: ServerResponse, status: number, title: string, text: string): void {
  if (res.headersSent) return;
  res.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
  res.end(page(title, text));
}

/** @param body HTML */
const page = (title: string, body: string) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
<style>body { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 4rem auto; padding: 0 1rem }</style>
</head><body><h1>${title}</h1><p>${body}</p></body></html>
`;
