import { inTransaction } from '../../database/transaction.ts';
import type { Registry } from '../../jobs/define.ts';
import { sendFile } from '../../slack/send-file.ts';
import { isOwner } from '../members/service.ts';
import { gatherExport, sendExportJob, zipped } from './service/index.ts';
import { fileWords } from './views.ts';

export function registerJobs(registry: Registry): void {
  registry.task(sendExportJob, async (deps, { memberId }) => {
    if (!(await inTransaction(deps, (tx) => isOwner(tx, memberId)))) return;
    const files = await gatherExport(async (unit) => {
      const done = await inTransaction(deps, async (tx) => ({ value: await unit(tx) }));
      return done!.value;
    });
    await sendFile(deps, memberId, { ...fileWords(), content: zipped(files, deps.clock.now()) });
  });
}
