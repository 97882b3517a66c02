import type { Registry } from '../../jobs/define.ts';
import { homeOf } from './service/index.ts';
import { homeRefreshJob } from './service/refresh.ts';
import { homeView } from './views/index.ts';

export function registerJobs(registry: Registry): void {
  registry.edit(homeRefreshJob, async (tx, { memberId }) => {
    const data = await homeOf(tx, memberId);
    return data ? { publish: { user: memberId, view: homeView(data) } } : { skip: 'never opened Home' };
  });
}
