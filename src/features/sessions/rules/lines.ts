import { type Line, type Session, whoIsDue } from './index.ts';
import { anchorOf } from './timetable.ts';

/** Those with a button. */
export type Asking = Extract<Line, 'end' | 'rebook'>;
export const isAsking = (line: Line): line is Asking => line === 'end' || line === 'rebook';

const needs: Record<Line, (session: Session) => boolean> = {
  'it is time': ({ state }) => state === 'open',
  begun: ({ state }) => state === 'running',
  silence: (session) => (session.state === 'open' || session.state === 'running') && whoIsDue(session).length > 0,
  half: ({ state }) => state === 'running',
  five: ({ state }) => state === 'running',
  end: ({ state }) => state === 'running',
  extended: ({ state }) => state === 'running',
  'picked a time': ({ state }) => state === 'planned',
  rebook: ({ ending }) => ending === 'nobody came',
  added: ({ ending }) => ending === 'wrapped up',
};

/** Lines that hold however the clock was moved since: they speak of an opening or an ending, not of a stretch. */
const lasting: Line[] = ['silence', 'rebook', 'added'];

/** Whether a line is still true when it is about to be said. */
export function isSayable(session: Session, line: Line, anchor: string): boolean {
  return needs[line](session) && (lasting.includes(line) || anchorOf(session) === anchor);
}
