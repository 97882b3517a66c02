import type { Registry } from '../../jobs/define.ts';
import { troubleCameJob } from '../../jobs/failure-alert.ts';
import { departureOf, getMember } from '../members/service.ts';
import {
  departureNoticePrompt,
  tellOfTrouble,
  troubleNoticePrompt,
  troubleOf,
  unreachableNoticePrompt,
} from './service.ts';
import { departureNote, refusedNote, troubleNote, unreachable } from './views.ts';

export function registerJobs(registry: Registry): void {
  registry.timer(troubleCameJob, (tx, trouble) => tellOfTrouble(tx, trouble));
  registry.prompt(troubleNoticePrompt, async (tx, { date, refused }) => {
    if (refused !== undefined) return refusedNote(refused);
    const trouble = await troubleOf(tx, date);
    return trouble && troubleNote(trouble);
  });
  registry.prompt(unreachableNoticePrompt, async (tx, { memberId }) => {
    const member = await getMember(tx, memberId);
    return member?.unreachable === undefined ? undefined : unreachable(member);
  });
  registry.prompt(departureNoticePrompt, async (tx, { id }) => {
    const departure = await departureOf(tx, id);
    return departure && departureNote(departure);
  });
}
