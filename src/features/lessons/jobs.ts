import type { Registry } from '../../jobs/define.ts';
import { lessonPrompt, planReminder, shownNow } from './service/index.ts';
import { lessonView } from './views.ts';

export function registerJobs(registry: Registry): void {
  registry.prompt(
    lessonPrompt,
    async (tx, sending) => {
      const shown = await shownNow(tx, sending.memberId, sending.lessonId);
      if (!shown) return undefined;
      const isOpen = shown.step === undefined && shown.isGoing;
      if (isOpen && !sending.isReminder) await planReminder(tx, sending);
      return lessonView({ ...shown, isReminder: sending.isReminder });
    },
    { isDaily: (sending) => !sending.isAskedFor },
  );
}
