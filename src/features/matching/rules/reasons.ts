import { areFew } from '../../../small-counts.ts';
import { type Level, levelNames } from '../../skills/rules/names.ts';
import type { Ranked } from './rank.ts';

/** What is known beside the score, for the words only. */
export type Known = {
  skillName: string;
  sessions: number;
  ratings: number;
  answerMinutes: number | undefined;
  answers: number;
};

/** Two or three reasons from the terms of the score, strongest first, each true by itself. */
export function reasonsFor(ranked: Ranked, known: Known): string[] {
  const { terms, hoursInCommon } = ranked;
  const reasons = [fitReason(ranked, known)];
  if (terms.useful >= 0.84 && !areFew(known.ratings)) reasons.push('people found their sessions useful');
  if (!areFew(known.answers) && known.answerMinutes !== undefined && known.answerMinutes <= 60)
    reasons.push(`usually answers within ${roundMinutes(known.answerMinutes)}`);
  if (hoursInCommon >= 1) reasons.push(`${hours(hoursInCommon)} overlap today`);
  if (known.sessions === 0) reasons.push('New mentor');
  if (terms.free >= 0.5) reasons.push('Free this week');
  return reasons.slice(0, 3);
}

function fitReason({ level }: Ranked, { skillName }: Known): string {
  const name = levelNames[Math.min(3, Math.max(1, level)) as Level];
  return level === 0 ? `knows topics close to ${skillName}` : `${skillName}: ${name}`;
}

function roundMinutes(minutes: number): string {
  return minutes > 45 ? 'an hour' : `${Math.max(5, Math.ceil(minutes / 5) * 5)} minutes`;
}

function hours(value: number): string {
  const whole = Math.floor(value);
  return whole === 1 ? '1 hour' : `${whole} hours`;
}
