import { z } from 'zod';
import { method } from './method.ts';

export const authMethods = [
  method('auth.test', {
    args: z.object({}),
    tier: 4,
    run: ({ state }) => ({
      url: `https://${state.team.domain}.slack.com/`,
      team: state.team.name,
      user: state.people.get(state.app.botUserId)?.handle,
      team_id: state.team.id,
      user_id: state.app.botUserId,
      bot_id: state.app.botId,
      is_enterprise_install: false,
    }),
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
