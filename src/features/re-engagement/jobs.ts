import type { Registry } from '../../jobs/define.ts';
import { instant } from '../../time.ts';
import {
  goDueJob,
  goUnlessStopped,
  invitationNow,
  invitationPrompt,
  invitationSent,
  inviteDueJob,
  inviteSome,
  lookAtWeek,
  lookDueJob,
  planMomentum,
  quietNotePrompt,
  roundNow,
  startWaiting,
} from './service/index.ts';
import * as views from './views.ts';

export function registerJobs(registry: Registry): void {
  registry.timer(lookDueJob, async (tx, { at }) => {
    await lookAtWeek(tx, instant(at));
    await planMomentum(tx);
  });
  registry.prompt(quietNotePrompt, async (tx, { week, memberId }) => {
    await startWaiting(tx, week, memberId);
    const round = await roundNow(tx, week);
    return round && views.quietNote(round);
  });
  registry.timer(goDueJob, (tx, { week }) => goUnlessStopped(tx, week));
  registry.timer(inviteDueJob, (tx, { week, after, number }) => inviteSome(tx, week, after, number));
  registry.prompt(
    invitationPrompt,
    async (tx, { memberId }) => {
      const reasons = await invitationNow(tx, memberId);
      return reasons && views.invitationNote(reasons);
    },
    { arrived: (tx, { week }) => invitationSent(tx, week) },
  );
}
