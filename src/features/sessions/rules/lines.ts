import { type Session, whoIsDue } from '../rules.ts';
import { anchorOf } from './timetable.ts';

/** What the app says in the thread. */
export const lines = [
  'it is time',
  'begun',
  'silence',
  'half',
  'five',
  'end',
  'extended',
  'picked a time',
  'rebook',
  'added',
] as const;
export type Line = (typeof lines)[number];

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
