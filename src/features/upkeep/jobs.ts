import type { Registry } from '../../jobs/define.ts';
import { troubleCame } from '../../jobs/trouble.ts';
import { tellOfTrouble, troubleNotice, troubleOf } from './service.ts';
import { troubleNote } from './views.ts';

export function registerJobs(registry: Registry): void {
  registry.timer(troubleCame, (work, { date }) => tellOfTrouble(work, date));
  registry.prompt(troubleNotice, async (work, { date }) => {
    const trouble = await troubleOf(work, date);
    return trouble && troubleNote(trouble);
  });
}
