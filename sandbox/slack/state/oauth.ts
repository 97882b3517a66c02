/** How the app is installed in this workspace, or in an organisation with this workspace. */
export type OAuth = {
  clientId: string;
  clientSecret: string;
  /** Where people come back to unless the app says something else. */
  redirectUrl: string | undefined;
  /** Whether tokens end after twelve hours, and have to be renewed. */
  rotates: boolean;
  /** Set: whoever agrees does so for the whole organisation. */
  organisation: { id: string; name: string; teams: { id: string; name: string }[] } | undefined;
  /** Codes that were not used yet, and until when they are good, in milliseconds. */
  codes: Map<string, number>;
  /** Tokens that were given, and until when they are good, in milliseconds. */
  granted: Map<string, number>;
  refresh: Set<string>;
};

export const createOAuth = (redirectUrl: string | undefined): OAuth => ({
  clientId: '123456.7890',
  clientSecret: 'a-client-secret-of-the-sandbox',
  redirectUrl,
  rotates: false,
  organisation: undefined,
  codes: new Map(),
  granted: new Map(),
  refresh: new Set(),
});
