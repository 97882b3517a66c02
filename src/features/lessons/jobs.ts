import type { Registry } from '../../jobs/define.ts';
import { lesson, planReminder, shownNow } from './service.ts';
import { lessonView } from './views.ts';

export function registerJobs(registry: Registry): void {
  registry.prompt(
    lesson,
    async (work, sending) => {
      const shown = await shownNow(work, sending.memberId, sending.lessonId);
      if (!shown) return undefined;
      const isOpen = shown.step === undefined && shown.isGoing;
      if (isOpen && !sending.isReminder) await planReminder(work, sending);
      return lessonView({ ...shown, isReminder: sending.isReminder });
    },
    { isDaily: (sending) => !sending.isAskedFor },
  );
}
