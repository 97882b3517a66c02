import { parentPort, workerData } from 'node:worker_threads';
import { openTool } from '../../../database/open.ts';
import { createTx } from '../../../database/transaction.ts';
import { instant } from '../../../time.ts';
import { workOut } from '../../metrics/service/index.ts';
import { plotsOf } from '../rules/plots.ts';
import { wordsIn } from '../rules/words.ts';
import { drawPng, drawSvg } from '../service/draw.ts';
import { findingsFrom } from '../service/findings.ts';
import { page } from '../views/page.ts';
import type { Asked, Done } from './in-worker.ts';

// What a thread of its own does, so that acknowledgements don’t wait for it. It only reads the database.

async function figures({ url, workspaceId, at, period }: Asked['figures']): Promise<Done['figures']> {
  const now = instant(at);
  const db = await openTool(url, { now: () => now });
  try {
    return await db.transact((trx) => workOut(createTx(trx, { now, workspaceId }), period));
  } finally {
    await db.close();
  }
}

async function draw({ material, locale }: Asked['draw']): Promise<Done['draw']> {
  const words = wordsIn(locale);
  const plots = [];
  for (const plot of plotsOf(material, words)) plots.push({ ...plot, svg: await drawSvg(plot) });
  const findings = findingsFrom(material, locale);
  return {
    pictures: plots.map(({ name, title, alt, svg }) => ({ name, title, alt, png: drawPng(svg) })),
    html: page({ period: words.period(material.period), findings, plots }),
  };
}

const asked = workerData as Partial<Asked>;
parentPort?.postMessage(asked.figures ? await figures(asked.figures) : await draw(asked.draw!));
