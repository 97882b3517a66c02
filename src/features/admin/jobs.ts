import type { Registry } from '../../jobs/define.ts';
import { ids as memberIds } from '../members/views.ts';
import { welcome } from './service/settings.ts';
import { welcome as welcomeView } from './views/settings.ts';

export function registerJobs(registry: Registry): void {
  registry.prompt(welcome, async () => welcomeView(memberIds.openProfile));
}
