import type { Action } from '../../src/features/follow-ups/rules.ts';
import { formats } from '../../src/features/members/rules/index.ts';
import { lines, type Session } from '../../src/features/sessions/rules/index.ts';
import { MOST_WORDS } from '../../src/features/sessions/rules/wrap-up.ts';
import { notes, tidings } from '../../src/features/sessions/service/queue.ts';
import { newsView, noteView } from '../../src/features/sessions/views/direct.ts';
import { cardView, pickTimeModal } from '../../src/features/sessions/views/index.ts';
import { lineView, recapView } from '../../src/features/sessions/views/thread.ts';
import { noRoomView, wrapUpModal } from '../../src/features/sessions/views/wrap-up.ts';
import { aSession } from '../features/sessions/a-session.ts';
import type { Sample, Words } from '../support/samples.ts';

const now = Temporal.Instant.from('2026-03-02T10:00:00Z');
const start = { openedAt: now, startedAt: now, endsAt: now.add({ minutes: 20 }) };

/** A session at every stage that the card knows. */
const stages: Record<string, Partial<Session>> = {
  'planned without a time': { state: 'planned' },
  planned: { state: 'planned', plannedFor: now.add({ hours: 24 }) },
  open: { state: 'open', openedAt: now },
  running: { state: 'running', ...start },
  'over its time': { state: 'running', ...start, endsAt: now.subtract({ minutes: 1 }), extensions: 2 },
  'over its time, both wrote': {
    ...{ state: 'running', ...start, endsAt: now.subtract({ minutes: 1 }) },
    ...{ menteeSpokeAt: now, mentorSpokeAt: now },
  },
  'begun early': { state: 'running', ...start, beganEarly: true },
  'said to have talked': { state: 'ended', ending: 'time ran out', endedAt: now, ...start, mentorWord: 'talked' },
  'said not to have talked': { state: 'ended', ending: 'nobody came', endedAt: now, menteeWord: 'did not talk' },
  'both said they talked': {
    ...{ state: 'ended', ending: 'time ran out', endedAt: now, ...start, format: 'huddle' },
    ...{ menteeWord: 'talked', mentorWord: 'talked' },
  },
  'both said they did not talk': {
    ...{ state: 'ended', ending: 'time ran out', endedAt: now, ...start },
    ...{ menteeWord: 'did not talk', mentorWord: 'did not talk' },
  },
  'long over': { state: 'ended', ending: 'time ran out', endedAt: now.subtract({ hours: 24 * 60 }), ...start },
  'wrapped up': { state: 'ended', ending: 'wrapped up', endedAt: now, ...start },
  'time ran out': { state: 'ended', ending: 'time ran out', endedAt: now, ...start },
  'nobody came': { state: 'ended', ending: 'nobody came', endedAt: now },
  'somebody left': { state: 'ended', ending: 'somebody left', endedAt: now, ...start },
  'handed back': { state: 'ended', ending: 'handed back', endedAt: now },
  cancelled: { state: 'ended', ending: 'cancelled', endedAt: now },
};

const written = (words: Words, stage: Partial<Session> = {}): Session => ({
  ...aSession(stage),
  goal: words(3000),
  recaps: [
    { authorId: 'U0ADA', text: words(3000) },
    { authorId: 'U0BRAM', text: words(3000) },
  ],
});
const topic = (words: Words) => words(60);

const action = (words: Words, state: Action['state']): Action => ({
  id: state,
  sessionId: 'S1',
  ownerId: 'U0ADA',
  partnerId: 'U0BRAM',
  when: words(MOST_WORDS),
  will: words(MOST_WORDS),
  dueOn: Temporal.PlainDate.from('2026-03-05'),
  state,
  snoozes: 0,
});
const agreed = (words: Words) => (['open', 'done', 'dropped'] as const).map((state) => action(words, state));

const shown = (words: Words, stage: Partial<Session> = {}) => ({ session: written(words, stage), topic: topic(words) });

const cards = Object.entries(stages).flatMap(([name, stage]): Sample[] => [
  { name: `card ${name}`, surface: 'message', build: (words) => cardView(shown(words, stage), now) },
  ...tidings.map((what): Sample => {
    const build = (words: Words) => newsView({ ...shown(words, stage), memberId: 'U0ADA', tidings: what }, now);
    return { name: `news ${what}, ${name}`, surface: 'message', build };
  }),
]);

export const samples: Sample[] = [
  ...cards,
  ...formats.map((format): Sample => {
    const build = (words: Words) => cardView(shown(words, { state: 'open', openedAt: now, format }), now);
    return { name: `card for ${format}`, surface: 'message', build };
  }),
  ...lines.map((line): Sample => {
    const session = aSession({ state: 'running', ...start });
    return { name: `line ${line}`, surface: 'message', build: () => lineView({ session, line, by: 'U0ADA', now }) };
  }),
  ...lines.flatMap((line): Sample[] =>
    (['over its time', 'begun early', 'nobody came', 'cancelled'] as const).map((stage) => {
      const session = aSession(stages[stage]);
      const build = () => lineView({ session, line, by: 'U0ADA', now });
      return { name: `line ${line}, ${stage}`, surface: 'message', build };
    }),
  ),
  ...[undefined, now.add({ hours: 24 })].flatMap((plannedFor): Sample[] =>
    (['agreed quietly', 'picked a time', 'missed'] as const).flatMap((what) =>
      ['U0ADA', 'U0BRAM'].map((memberId) => ({
        name: `news ${what} of a quiet one for ${memberId}, ${plannedFor ? 'with' : 'without'} a time`,
        surface: 'message',
        build: (words) => {
          const veiled = {
            state: 'planned',
            isQuiet: true,
            place: undefined,
            openedAt: undefined,
            plannedFor,
          } as const;
          return newsView({ ...shown(words, veiled), memberId, tidings: what }, now);
        },
      })),
    ),
  ),
  ...[undefined, now.add({ hours: 24 })].map(
    (plannedFor): Sample => ({
      name: `news of a quiet one that is on its way, ${plannedFor ? 'with' : 'without'} a time`,
      surface: 'message',
      build: (words) => {
        const stage = { state: 'open', isQuiet: true, place: undefined, openedAt: now, plannedFor } as const;
        return newsView({ ...shown(words, stage), memberId: 'U0ADA', tidings: 'agreed quietly' }, now);
      },
    }),
  ),
  {
    name: 'news missed, after a time that was agreed on',
    surface: 'message',
    build: (words) => {
      const stage = { ...stages['nobody came'], plannedFor: now } as const;
      return newsView({ ...shown(words, stage), memberId: 'U0ADA', tidings: 'missed' }, now);
    },
  },
  {
    name: 'news handed back, nobody is looked for',
    surface: 'message',
    build: (words) =>
      newsView(
        { ...shown(words, stages['handed back']), memberId: 'U0ADA', tidings: 'handed back', isSought: false },
        now,
      ),
  },
  ...notes.map((note): Sample => {
    const build = (words: Words) => noteView({ ...shown(words), memberId: 'U0BRAM', note });
    return { name: `note ${note}`, surface: 'message', build };
  }),
  { name: 'recap', surface: 'message', build: (words) => recapView(shown(words), agreed(words)) },
  { name: 'pick a time', surface: 'modal', build: (words) => pickTimeModal(shown(words), now, 'U0ADA') },
  ...[0, 1, 3].flatMap((count): Sample[] =>
    [1, 3].map((slots) => {
      const build = (words: Words) => {
        const names = { mentor: words(80), mentee: words(80) };
        return wrapUpModal({ ...shown(words), byId: 'U0BRAM', names, agreed: agreed(words).slice(0, count) }, slots);
      };
      return { name: `wrap-up after ${count} actions, with room for ${slots}`, surface: 'modal', build };
    }),
  ),
  {
    name: 'no room',
    surface: 'message',
    build: (words) => {
      const step = { when: words(MOST_WORDS), will: words(MOST_WORDS), owner: 'mentee' as const, dueOn: undefined };
      return noRoomView([step, step, step]);
    },
  },
];
