import { inTransaction } from '../../database/transaction.ts';
import type { Registry } from '../../jobs/define.ts';
import { sendFiles } from '../../slack/send-files.ts';
import { allOf, fileSent, fileToSend, fileWaits, sendAllJob, sendEntryJob } from './service/index.ts';
import { allWords, calendarFile, entryWords } from './views/index.ts';

export function registerJobs(registry: Registry): void {
  registry.task(sendAllJob, async (deps, { memberId }) => {
    const shown = await inTransaction(deps, (tx) => allOf(tx, memberId));
    if (!shown) return;
    const { comment, ...named } = allWords();
    const content = calendarFile(shown, { now: deps.clock.now(), team: deps.workspace.id });
    await sendFiles(deps, { user: memberId }, { comment, files: [{ ...named, content }] });
  });
  registry.task(sendEntryJob, async (deps, payload) => {
    const next = await inTransaction(deps, async (tx) => {
      const found = await fileToSend(tx, payload);
      if (found && 'wait' in found) return void (await fileWaits(tx, payload, found.wait));
      return found;
    });
    if (!next) return;
    const { to, entry } = next;
    const { comment, ...named } = entryWords(entry);
    const content = calendarFile([entry], { now: deps.clock.now(), team: deps.workspace.id });
    await sendFiles(deps, to, { comment, files: [{ ...named, content }] });
    await inTransaction(deps, (tx) => fileSent(tx, payload.kind, entry));
  });
}
