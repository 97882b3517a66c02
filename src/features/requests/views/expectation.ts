import type { Expectation, Step } from '../rules/expectation.ts';

/** How long it usually takes, in a sentence. @param topic escaped */
export function expectationText({ minutes, isAboutTopic }: Expectation, topic: string): string {
  const basis = isAboutTopic ? `about ${topic}` : 'here';
  return `Usually someone accepts within about ${spans[minutes] ?? `${minutes} working minutes`}, based on earlier requests ${basis}.`;
}

const spans: Partial<Record<Step, string>> = {
  60: 'one working hour',
  120: 'two working hours',
  150: 'two and a half working hours',
  180: 'three working hours',
  240: 'half a working day',
  360: 'three quarters of a working day',
  480: 'one working day',
  720: 'one and a half working days',
  960: 'two working days',
};
