import type { Registry } from '../../jobs/define.ts';
import { cleanUp, retention } from './service.ts';

export function registerJobs(registry: Registry): void {
  registry.timer(retention, cleanUp);
}
