import type { Tx } from '../../database/transaction.ts';
import { doneActions } from '../follow-ups/store/index.ts';
import { badgesHeld } from '../recognition/store/badges.ts';
import { outcomesOfMentee } from '../reflections/store/own.ts';
import { heldSessions } from '../sessions/store/history.ts';
import { skillNames } from '../skills/store/skills.ts';

export { goalsReached } from '../goals/store/index.ts';
export { lessonsAnswered } from '../lessons/store/index.ts';
export { wordsOfAuthor } from '../reflections/store/own.ts';

/** Talks that a member had, in either role. */
export async function talksOf(tx: Tx, memberId: string) {
  return heldSessions(tx)
    .innerJoin(skillNames(tx), 'skill.id', 'session.skill_id')
    .select(['session.id', 'session.mentor_id as mentorId', 'session.is_quiet as isQuiet', 'session.held_at as heldAt'])
    .select(['session.ended_at as endedAt', 'session.used_at as usedAt', 'skill.name as topic'])
    .where((e) => e.or([e('session.mentor_id', '=', memberId), e('session.mentee_id', '=', memberId)]))
    .execute();
}

/** What a member said that they used, wholly or in part. */
export async function usesOf(tx: Tx, memberId: string) {
  return outcomesOfMentee(tx, memberId)
    .innerJoin(heldSessions(tx).select(['session.id', 'session.skill_id', 'session.is_quiet']).as('session'), (join) =>
      join.onRef('session.id', '=', 'outcome.session_id'),
    )
    .innerJoin(skillNames(tx), 'skill.id', 'session.skill_id')
    .select(['outcome.answer', 'outcome.detail', 'outcome.time_saved as timeSaved', 'outcome.answered_at as at'])
    .select(['session.is_quiet as isQuiet', 'skill.name as topic'])
    .where('outcome.answer', '!=', 'not yet')
    .execute();
}

/** Next steps that a member did. */
export async function stepsDone(tx: Tx, memberId: string) {
  return doneActions(tx)
    .innerJoin(heldSessions(tx).select(['session.id', 'session.skill_id', 'session.is_quiet']).as('session'), (join) =>
      join.onRef('session.id', '=', 'action.session_id'),
    )
    .innerJoin(skillNames(tx), 'skill.id', 'session.skill_id')
    .select(['action.will_text as will', 'action.closed_at as at', 'session.is_quiet as isQuiet'])
    .select('skill.name as topic')
    .where('action.owner_id', '=', memberId)
    .execute();
}

/** Badges that rest on what was asked quietly are theirs too, and told to nobody else. */
export async function badgesOfMember(tx: Tx, memberId: string): Promise<{ badge: string; isQuiet: boolean }[]> {
  return (await badgesHeld(tx, memberId)).map(({ badge, is_quiet }) => ({ badge, isQuiet: is_quiet === 1 }));
}
