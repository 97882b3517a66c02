import type { Registry } from '../../jobs/define.ts';
import { instant } from '../../time.ts';
import {
  goDue,
  goUnlessStopped,
  invitation,
  invitationNow,
  invitationSent,
  inviteDue,
  inviteSome,
  lookAtWeek,
  lookDue,
  planMomentum,
  quietNote,
  roundNow,
  startWaiting,
} from './service.ts';
import * as views from './views.ts';

export function registerJobs(registry: Registry): void {
  registry.timer(lookDue, async (work, { at }) => {
    await lookAtWeek(work, instant(at));
    await planMomentum(work);
  });
  registry.prompt(quietNote, async (work, { week, memberId }) => {
    await startWaiting(work, week, memberId);
    const round = await roundNow(work, week);
    return round && views.quietNote(round);
  });
  registry.timer(goDue, (work, { week }) => goUnlessStopped(work, week));
  registry.timer(inviteDue, (work, { week, after, number }) => inviteSome(work, week, after, number));
  registry.prompt(
    invitation,
    async (work, { memberId }) => {
      const reasons = await invitationNow(work, memberId);
      return reasons && views.invitationNote(reasons);
    },
    { arrived: (work, { week }) => invitationSent(work, week) },
  );
}
