import type { PersonalData } from '../../database/personal-data.ts';

export const personal = {
  installation: {
    nobodys: 'the tokens of a workspace that added the app, sealed; they go when the app is taken out',
    facts: ['name', 'bot_user_id', 'sealed_tokens', 'refreshing_until'],
  },
  installed_workspace: {
    nobodys: 'which workspaces have the app',
    facts: ['installation_id'],
  },
} satisfies PersonalData;
