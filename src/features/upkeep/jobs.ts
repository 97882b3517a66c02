import type { Registry } from '../../jobs/define.ts';
import { troubleCame } from '../../jobs/failure-alert.ts';
import { departureOf, getMember } from '../members/service.ts';
import { departureNotice, tellOfTrouble, troubleNotice, troubleOf, unreachableNotice } from './service.ts';
import { departureNote, refusedNote, troubleNote, unreachable } from './views.ts';

export function registerJobs(registry: Registry): void {
  registry.timer(troubleCame, (work, trouble) => tellOfTrouble(work, trouble));
  registry.prompt(troubleNotice, async (work, { date, refused }) => {
    if (refused !== undefined) return refusedNote(refused);
    const trouble = await troubleOf(work, date);
    return trouble && troubleNote(trouble);
  });
  registry.prompt(unreachableNotice, async (work, { memberId }) => {
    const member = await getMember(work, memberId);
    return member?.unreachable === undefined ? undefined : unreachable(member);
  });
  registry.prompt(departureNotice, async (work, { id }) => {
    const departure = await departureOf(work, id);
    return departure && departureNote(departure);
  });
}
