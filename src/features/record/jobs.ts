import { inTransaction } from '../../database/transaction.ts';
import type { Registry } from '../../jobs/define.ts';
import { sendFile } from '../../slack/send-file.ts';
import { fileOf, sendRecordJob } from './service/index.ts';
import { fileWords, recordFile } from './views/index.ts';

export function registerJobs(registry: Registry): void {
  registry.task(sendRecordJob, async (deps, { memberId }) => {
    const shown = await inTransaction(deps, (tx) => fileOf(tx, memberId));
    if (shown) await sendFile(deps, memberId, { ...fileWords(), content: recordFile(shown) });
  });
}
