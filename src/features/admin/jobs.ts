import type { Registry } from '../../jobs/define.ts';
import { ids as memberIds } from '../members/views.ts';
import { welcomePrompt } from './service/settings.ts';
import { welcome as welcomeView } from './views/settings.ts';

export function registerJobs(registry: Registry): void {
  registry.prompt(welcomePrompt, async () => welcomeView(memberIds.openProfile));
}
