import type { Registry } from '../../jobs/define.ts';
import { departDue, departSome, departureNotice, departureOf } from './service/departures.ts';
import { learnOne, readPage, sync } from './service/directory.ts';
import { getMember, learn } from './service/people.ts';
import { back, isBack, unreachableNotice } from './service.ts';
import { departureNote, unreachable } from './views.ts';

export function registerJobs(registry: Registry): void {
  registry.task(sync, readPage);
  registry.task(learn, (deps, { memberId }) => learnOne(deps, memberId));
  registry.timer(departDue, (work, { since, after }) => departSome(work, since, after));
  registry.timer(back, (work, { memberId }) => isBack(work, memberId));
  registry.prompt(unreachableNotice, async (work, { memberId }) => {
    const member = await getMember(work, memberId);
    return member?.unreachable === undefined ? undefined : unreachable(member);
  });
  registry.prompt(departureNotice, async (work, { id }) => {
    const departure = await departureOf(work, id);
    return departure && departureNote(departure);
  });
}
