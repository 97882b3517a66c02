import type { Deps } from '../../deps.ts';
import type { Registry } from '../../jobs/define.ts';
import { inWork } from '../../work.ts';
import { cleanUp, dataOf, retention, sendData } from './service.ts';
import { fileWords } from './views.ts';

export function registerJobs(registry: Registry): void {
  registry.timer(retention, cleanUp);
  registry.task(sendData, (deps, { memberId }) => upload(deps, memberId));
}

/** A failure between upload and answer may bring the file twice, which harms nobody. */
async function upload(deps: Deps, memberId: string): Promise<void> {
  const content = await inWork(deps, (work) => dataOf(work, memberId));
  const { channel } = await deps.slack.conversations.open({ users: memberId });
  if (content === undefined || channel?.id === undefined) throw new Error('The direct message could not be opened');
  await deps.slack.filesUploadV2({ channel_id: channel.id, content, filename: 'bitewise-data.json', ...fileWords() });
}
