import { inTransaction } from '../../database/transaction.ts';
import type { Registry } from '../../jobs/define.ts';
import { sendFiles } from '../../slack/send-files.ts';
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
    const { comment, ...named } = fileWords();
    await sendFiles(
      deps,
      { user: memberId },
      { comment, files: [{ ...named, content: zipped(files, deps.clock.now()) }] },
    );
  });
}
