import type { Registry } from '../../jobs/define.ts';
import { departDue, departSome } from './service/departures.ts';
import { learnOne, readPage, sync } from './service/directory.ts';
import { learn } from './service/people.ts';
import { back, isBack } from './service.ts';

export function registerJobs(registry: Registry): void {
  registry.task(sync, readPage);
  registry.task(learn, (deps, { memberId }) => learnOne(deps, memberId));
  registry.timer(departDue, (work, { since, after }) => departSome(work, since, after));
  registry.timer(back, (work, { memberId }) => isBack(work, memberId));
}
