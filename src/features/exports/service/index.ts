import { strToU8, zipSync } from 'fflate';
import { z } from 'zod';
import type { Tx } from '../../../database/transaction.ts';
import { jobKind } from '../../../jobs/define.ts';
import { enqueue } from '../../../jobs/store.ts';
import { ownersOnly } from '../../members/service.ts';
import { metricsOf } from '../../metrics/service/index.ts';
import { closedRounds } from '../../pulses/service/index.ts';
import { today } from '../../settings/service.ts';
import { periodsUntil } from '../rules/periods.ts';
import { filesOf, type Told } from '../rules/tables.ts';

/** Puts all figures as one zip into an owner's direct message with the app. */
export const sendExportJob = jobKind('exports.send', z.object({ memberId: z.string() }));

/** A file follows; asking several times in a minute brings one. @throws UserError to anybody but an owner. */
export async function requestExport(tx: Tx, by: string): Promise<void> {
  await ownersOnly(tx, by);
  const minute = tx.now.toString({ smallestUnit: 'minute' });
  await enqueue(tx, sendExportJob, { memberId: by }, { key: `${sendExportJob.name}:${by}:${minute}` });
}

/** One transaction of the workspace. */
type Transact = <T>(unit: (tx: Tx) => Promise<T>) => Promise<T>;

/**
 * Every file of an export, by its name: figures of the last twelve months and of the quarters in them, and all closed
 * rounds of the pulse. Each period is a transaction of its own, so that nobody waits for all of them.
 */
export async function gatherExport(transact: Transact): Promise<Map<string, string>> {
  const told: Told[] = [];
  for (const { grain, period } of periodsUntil(await transact(today)))
    told.push({ grain, period, metrics: await transact((tx) => metricsOf(tx, period)) });
  return filesOf(told, await transact(closedRounds));
}

/** All files as one zip, with the time at which it was made. */
export function zipped(files: ReadonlyMap<string, string>, now: Temporal.Instant): Uint8Array {
  const all = [...files].map(([name, text]) => [name, strToU8(text)]);
  return zipSync(Object.fromEntries(all), { mtime: now.epochMilliseconds });
}
