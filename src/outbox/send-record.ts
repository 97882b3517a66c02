import { z } from 'zod';
import type { Job } from '../jobs/tables.ts';
import { type Place, type Progress, progress } from './find-sent.ts';

/** What is written down about a message before the call that sends it, in `job.ref`. */
export type SendRecord = {
  to: Place;
  /** How often it was looked for in vain. */
  looks: number;
  /** It is being said once more, so the first one may still turn up. */
  again: boolean;
  /** Where a search that was cut short goes on. */
  progress?: Progress | undefined;
};

const record = z.object({
  to: z.object({ channel: z.string(), threadTs: z.string().optional() }),
  looks: z.number(),
  again: z.boolean(),
  progress: progress.optional(),
});

/** What a job has written down, or undefined when it was never about to be sent. */
export function readSendRecord(job: Pick<Job, 'ref'>): SendRecord | undefined {
  return job.ref === null ? undefined : record.safeParse(JSON.parse(job.ref)).data;
}

export function writeSendRecord(written: SendRecord): string {
  return JSON.stringify(written);
}
