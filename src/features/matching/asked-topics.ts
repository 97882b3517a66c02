import type { Understanding } from './look-up.ts';
import { isSure } from './understand.ts';

/**
 * A topic to rank for; `weight` from 0 to 1, the confidence with which it was understood. `also` are skills that mean
 * the same and count a little less: the workspace has both "Kubernetes" and "k8s".
 */
export type WantedTopic = { skillId: string; weight: number; also?: string[] };

/** More readings than that are no help to choose from. */
const MOST_CHOICES = 5;

/**
 * What to rank for: the sure topics together, where somebody offers one of them. Else one list for each reading that
 * somebody offers: which is meant is for the person to say.
 */
export function askedTopics(found: Understanding[], isOffered: (skillId: string) => boolean): WantedTopic[][] {
  const offered = found.filter((reading) => isOffered(reading.skillId));
  const sure = offered.filter(isSure);
  const topics = (readings: Understanding[]) => readings.map((r) => ({ skillId: r.skillId, weight: r.confidence }));
  return sure.length > 0 ? [topics(sure)] : offered.slice(0, MOST_CHOICES).map((reading) => topics([reading]));
}
