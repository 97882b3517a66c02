import type { Registry } from '../../jobs/define.ts';
import { helperIsBack } from '../requests/service.ts';
import { learnOne, readPage, sync } from './service/directory.ts';
import { back, getMember, learn, unreachableNotice } from './service.ts';
import { unreachable } from './views.ts';

export function registerJobs(registry: Registry): void {
  registry.task(sync, readPage);
  registry.task(learn, (deps, { memberId }) => learnOne(deps, memberId));
  registry.timer(back, (work, { memberId }) => helperIsBack(work, memberId));
  registry.prompt(unreachableNotice, async (work, { memberId }) => {
    const member = await getMember(work, memberId);
    return member?.unreachable === undefined ? undefined : unreachable(member);
  });
}
