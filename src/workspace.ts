import type { WebClient } from '@slack/web-api';

/** What belongs to one workspace, in hand for as long as one request or one job takes. */
export type Workspace = {
  /** The Slack team, `T…`. */
  id: string;
  /** The app's own user there. */
  botUserId: string;
  /** The Web API with that workspace's token. */
  slack: WebClient;
};

/** The workspaces that have the app. */
export type Installations = {
  /** The workspace of this id, or, where a payload names none, the one that there is. */
  find(workspaceId: string | undefined): Workspace | undefined;
};

/** The one workspace whose token stands in the environment. */
export function oneInstallation(workspace: Workspace): Installations {
  return { find: (workspaceId = workspace.id) => (workspaceId === workspace.id ? workspace : undefined) };
}
