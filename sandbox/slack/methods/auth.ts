import { z } from 'zod';
import { exchange } from '../operations/install.ts';
import { count, method, text } from './method.ts';

export const authMethods = [
  method('auth.test', {
    args: z.object({}),
    tier: 4,
    run: ({ state, oauth }) => ({
      url: `https://${state.team.domain}.slack.com/`,
      team: state.team.name,
      user: state.people.get(state.app.botUserId)?.handle,
      team_id: state.team.id,
      user_id: state.app.botUserId,
      bot_id: state.app.botId,
      is_enterprise_install: oauth.organisation !== undefined,
      ...(oauth.organisation ? { enterprise_id: oauth.organisation.id } : {}),
    }),
  }),
  method('auth.teams.list', {
    args: z.object({ cursor: text.optional(), limit: count.optional() }),
    tier: 2,
    run: ({ state, oauth }) => ({
      teams: oauth.organisation ? oauth.organisation.teams : [{ id: state.team.id, name: state.team.name }],
      response_metadata: { next_cursor: '' },
    }),
  }),
  method('oauth.v2.access', {
    args: z.object({
      ...{ client_id: text.optional(), client_secret: text.optional(), redirect_uri: text.optional() },
      ...{ code: text.optional(), grant_type: text.optional(), refresh_token: text.optional() },
    }),
    tier: 4,
    token: 'none',
    run: exchange,
  }),
  method('team.info', {
    args: z.object({}),
    tier: 3,
    scopes: ['team:read'],
    run: ({ state }) => ({
      team: {
        id: state.team.id,
        name: state.team.name,
        url: `https://${state.team.domain}.slack.com/`,
        domain: state.team.domain,
        email_domain: '',
        icon: { image_34: 'https://avatars.example/team-34.png', image_default: true },
      },
    }),
  }),
  method('apps.connections.open', {
    args: z.object({}),
    tier: 4,
    token: 'app',
    run: ({ url, ids }) => ({ url: `${url.replace('http', 'ws')}/link/?ticket=${ids.secret()}` }),
  }),
];
