import { scopedTo } from '../../../database/scoped.ts';
import { inTransaction } from '../../../database/transaction.ts';
import type { WorkspaceDeps } from '../../../deps.ts';
import { messageOf } from '../../../errors.ts';
import { type Admission, isOurs } from '../../../slack/gate.ts';
import { type Actor, isTeam } from '../../../slack/origin.ts';
import { getSettings } from '../../settings/service.ts';
import { findState, type MemberState } from '../store/read.ts';
import { learnOne } from './directory.ts';

/** Milliseconds that Slack has to say who an unknown person is: an acknowledgement waits for it. */
const PATIENCE = 1_200;

/**
 * Whether somebody may use the app: active people of this workspace, guests as the settings say. The directory is asked
 * about an id that it has not named, and about somebody who acts although they had left; where it cannot say in time,
 * the payload's word counts.
 */
export async function admission(deps: WorkspaceDeps, actor: Actor): Promise<Admission> {
  if (!isOurs(actor, deps.workspace) && !mayBeOurOrganisation(actor, deps)) return 'outsider';
  const known = await stateOf(deps, actor.id);
  if (known && known.is_deactivated === 0) return judged(deps, known);
  const late = new Promise<false>((resolve) => setTimeout(resolve, PATIENCE, false));
  const isAnswered = await Promise.race([isLearned(deps, actor.id), late]);
  const learned = await stateOf(deps, actor.id);
  if (learned) return judged(deps, learned);
  return isAnswered ? 'gone' : 'yes';
}

/** Whether only the directory can say it: a workspace that has the app by itself does not know its organisation. */
const mayBeOurOrganisation = ({ teamId = '' }: Actor, { workspace }: WorkspaceDeps) =>
  workspace.enterpriseId === undefined && !isTeam(teamId);

/** Asks the directory about one person. @returns whether it could say anything. */
async function isLearned(deps: WorkspaceDeps, id: string): Promise<boolean> {
  try {
    await learnOne(deps, id);
    return true;
  } catch (error) {
    deps.log.warn({ user: id, reason: messageOf(error) }, 'the directory could not say who this is');
    return false;
  }
}

/** One quick look outside of any transaction: it comes before every acknowledgement. */
async function stateOf(deps: WorkspaceDeps, id: string): Promise<MemberState | undefined> {
  const row = await findState(scopedTo(deps.db.read, deps.workspace.id), id);
  // Somebody whom only others named is not known yet.
  return row?.seen_at === null && row.is_deactivated === 0 ? undefined : row;
}

async function judged(deps: WorkspaceDeps, row: MemberState): Promise<Admission> {
  if (row.is_bot === 1 || row.is_deactivated === 1) return 'gone';
  if (row.is_guest === 0) return 'yes';
  const settings = await inTransaction(deps, getSettings);
  return settings?.allowGuests ? 'yes' : 'guest';
}
