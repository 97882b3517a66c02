import { button } from '../../../slack/blocks.ts';

/** Buttons of a session's card that later features listen to, by what they do. */
export const doors = { technique: 'technique.open', writeCard: 'knowledge.write' } as const;

/** The button on the card of a running session. */
export function techniqueButton(sessionId: string) {
  return button(doors.technique, 'Technique', { value: sessionId, label: 'Techniques for this talk' });
}

/** Begins a card from a session, beside what was found in it. */
export function writeButton(sessionId: string) {
  return button(doors.writeCard, 'Save as a card', { value: sessionId, label: 'Write a knowledge card' });
}
