import type { Registry } from '../../jobs/define.ts';
import { readTitlePage, readTitles } from './service.ts';

export function registerJobs(registry: Registry): void {
  registry.timer(readTitles, (work, { last }) => readTitlePage(work, last));
}
