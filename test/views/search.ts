import type { Format } from '../../src/features/members/rules/index.ts';
import {
  allCommandsCard,
  askedNote,
  askModal,
  findModal,
  helpCard,
  pickModal,
  resultCard,
  resultModal,
  topicOptions,
  waitModal,
  waitNote,
} from '../../src/features/search/views/index.ts';
import { input, modal } from '../../src/slack/blocks.ts';
import { lookupOne } from '../../src/slack/fields.ts';
import { aListing } from '../support/office-hours.ts';
import type { Sample, Words } from '../support/samples.ts';
import { at, id, person, times } from './requests.ts';

const skill = (words: Words) => ({ id, name: words(80) });

const finding = (words: Words, found: number) => ({
  said: words(300),
  name: words(80),
  named: undefined,
  skill: skill(words),
  how: 'guess',
  goal: words(400),
  others: times(10, () => skill(words)),
  colleagues: times(found, () => ({ ...person(words), reasons: times(3, () => words(200)) })),
  among: { before: 0, total: found * 2, isAll: found < 3 },
  nearest: times(10, () => skill(words)),
  isOffered: found > 0,
  maybe: [
    { ...person(words), why: 'title' as const, word: words(60) },
    { ...person(words), why: 'goal' as const, word: words(60) },
  ],
  maybeFor: words(360),
  hours: times(2, () => aListing(words)),
  expected: { minutes: 360 as const, isAboutTopic: true },
  cards: { skillId: id, best: times(2, () => ({ id, question: words(300) })), total: found },
  urgency: 'this week' as const,
  format: 'in person' as const,
});

const colleague = (words: Words) => ({
  ...person(words),
  isSelf: false,
  skills: times(8, () => ({ ...skill(words), level: 3 as const })),
  more: 4,
  helped: 12,
  formats: ['thread', 'huddle', 'video', 'in person'] as const satisfies Format[],
  minutes: 20,
  canBeAsked: true,
  freeAt: at,
  hours: times(2, () => aListing(words)),
});

const draft = (words: Words) => ({ skillId: id, topic: words(200), goal: words(400), mentorId: 'U0BRAM' });

const source = (words: Words) => ({ text: words(5000), channel: 'C0GENERAL', ts: '1772445620.000000' });

export const samples: Sample[] = [
  { name: 'result', surface: 'message', build: (words) => resultCard(finding(words, 5)) },
  {
    name: 'result further down',
    surface: 'message',
    build: (words) => resultCard({ ...finding(words, 10), among: { before: 5, total: 40, isAll: false } }),
  },
  { name: 'asked', surface: 'message', build: (words) => askedNote(words(200)) },
  { name: 'nobody', surface: 'message', build: (words) => resultCard(finding(words, 0)) },
  {
    name: 'a colleague’s card',
    surface: 'message',
    build: (words) => resultCard({ ...finding(words, 0), named: { colleague: colleague(words) } }),
  },
  {
    name: 'a colleague’s card, who can’t be asked',
    surface: 'modal',
    build: (words) => {
      const shut = { ...colleague(words), canBeAsked: false, freeAt: undefined, helped: undefined, more: 0, hours: [] };
      return resultModal({ ...finding(words, 0), named: { colleague: shut } });
    },
  },
  {
    name: 'one’s own card',
    surface: 'message',
    build: (words) => {
      const own = { ...colleague(words), isSelf: true, canBeAsked: false, freeAt: undefined, skills: [] };
      return resultCard({ ...finding(words, 0), named: { colleague: own } });
    },
  },
  {
    name: 'several of one name',
    surface: 'message',
    build: (words) =>
      resultCard({ ...finding(words, 0), named: { namesakes: times(8, () => person(words)), more: 3 } }),
  },
  {
    name: 'nobody of that name',
    surface: 'message',
    build: (words) => resultCard({ ...finding(words, 0), named: { namesakes: [], more: 0 } }),
  },
  {
    name: 'unknown topic',
    surface: 'message',
    build: (words) => resultCard({ ...finding(words, 0), skill: undefined, nearest: [], others: [] }),
  },
  { name: 'result in a modal', surface: 'modal', build: (words) => resultModal(finding(words, 5)) },
  {
    name: 'ask',
    surface: 'modal',
    build: (words) =>
      askModal({
        draft: draft(words),
        chosen: { name: words(200), backAt: at },
        source: source(words),
        expected: finding(words, 0).expected,
        cards: finding(words, 5).cards,
        audience: { channel: 'C0TALK', people: 214 },
      }),
  },
  ...([5, 60, 240, 480, 960] as const).map(
    (minutes): Sample => ({
      name: `result within ${minutes} minutes`,
      surface: 'message',
      build: (words) => resultCard({ ...finding(words, 1), expected: { minutes, isAboutTopic: false } }),
    }),
  ),
  {
    name: 'ask somebody who may know',
    surface: 'modal',
    build: (words) =>
      askModal({
        draft: { ...draft(words), typed: words(300), maybeFor: words(360) },
        chosen: { name: words(200), backAt: at, isMaybe: true },
        source: source(words),
      }),
  },
  {
    name: 'pick a topic',
    surface: 'modal',
    build: (words) => pickModal({ ...draft(words), typed: words(300) }),
  },
  {
    name: 'topics to pick from',
    surface: 'modal',
    build: (words) =>
      modal({ callbackId: 'requests.pick-modal', title: 'Find a mentor', submit: 'Search' }, [
        input(
          'topic',
          'Topic',
          lookupOne('requests.pick-topic', 'Type', topicOptions([{ name: words(60), offered: 0 }])[0]),
        ),
      ]),
  },
  { name: 'find', surface: 'modal', build: () => findModal() },
  { name: 'refine', surface: 'modal', build: (words) => findModal(draft(words)) },
  {
    name: 'on the wait list',
    surface: 'modal',
    build: (words) => waitModal({ topic: words(100), mayName: false }),
  },
  {
    name: 'on the wait list of a topic that may be named',
    surface: 'message',
    build: (words) => waitNote({ topic: words(100), mayName: true }),
  },
  {
    name: 'asked back',
    surface: 'message',
    build: (words) => resultCard({ ...finding(words, 2), how: 'spelling', others: [] }),
  },
  {
    name: 'sure, with another reading',
    surface: 'message',
    build: (words) => resultCard({ ...finding(words, 2), how: 'alias', others: [skill(words)] }),
  },
  { name: 'help', surface: 'message', build: () => helpCard() },
  {
    name: 'all commands',
    surface: 'message',
    build: () => allCommandsCard(true),
  },
];
