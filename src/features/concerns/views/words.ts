import { escaped, oneLine } from '../../../slack/blocks.ts';
import type { About } from '../../care/rules.ts';

/** What a report is about, as far as it may be told. */
export type Told = { kind: About['kind']; topic: string | undefined };

const names: Record<About['kind'], string> = {
  offer: 'a question to a mentor',
  request: 'an answer to a question of one’s own',
  session: 'a session',
  thanks: 'a thank-you',
  booking: 'a place in office hours',
  turn: 'a moment in a channel',
  pair: 'a newcomer and their buddy',
  story: 'a story for the newsletter',
  card: 'a knowledge card',
  suggestion: 'a suggestion, or what was answered to it',
};

/** “a session on *Kubernetes*” */
export const matterText = ({ kind, topic }: Told) =>
  topic === undefined ? names[kind] : `${names[kind]} on *${escaped(oneLine(topic, 80))}*`;
