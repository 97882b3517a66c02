import type { Deps, WorkspaceDeps } from '../deps.ts';
import type { Workspace } from '../workspace.ts';
import { isInstalled } from './installed.ts';
import { incoming } from './interaction.ts';
import { type Actor, originOf } from './origin.ts';
import { refusalLog } from './refusals.ts';
import { answerAt, respond } from './response-url.ts';

/** Whether somebody may use the app, or why not. */
export type Admission = 'yes' | 'outsider' | 'guest' | 'gone';

const SENTENCES: Record<'outsider' | 'guest', string> = {
  outsider: 'Sorry, I can only help members of the workspace that I belong to. A colleague there can ask me for you.',
  guest: 'Sorry, guests can’t use Bitewise in this workspace. Its owners can allow it in the settings.',
};

/** For whoever still finds something to press; an installation takes a start of the app. */
const UNINSTALLED = 'Bitewise was taken out of this workspace, so I can’t do that. An admin can install it again.';

/** People who are remembered as told; beyond them the longest known is forgotten. */
const MOST_TOLD = 10_000;

export type Gate = {
  /**
   * Whether a payload may reach a listener, and the workspace that it is for. Acknowledge it either way; then `explain` says why not, to whoever turned
   * to the app, once.
   */
  check(body: unknown): Promise<{ isOpen: true; workspace: Workspace } | { isOpen: false; explain(): Promise<void> }>;
};

/** The one gate in front of all listeners. Nobody who is kept out can make the app write anything down. */
export function createGate(deps: Deps, admit: (at: WorkspaceDeps, actor: Actor) => Promise<Admission>): Gate {
  const told = new Set<string>();
  const refused = refusalLog(deps.log);

  async function explain(at: WorkspaceDeps, body: unknown, { id }: Actor, why: Admission): Promise<void> {
    const who = `${at.workspace.id}:${id}`;
    if ((why !== 'outsider' && why !== 'guest') || told.has(who)) return;
    const [oldest] = told;
    if (told.size >= MOST_TOLD && oldest !== undefined) told.delete(oldest);
    told.add(who);
    await incoming(at, body, 'gate')
      .tell({ text: SENTENCES[why] })
      .catch((error: unknown) => deps.log.info({ err: error }, 'somebody who was kept out could not be told'));
  }

  /** Nothing is asked of Slack any more; a `response_url` needs no token. */
  async function sayUninstalled(body: unknown): Promise<void> {
    const address = answerAt(deps.config, body);
    if (address === undefined) return;
    await respond(address, { text: UNINSTALLED, response_type: 'ephemeral', replace_original: false }).catch(
      (error: unknown) => deps.log.info({ err: error }, 'somebody could not be told that the app is uninstalled'),
    );
  }

  const shut = { isOpen: false as const, explain: async () => {} };
  return {
    async check(body) {
      const origin = originOf(body);
      const { actor, isAddressed, isDeed } = origin;
      const workspace = await deps.installations.find(origin);
      if (workspace === undefined) {
        refused('for another workspace');
        return shut;
      }
      const at = { ...deps, workspace };
      if (!(await isInstalled(at))) return { isOpen: false, explain: () => sayUninstalled(body) };
      const open = { isOpen: true as const, workspace };
      if (!actor) return open;
      if (!isDeed) return isOurs(actor, workspace) ? open : shut;
      const why = await admit(at, actor);
      if (why === 'yes') return open;
      deps.log.info({ user: actor.id, why }, 'somebody was kept out');
      return { isOpen: false, explain: async () => (isAddressed ? explain(at, body, actor, why) : undefined) };
    },
  };
}

/** Whether somebody belongs to this workspace, or to the organisation that it is part of, as far as the payload tells. */
export const isOurs = ({ teamId }: Actor, { id, enterpriseId }: Workspace) =>
  teamId === undefined || teamId === id || teamId === enterpriseId;
