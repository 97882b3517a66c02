import type { Registry } from '../../jobs/define.ts';
import { readTitlePage, readTitlesJob } from './service/index.ts';

export function registerJobs(registry: Registry): void {
  registry.timer(readTitlesJob, (tx, { last }) => readTitlePage(tx, last));
}
