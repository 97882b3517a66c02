import type { WebClient } from '@slack/web-api';

/** What belongs to one workspace, in hand for as long as one request or one job takes. */
export type Workspace = {
  /** The Slack team, `T…`. */
  id: string;
  /** The Enterprise organisation that the workspace is part of, `E…`, where it is known. */
  enterpriseId?: string;
  /** The app's own user there. */
  botUserId: string;
  /** The Web API with that workspace's token, which may be renewed: read it where it is used. */
  readonly slack: WebClient;
};

/** What a payload says about the workspace that it is for. */
export type Whereabouts = {
  /** The workspace whose installation of the app it is for, where it says so. */
  installedIn: string | undefined;
  /** Where it took place: in a channel that is shared, maybe another workspace. */
  seenIn?: string | undefined;
};

/** The workspaces that have the app. */
export type Installations = {
  /** The workspace that a payload is for, if it has the app. */
  find(from: Whereabouts): Promise<Workspace | undefined>;
  /** Takes what Slack says to no single workspace, such as that an organisation gave the app to more of its own. */
  hear(body: unknown): Promise<boolean>;
};

/** The one workspace whose token stands in the environment. */
export function oneInstallation(workspace: Workspace): Installations {
  return {
    find: async ({ installedIn = workspace.id }) => (installedIn === workspace.id ? workspace : undefined),
    hear: async () => false,
  };
}
