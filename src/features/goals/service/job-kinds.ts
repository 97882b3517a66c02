import { z } from 'zod';
import { jobKind } from '../../../jobs/define.ts';

/** Notes for everybody's goals that somebody or something fits them, a page of goals at a time. */
export const fittingJob = jobKind(
  'goals.fitting',
  z.object({
    kind: z.enum(['helper', 'hours']),
    subjectId: z.string(),
    byId: z.string(),
    skillIds: z.array(z.string()),
    after: z.string(),
  }),
);
/** Looks through a page of the members who offer something; `asked` counts those whom it asked on that day so far. */
export const freshnessDueJob = jobKind('goals.freshness-due', z.object({ after: z.string(), asked: z.number() }));

/** Prompts: what is new for somebody's goals, planned for that date of theirs. */
export const newsPrompt = jobKind('goals.news', z.object({ memberId: z.string(), date: z.string() }));
/** Asks about a goal whose day, `byOn`, has come. */
export const duePrompt = jobKind('goals.due', z.object({ goalId: z.string(), byOn: z.string() }));
/** Asks a learner if they would help others in a skill. */
export const ladderPrompt = jobKind('goals.ladder', z.object({ memberId: z.string(), skillId: z.string() }));
/** Asks whether skills that somebody offers still fit; `askedAt` names the question. */
export const freshPrompt = jobKind(
  'goals.fresh',
  z.object({ memberId: z.string(), skillIds: z.array(z.string()), askedAt: z.string(), isReminder: z.boolean() }),
);

export const newsGroup = (memberId: string, date: string) => `goals-news:${memberId}:${date}`;
export const dueGroup = (goalId: string) => `goal-due:${goalId}`;
export const ladderGroup = (memberId: string, skillId: string) => `ladder:${memberId}:${skillId}`;
export const freshGroup = (memberId: string, askedAt: string) => `fresh:${memberId}:${askedAt}`;
