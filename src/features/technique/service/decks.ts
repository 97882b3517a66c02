import { z } from 'zod';
import { readContent, words } from '../../../content.ts';
import { type Deck, questionDecks, type Scene, starterDecks } from '../rules.ts';

/** What content/ holds for this feature. Everything is read and checked before the app is ready. */

const isDifferent = (list: string[]) => new Set(list).size === list.length;
const question = words(10, 150).endsWith('?', 'must end with a question mark');
const deck = z
  .array(question, 'must be a list of questions')
  .min(8, 'must hold 8 questions at least')
  .refine(isDifferent, 'holds a question twice');
const starters = z
  .array(words(10, 150), 'must be a list of beginnings')
  .min(3, 'must hold 3 beginnings at least')
  .refine(isDifferent, 'holds a beginning twice');
const role = words(20, 300);
const scene = z.strictObject(
  { name: words(5, 60), scene: words(20, 400), practises: role, plays: role },
  'must hold name, scene, practises and plays',
);

/** A file that holds each of these decks and nothing else. */
const holding = <D extends string, T extends z.ZodType>(names: readonly D[], deckOf: T) =>
  z.strictObject(
    Object.fromEntries(names.map((name) => [name, deckOf])) as Record<D, T>,
    `must hold the lists ${names.join(', ')}`,
  );

export const questionFile = holding(questionDecks, deck);
export const starterFile = holding(starterDecks, starters);
export const sceneFile = z.strictObject(
  {
    debrief: z.array(question, 'must be a list of questions').length(3, 'must hold exactly 3 questions'),
    scenes: z
      .array(scene, 'must be a list of scenes, each starting with “- name:”')
      .min(12, 'must hold 12 scenes at least')
      .max(99, 'must hold 99 scenes at most, which is what Slack can list')
      .refine((list) => isDifferent(list.map((s) => s.name)), 'holds two scenes of the same name'),
  },
  'must hold the lists debrief and scenes',
);

type Decks = { cards: Record<Deck, string[]>; scenes: Scene[]; debrief: string[] };
let read: Decks | undefined;

/** The shipped questions, beginnings and scenes. @throws StartError naming file and line of what is wrong. */
export function decks(): Decks {
  read ??= {
    cards: { ...readContent('questions.yml', questionFile), ...readContent('starters.yml', starterFile) },
    ...readContent('scenarios.yml', sceneFile),
  };
  return read;
}
