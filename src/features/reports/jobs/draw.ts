import { isPassing } from '../../../database/open.ts';
import { inTransaction } from '../../../database/transaction.ts';
import type { WorkspaceDeps } from '../../../deps.ts';
import { sendFiles } from '../../../slack/send-files.ts';
import { iso } from '../../../time.ts';
import type { Period } from '../../metrics/rules/period.ts';
import { keepMetrics } from '../../metrics/service/index.ts';
import { materialOf, untold } from '../service/findings.ts';
import { readerOf } from '../service/index.ts';
import { fileWords } from '../views/index.ts';
import { type Done, inWorker } from './in-worker.ts';

/** What is being drawn, so that those who ask for the same at the same time share it. */
export type Drawings = Map<string, Promise<Done['draw']>>;

/** Works out what nobody has asked for yet: in a thread of its own, but for a database that only this one has. */
export async function prepare(deps: WorkspaceDeps, period: Period): Promise<void> {
  const { databaseUrl: url } = deps.config;
  if (isPassing(url)) return;
  const at = deps.clock.now();
  for (const one of (await inTransaction(deps, (tx) => untold(tx, period))) ?? []) {
    const figures = await inWorker('figures', { url, workspaceId: deps.workspace.id, at: iso(at), period: one });
    await inTransaction(deps, (tx) => keepMetrics(tx, one, figures));
  }
}

/** Draws a report, or waits for the same that is being drawn, and puts it into the messages of an owner. */
export async function drawFor(
  deps: WorkspaceDeps,
  drawings: Drawings,
  memberId: string,
  period: Period,
): Promise<void> {
  const reader = await inTransaction(deps, (tx) => readerOf(tx, memberId));
  if (!reader) return;
  const key = JSON.stringify([deps.workspace.id, period, reader.locale]);
  const begun = drawings.get(key) ?? drawn(deps, period, reader.locale).finally(() => drawings.delete(key));
  drawings.set(key, begun);
  await upload(deps, memberId, period, await begun);
}

async function drawn(deps: WorkspaceDeps, period: Period, locale: string): Promise<Done['draw']> {
  await prepare(deps, period);
  const material = await inTransaction(deps, (tx) => materialOf(tx, period));
  if (!material) throw new Error('The workspace is gone');
  return inWorker('draw', { material, locale });
}

/** A failure between upload and answer may bring the files twice, which harms nobody. */
async function upload(deps: WorkspaceDeps, memberId: string, period: Period, { pictures, html }: Done['draw']) {
  // Drawing took a while: whoever is no owner any more by now gets nothing.
  if (!(await inTransaction(deps, (tx) => readerOf(tx, memberId)))) return;
  const { comment, file } = fileWords(period);
  const images = pictures.map(({ name, title, alt, png }) => {
    return { content: png, filename: `${name}.png`, title, altText: alt };
  });
  const whole = { content: html, filename: file, title: comment };
  await sendFiles(deps, { user: memberId }, { comment, files: [...images, whole] });
}
