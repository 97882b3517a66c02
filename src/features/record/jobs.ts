import { inTransaction } from '../../database/transaction.ts';
import type { Registry } from '../../jobs/define.ts';
import { sendFiles } from '../../slack/send-files.ts';
import { fileOf, sendRecordJob } from './service/index.ts';
import { fileWords, recordFile } from './views/index.ts';

export function registerJobs(registry: Registry): void {
  registry.task(sendRecordJob, async (deps, { memberId }) => {
    const shown = await inTransaction(deps, (tx) => fileOf(tx, memberId));
    const { comment, ...named } = fileWords();
    if (shown)
      await sendFiles(deps, { user: memberId }, { comment, files: [{ ...named, content: recordFile(shown) }] });
  });
}
