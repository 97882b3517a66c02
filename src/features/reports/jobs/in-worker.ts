import { Worker } from 'node:worker_threads';
import type { Period } from '../../metrics/rules/period.ts';
import type { Material } from '../rules/findings.ts';

export type Asked = {
  figures: { url: string; workspaceId: string; at: string; period: Period };
  draw: { material: Material; locale: string };
};
export type Picture = { name: string; title: string; alt: string; png: Uint8Array };
export type Done = {
  /** JSON of the figures. */
  figures: string;
  draw: { pictures: Picture[]; html: string };
};

/** Has something worked out in a thread of its own. @throws what went wrong there. */
export function inWorker<K extends keyof Asked>(what: K, asked: Asked[K]): Promise<Done[K]> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: { [what]: asked } });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`The thread that draws ended with ${code}`)));
  });
}
