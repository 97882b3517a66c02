import type { Registry } from '../../jobs/define.ts';
import { departDueJob, departSome } from './service/departures.ts';
import { learnOne, readPage, syncJob } from './service/directory.ts';
import { learnJob } from './service/people.ts';
import { backJob, isBack } from './service.ts';

export function registerJobs(registry: Registry): void {
  registry.task(syncJob, readPage);
  registry.task(learnJob, (deps, { memberId }) => learnOne(deps, memberId));
  registry.timer(departDueJob, (tx, { since, after }) => departSome(tx, since, after));
  registry.timer(backJob, (tx, { memberId }) => isBack(tx, memberId));
}
