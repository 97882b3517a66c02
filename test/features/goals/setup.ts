import type { Tx } from '../../../src/database/transaction.ts';
import type { GoalForm } from '../../../src/features/goals/rules/form.ts';
import { planReflections } from '../../../src/features/reflections/service/index.ts';
import { answerOutcome } from '../../../src/features/reflections/service/outcome.ts';
import { type Held, heldSession } from '../../support/sessions.ts';

/** What the form of a goal gives. */
export function aForm(different: Partial<GoalForm> = {}): GoalForm {
  return { words: 'Understand Kubernetes well enough to help on call', skill: '', byOn: undefined, ...different };
}

/** A session that took place, and of which the mentee says at once that it was of use. */
export async function used(tx: Tx, menteeId: string, mentorId: string, topic: string): Promise<Held> {
  const session = await heldSession(tx, menteeId, mentorId, topic);
  await planReflections(tx, session);
  await answerOutcome(tx, session.id, menteeId, 'yes');
  return session;
}
