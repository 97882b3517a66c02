import type { Registry } from '../../jobs/define.ts';
import { homeRefresh } from './service/refresh.ts';
import { homeOf } from './service.ts';
import { homeView } from './views.ts';

export function registerJobs(registry: Registry): void {
  registry.edit(homeRefresh, async (work, { memberId }) => {
    const data = await homeOf(work, memberId);
    return data ? { publish: { user: memberId, view: homeView(data) } } : { skip: 'never opened Home' };
  });
}
