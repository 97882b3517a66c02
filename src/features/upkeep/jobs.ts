import type { Registry } from '../../jobs/define.ts';
import { troubleCame } from '../../jobs/trouble.ts';
import { tellOfTrouble, troubleNotice, troubleOf } from './service.ts';
import { refusedNote, troubleNote } from './views.ts';

export function registerJobs(registry: Registry): void {
  registry.timer(troubleCame, (work, trouble) => tellOfTrouble(work, trouble));
  registry.prompt(troubleNotice, async (work, { date, refused }) => {
    if (refused !== undefined) return refusedNote(refused);
    const trouble = await troubleOf(work, date);
    return trouble && troubleNote(trouble);
  });
}
