import { escaped, oneLine } from '../../../slack/blocks.ts';
import type { About } from '../../care/rules.ts';

/** What a report is about, as far as it may be told. */
export type Told = { kind: About['kind']; topic: string | undefined };

const names: Record<About['kind'], string> = {
  offer: 'a question to a mentor',
  session: 'a session',
  thanks: 'a thank-you',
  booking: 'a place in office hours',
};

/** “a session on *Kubernetes*” */
export const matterText = ({ kind, topic }: Told) =>
  topic === undefined ? names[kind] : `${names[kind]} on *${escaped(oneLine(topic, 80))}*`;
