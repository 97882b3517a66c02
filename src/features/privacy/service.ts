import { z } from 'zod';
import { jobKind } from '../../jobs/define.ts';
import { enqueue } from '../../jobs/store.ts';
import type { Work } from '../../work.ts';
import { deleteOldTraces } from './store.ts';

/** Deletes what is kept no longer than it is of use. */
export const retention = jobKind('privacy.retention', z.object({}));

/** Plans the daily cleaning, once per UTC date. */
export async function planRetention(work: Work): Promise<void> {
  const date = work.now.toZonedDateTimeISO('UTC').toPlainDate().toString();
  await enqueue(work, retention, {}, { key: `privacy.retention:${date}` });
}

/** Deletes traces that are older than they may be kept. */
export function cleanUp(work: Work): Promise<void> {
  return deleteOldTraces(work);
}
