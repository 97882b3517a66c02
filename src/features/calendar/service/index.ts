import { z } from 'zod';
import type { Tx } from '../../../database/transaction.ts';
import { UserError } from '../../../errors.ts';
import { jobKind } from '../../../jobs/define.ts';
import { enqueue } from '../../../jobs/store.ts';
import { getMember } from '../../members/service.ts';
import { comingOf } from './appointments.ts';
import { type Numbered, numbered } from './sequence.ts';

export { comingOf } from './appointments.ts';
export {
  fileSent,
  fileToSend,
  fileWaits,
  placeChanged,
  sendEntryJob,
  sessionChanged,
  sessionIsOff,
} from './entries.ts';

/** Puts all that somebody has before them as a file into their direct message with the app. */
export const sendAllJob = jobKind('calendar.send-all', z.object({ memberId: z.string() }));

/** A file follows; pressing several times in a minute brings one. @throws UserError when there is nothing to put into it. */
export async function requestFile(tx: Tx, memberId: string): Promise<void> {
  if ((await comingOf(tx, memberId)).length === 0) throw new UserError('Nothing is coming up yet, so there’s no file.');
  const minute = tx.now.toString({ smallestUnit: 'minute' });
  await enqueue(tx, sendAllJob, { memberId }, { key: `${sendAllJob.name}:${memberId}:${minute}` });
}

/** What goes into that file; undefined when there is nothing any more, or they have left or deleted their data. */
export async function allOf(tx: Tx, memberId: string): Promise<Numbered[] | undefined> {
  const member = await getMember(tx, memberId);
  if (!member || member.erasedAt || member.isDeactivated) return undefined;
  const coming = await numbered(tx, await comingOf(tx, memberId));
  return coming.length > 0 ? coming : undefined;
}
