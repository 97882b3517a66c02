import { sendEvent } from '../delivery/events.ts';
import { ApiError } from '../engine/errors.ts';
import type { Json } from '../engine/json.ts';
import type { World } from '../world.ts';

/** Seconds that a token lasts which has to be renewed, and a code (Slack's documentation). */
const [TOKEN_LIFE, CODE_LIFE] = [43_200, 600];

/** Where the page leads on which a person agrees, or cancels with `deny=1`; undefined when it would not be shown. */
export function authorize({ oauth, ids, state, clock }: World, page: URL): URL | undefined {
  const asked = page.searchParams;
  const back = URL.parse(asked.get('redirect_uri') ?? oauth.redirectUrl ?? '');
  if (!back || asked.get('client_id') !== oauth.clientId || !asked.get('scope')) return undefined;
  const code = `${state.team.id}.${ids.secret()}`;
  if (asked.get('deny') === '1') back.searchParams.set('error', 'access_denied');
  else {
    oauth.codes.set(code, clock.now().epochMilliseconds + CODE_LIFE * 1000);
    back.searchParams.set('code', code);
  }
  back.searchParams.set('state', asked.get('state') ?? '');
  return back;
}

type Asked = {
  client_id?: string | undefined;
  client_secret?: string | undefined;
  code?: string | undefined;
  grant_type?: string | undefined;
  refresh_token?: string | undefined;
};

/** Gives tokens for a code, or for a refresh token; each of them is good for one use. */
export function exchange(world: World, asked: Asked): Json {
  const { oauth, state, clock } = world;
  if (asked.client_id !== oauth.clientId) throw new ApiError('invalid_client_id');
  if (asked.client_secret !== oauth.clientSecret) throw new ApiError('bad_client_secret');
  if (asked.grant_type === 'refresh_token') {
    if (!oauth.refresh.delete(asked.refresh_token ?? '')) throw new ApiError('invalid_refresh_token');
    return { ...tokensOf(world), token_type: 'bot' };
  }
  const good = oauth.codes.get(asked.code ?? '');
  if (good === undefined) throw new ApiError('invalid_code');
  oauth.codes.delete(asked.code ?? '');
  if (good < clock.now().epochMilliseconds) throw new ApiError('code_expired');
  const { organisation } = oauth;
  return {
    ...tokensOf(world),
    token_type: 'bot',
    app_id: state.app.appId,
    team: organisation ? null : { id: state.team.id, name: state.team.name },
    enterprise: organisation ? { id: organisation.id, name: organisation.name } : null,
    authed_user: { id: [...state.people.keys()][0] ?? '' },
    is_enterprise_install: organisation !== undefined,
  };
}

function tokensOf({ oauth, ids, state, clock }: World): Json {
  const owner = state.team.id;
  const token = `${oauth.rotates ? 'xoxe.xoxb' : 'xoxb'}-${owner}-${ids.secret()}`;
  const life = oauth.rotates ? TOKEN_LIFE * 1000 : Number.POSITIVE_INFINITY;
  oauth.granted.set(token, clock.now().epochMilliseconds + life);
  const given = { access_token: token, scope: state.app.scopes.join(','), bot_user_id: state.app.botUserId };
  if (!oauth.rotates) return given;
  const refresh = `xoxe-1-${owner}-${ids.secret()}`;
  oauth.refresh.add(refresh);
  return { ...given, refresh_token: refresh, expires_in: TOKEN_LIFE };
}

/** Whether a token was given to an installation. Throws ApiError when it is over. */
export function isGranted({ oauth, clock }: World, token: string): boolean {
  const until = oauth.granted.get(token);
  if (until === undefined) return false;
  if (until === 0) throw new ApiError('token_revoked');
  if (until < clock.now().epochMilliseconds) throw new ApiError('token_expired');
  return true;
}

/** An administrator takes the app out; every token that it was given is worth nothing from then on. */
export async function takeOut(world: World, how: 'app_uninstalled' | 'tokens_revoked' = 'app_uninstalled') {
  for (const token of world.oauth.granted.keys()) world.oauth.granted.set(token, 0);
  world.oauth.refresh.clear();
  const { botUserId } = world.state.app;
  await sendEvent(
    world,
    how === 'app_uninstalled' ? { type: how } : { type: how, tokens: { oauth: [], bot: [botUserId] } },
  );
}
