import type { Expectation } from '../rules/expectation.ts';

/** How long it usually takes, in a sentence. @param topic escaped */
export function expectationText({ minutes, isAboutTopic }: Expectation, topic: string): string {
  const basis = isAboutTopic ? `about ${topic}` : 'here';
  return `Usually somebody accepts within about ${span(minutes)}, going by earlier requests ${basis}.`;
}

function span(minutes: number): string {
  if (minutes >= 960) return 'two working days';
  if (minutes >= 480) return 'one working day';
  if (minutes >= 240) return 'half a working day';
  if (minutes < 60) return `${minutes} working minutes`;
  return minutes === 60 ? 'one working hour' : `${minutes / 60} working hours`;
}
