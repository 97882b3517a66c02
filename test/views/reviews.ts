import type { Finding } from '../../src/features/reports/rules/finding.ts';
import { adjustmentKinds, MOST_OWN } from '../../src/features/reviews/rules/proposals.ts';
import type { ReviewShown } from '../../src/features/reviews/service/index.ts';
import {
  askNote,
  draftOf,
  dueCard,
  notInChannel,
  notPostedYet,
  ownModal,
  postedModal,
  postModal,
  refusedNote,
  reviewModal,
} from '../../src/features/reviews/views/index.ts';
import type { Sample, Words } from '../support/samples.ts';

const id = '3f0c7c0e-6b1e-4a53-9c55-3f4f2f1d7a11';
const period = { from: '2026-01-01', to: '2026-04-01' };
const row = {
  ...{ workspace_id: 'T1', id, from_on: period.from, to_on: period.to, state: 'open' as const, opened_at: null },
  ...{ channel: null, heading: '', body: '', posted_by: null, posted_at: null, created_at: '2026-04-06' },
};
const finding = (words: Words, n: number): Finding => ({
  ...{ key: `short:${words(50)}${n}`, tone: 'worry', says: words(400), figure: words(200), change: words(200) },
  ...{ advice: { kind: 'invite-helpers', about: words(60), says: words(200) }, weight: 90, numbers: undefined },
});
const adjustment = (words: Words, n: number) => ({
  ...{ workspace_id: 'T1', id, review_id: id, key: `${n}`, kind: adjustmentKinds[n % adjustmentKinds.length]! },
  ...{ about: words(60), words: words(MOST_OWN), measure: `short:${words(60)}`, before: null, chosen_by: 'U0DANA' },
  ...{ done_at: n % 2 ? '2026-04-06' : null, undo: null, created_at: '2026-04-06' },
});
const told = { unit: 'share' as const, value: 0.66, low: 0.5, high: 0.8 };
const empty: ReviewShown = {
  ...{ review: row, period, findings: [], proposals: [], chosen: [], earlier: undefined },
  ...{ suggestions: { waiting: 0, answered: 0 }, locale: 'en-GB' },
};
const full = (words: Words): ReviewShown => ({
  ...empty,
  findings: Array.from({ length: 40 }, (_, n) => finding(words, n)),
  proposals: adjustmentKinds.flatMap((kind, n) => [
    { key: `${kind}:${words(40)}:${n}`, kind, about: words(60), measure: '' },
    { key: `${kind}:${words(40)}:x${n}`, kind, about: '', measure: '' },
  ]),
  chosen: [0, 9].map((n) => adjustment(words, n)),
  earlier: {
    period,
    compared: [
      { adjustment: adjustment(words, 0), before: told, now: { ...told, low: 0.1, high: 0.2 } },
      { adjustment: adjustment(words, 1), before: told, now: told },
      { adjustment: { ...adjustment(words, 9), measure: '' }, before: undefined, now: undefined },
    ],
  },
  suggestions: { waiting: 30, answered: 4 },
});
const post = (words: Words) => ({ heading: words(100), text: words(3000) });

export const samples: Sample[] = [
  { name: 'review of nothing', surface: 'modal', build: () => reviewModal(empty) },
  { name: 'review with everything', surface: 'modal', build: (words) => reviewModal(full(words)) },
  {
    name: 'review with three chosen',
    surface: 'modal',
    build: (words) => reviewModal({ ...full(words), chosen: [0, 3, 4].map((n) => adjustment(words, n)) }),
  },
  ...(['posting', 'posted', 'left'] as const).map((state): Sample => {
    return {
      name: `review ${state}`,
      surface: 'modal',
      build: (words) => reviewModal({ ...full(words), review: { ...row, state, channel: 'C0GENERAL' } }),
    };
  }),
  { name: 'own', surface: 'modal', build: () => ownModal(id, 'V0') },
  {
    name: 'text to everybody',
    surface: 'modal',
    build: (words) =>
      postModal({
        id,
        post: draftOf(full(words)),
        channel: undefined,
        by: 'U0DANA',
        mark: 'a',
        problem: notInChannel('C0GENERAL'),
      }),
  },
  {
    name: 'text as an owner changed it',
    surface: 'modal',
    build: (words) => postModal({ id, post: post(words), channel: 'C0GENERAL', by: 'U0DANA', mark: 'a' }),
  },
  { name: 'posted', surface: 'modal', build: () => postedModal('C0GENERAL') },
  { name: 'not posted yet', surface: 'message', build: () => notPostedYet() },
  ...(['open', 'posted', 'left'] as const).map((state): Sample => {
    return {
      name: `due ${state}`,
      surface: 'message',
      build: () => dueCard({ period, isReminder: false, state, channel: state === 'posted' ? 'C0GENERAL' : undefined }),
    };
  }),
  {
    name: 'due once more',
    surface: 'message',
    build: () => dueCard({ period, isReminder: true, state: 'open', channel: undefined }),
  },
  ...['is_archived', 'not_in_channel', 'expired'].map((reason): Sample => {
    return {
      name: `refused ${reason}`,
      surface: 'message',
      build: () => refusedNote({ channel: 'C0GENERAL', reason }),
    };
  }),
  ...(['invite-helpers', 'office-hours', 'leader-hours'] as const).map((kind): Sample => {
    return { name: `asked to help ${kind}`, surface: 'message', build: (words) => askNote({ kind, about: words(60) }) };
  }),
];
