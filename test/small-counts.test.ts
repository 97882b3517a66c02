import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mergeList, mergeOptions } from '../src/features/admin/views/merging.ts';
import { roomModal } from '../src/features/buddies/views/index.ts';
import { helpedNote } from '../src/features/knowledge/views/messages.ts';
import { summaryLine } from '../src/features/moments/views/post.ts';
import { figuresLine, figuresOf } from '../src/features/newsletter/rules/index.ts';
import { listCard } from '../src/features/office-hours/views/index.ts';
import { figureOf, stepOf } from '../src/features/pulses/rules/figures.ts';
import { resultsOf } from '../src/features/pulses/rules/results.ts';
import { closedNote, overviewModal } from '../src/features/pulses/views/index.ts';
import { invitationNote, momentumModal, quietNote } from '../src/features/re-engagement/views.ts';
import { standings } from '../src/features/recognition/rules/board.ts';
import { namedTopics } from '../src/features/recognition/rules/index.ts';
import { digestPost } from '../src/features/recognition/views/index.ts';
import { topicOptions } from '../src/features/search/views/index.ts';
import { FEWEST } from '../src/small-counts.ts';
import { saidIn } from './support/dm.ts';
import { aListing } from './support/office-hours.ts';

const ids = (n: number) => Array.from({ length: n }, (_, i) => `U${i}`);
const said = ({ text, blocks }: { text?: unknown; blocks?: unknown }) => `${String(text ?? '')}\n${saidIn(blocks)}`;
const digest = { helpers: [], thanks: [], badges: [], hours: [], topics: [], chances: [] };
const seeking = (n: number) =>
  ids(n).map((menteeId) => ({ skillId: 's', name: 'Negotiation', menteeId, mayName: menteeId === 'U0' }));
const round = {
  week: '2026-W10',
  state: 'asked' as const,
  goesAt: undefined,
  decided_by: null,
  isSending: false,
  usual: 99,
};
const skill = { id: 's', name: 'Negotiation' };
const room = {
  ...{ newcomer: undefined, pair: undefined, isWelcoming: false, mayWelcome: true, hasBuddies: true },
  owner: {
    counts: { introduced: 99, accepted: 99, asked: 99, coming: 99 },
    ...{
      willing: 99,
      unmatched: [],
      answers: [] as { day: number; ask: string; given: { say: string; n: number }[] }[],
    },
  },
};
const owner = (more: Partial<typeof room.owner>) => said(roomModal({ ...room, owner: { ...room.owner, ...more } }));
const counts = (name: keyof typeof room.owner.counts) => (n: number) =>
  owner({ counts: { ...room.owner.counts, [name]: n } });
const merge = (people: number, requests: number) =>
  said(
    mergeList({
      pairs: [
        [
          { ...skill, people, requests },
          { ...skill, people: 99, requests: 99 },
        ],
      ],
      isMore: false,
    }),
  );
const helper = { name: 'Bram', topics: ['Git'], people: 99, useful: 99, uses: 99 };
const talks = (n: number) => ids(n).map((menteeId) => ({ mentorId: 'M', menteeId }));

/** Every place that tells others how many people something is about, with what it says of `n`. */
const PLACES: Record<string, (n: number) => string> = {
  'digest: found it useful': (n) => said(digestPost({ ...digest, helpers: [{ ...helper, useful: n }] })),
  'digest: used it': (n) => said(digestPost({ ...digest, helpers: [{ ...helper, uses: n }] })),
  'digest: topics sought': (n) => said(digestPost({ ...digest, topics: namedTopics(seeking(n), () => true) })),
  'newsletter: conversations': (n) => figuresLine(figuresOf({ sessions: talks(n), usedBy: [] })) ?? '',
  'newsletter: helpers': (n) =>
    figuresLine(figuresOf({ sessions: ids(n).map((mentorId) => ({ mentorId, menteeId: 'X' })), usedBy: [] })) ?? '',
  'newsletter: put to use': (n) => figuresLine(figuresOf({ sessions: [], usedBy: ids(n) })) ?? '',
  board: (n) =>
    standings(
      ids(n).map((menteeId) => ({ mentorId: 'M', menteeId })),
      () => true,
    )
      .map((one) => `${one.people} people`)
      .join(),
  'quiet weeks: conversations': (n) => said(quietNote({ ...round, talks: n, people: 99 })),
  'quiet weeks: usual': (n) => said(quietNote({ ...round, usual: n, talks: 99, people: 99 })),
  'quiet weeks: people to invite': (n) => said(quietNote({ ...round, talks: 99, people: n })),
  'quiet weeks: invited': (n) => said(quietNote({ ...round, state: 'going', talks: 99, people: n })),
  'quiet weeks, for an owner': (n) =>
    said(momentumModal({ isOn: true, weeks: { talks: n } as never, usual: 99, round: undefined })),
  'invitation: offered by': (n) => said(invitationNote({ asks: [{ name: 'Git', people: n } as never], gives: [] })),
  'invitation: waited for by': (n) => said(invitationNote({ asks: [], gives: [{ name: 'Git', people: n } as never] })),
  'moments: shared': (n) => said(summaryLine(n)),
  'office hours: leaders': (n) => said(listCard({ own: [], others: [], more: 0, kept: [], leaders: n })),
  'office hours: free places': (n) =>
    said(
      listCard({
        own: [],
        others: [{ ...aListing((max) => 'x'.repeat(Math.min(max, 9))), left: n }],
        more: 0,
        kept: [],
        leaders: 99,
      }),
    ),
  'merging: people': (n) => merge(n, 99),
  'merging: requests': (n) => merge(99, n),
  'merging: options': (n) => JSON.stringify(mergeOptions([{ ...skill, offered: n }])),
  'topics to pick: offered by': (n) => JSON.stringify(topicOptions([{ name: 'Git', offered: n }])),
  'cards: helped': (n) => said(helpedNote([{ topic: 'Git', people: n < FEWEST ? undefined : n }], '2026-03')),
  'pulses: answered so far': (n) =>
    said(
      overviewModal({
        ...{ planned: undefined, closed: [], hasBaseline: true, ownRoundId: undefined },
        open: {
          id: 'R',
          kind: 'quarter',
          closesAt: Temporal.Instant.from('2026-03-16T10:00:00Z'),
          people: stepOf(n),
          inHalves: false,
        },
      }),
    ),
  'pulses: answered': (n) => {
    const from = Temporal.Instant.from('2026-03-16T10:00:00Z');
    return said(closedNote({ id: 'R', kind: 'quarter', from, people: stepOf(n), rate: undefined, next: undefined }));
  },
  'pulses: results': (n) => {
    const steps = { engaged: 3, worth: 3, unstuck: 3, teams: 3, safe: 3, knows: 3 };
    const one = { department: 'Sales', tenure: 'new', part: 'both', ...steps };
    return JSON.stringify(
      resultsOf(
        Array.from({ length: n }, () => one),
        20,
        [],
      ),
    );
  },
  'pulses: a figure': (n) =>
    JSON.stringify(
      figureOf(
        Array.from({ length: n }, () => 3),
        1,
      ),
    ) ?? '',
  'buddies: introduced': counts('introduced'),
  'buddies: about to meet': counts('accepted'),
  'buddies: asked': counts('asked'),
  'buddies: still to begin': counts('coming'),
  'buddies: willing': (n) => owner({ willing: n }),
  'buddies: answers': (n) =>
    owner({
      answers: [
        {
          day: 5,
          ask: 'How is it?',
          given: [
            { say: 'Well', n },
            { say: 'So', n: 99 },
          ],
        },
      ],
    }),
};

describe('A number of people', () => {
  it.each(Object.entries(PLACES))('under five is not told apart from another: %s', (_place, show) => {
    expect(FEWEST).toBe(5);
    expect(new Set([1, 2, 3, 4].map(show)).size).toBe(1);
  });
});

const root = new URL('../src/', import.meta.url).pathname;
const sources = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => relative(root, join(entry.parentPath, entry.name)));

/** What stands in a source file, but for comments. */
function found(file: string, pattern: RegExp): string[] {
  const text = readFileSync(join(root, file), 'utf8').replace(/^\s*(?:\/\/|\*|\/\*\*).*$/gm, '');
  return [...text.matchAll(pattern)].map(([match]) => match.replace(/\s+/g, ' '));
}

const NOUNS =
  'people|persons?|colleagues|leaders|members|mentors|mentees|newcomers|helpers|guests|conversations|sessions|talks|requests|others';
const FIGURE = new RegExp(`\\$\\{(?:[^{}]|\\{[^{}]*\\})*\\}\\*? (?:different |open )?(?:${NOUNS})\\b`, 'g');

/** Figures in words that are not made by src/small-counts.ts, each with why they need not, or where it was asked before. */
const SAID: Record<string, string> = {
  'small-counts.ts: ${people} ${noun}': 'the one place',
  'features/buddies/service/import.ts: ${active.length} people': 'people of one name, to the owner who typed it',
  'features/buddies/views/import.ts: ${added.length} newcomers': 'the list that the owner just pasted',
  'features/buddies/views/pair.ts: ${newcomerIds.length} newcomers':
    'named in the same message, to owners who look after them',
  'features/knowledge/views/messages.ts: ${people} people': 'undefined under five (PLACES: cards)',
  'features/knowledge/views/offer.ts: ${helped} colleagues': 'undefined under five, by the service',
  "features/admin/views/settings-forms.ts: ${people.toLocaleString('en')} people":
    'all people of the workspace, to owners, from Slack’s own directory',
  'features/search/views/colleague-card.ts: ${helped} colleagues': 'undefined under five, by the service',
  'features/admin/views/merging.ts: ${few} open requests': '“fewer than 5”',
  'features/admin/views/merging.ts: ${few} people': '“fewer than 5”',
  'features/ops-alerts/views.ts: ${of} people': 'all people of the workspace, to owners, from Slack’s own directory',
  'features/moments/views/card.ts: ${n} people': 'behind areFew in the same line',
  'features/metrics/views/index.ts: ${FEWEST} people': '“fewer than 5”',
  'features/re-engagement/views.ts: ${FEWEST} conversations': '“fewer than 5”',
  'features/reports/rules/shortages.ts: ${words.number(offered)} colleagues': 'behind areFew in the same line',
  'features/reports/rules/spoken.ts: ${words.number(told.value)} talks': 'told by the gate of metrics (GATE)',
  'features/reports/views/index.ts: ${FEWEST} people': '“fewer than 5”',
  'doctor.ts: ${count} requests': 'what came to the app over HTTP, of nobody',
  'features/newsletter/rules/index.ts: ${helpers} people': '0 under five (PLACES: newsletter)',
  'features/newsletter/rules/index.ts: ${talks} conversations': '0 under five (PLACES: newsletter)',
  'features/newsletter/rules/index.ts: ${users} people': '0 under five (PLACES: newsletter)',
  'features/recognition/views/index.ts: ${people} people': 'undefined under five (PLACES: digest)',
  'features/recognition/views/mine.ts: ${people} different people': 'no one is on the board under five (PLACES: board)',
  'features/pulses/service/rounds.ts: ${FEWEST} colleagues': '“fewer than 5”',
  'features/pulses/views/words.ts: ${FEWEST} people': '“fewer than 5”',
  'features/pulses/views/words.ts: ${end} people': 'steps from five on (PLACES: pulses)',
  'features/pulses/views/words.ts: ${step} people': 'steps from five on (PLACES: pulses)',
  'features/requests/service/ask.ts: ${MOST_OPEN} requests': 'a rule, and one’s own requests',
  'features/requests/service/ways.ts: ${mentor.name} talks': 'how somebody likes to talk, and no figure',
  'features/search/views/ask-modal.ts: ${audience.people} people':
    'members of a channel, which Slack shows to each of them',
  'features/search/views/how-many.ts: ${all} colleagues': 'who offer it in public, each named on one of the pages',
  'features/search/views/how-many.ts: ${count} colleagues': 'who offer it in public, each named below',
};

it('Whatever says a number of people in words goes by small-counts, or is listed with why it needs not', () => {
  const all = sources.flatMap((file) => found(file, FIGURE).map((match) => `${file}: ${match}`));
  const bare = [...new Set(all)].filter((one) => !/(counted|figure|talksOf|usualOf|willingText)\(/.test(one));
  expect(bare.filter((one) => !(one in SAID))).toEqual([]);
  expect(Object.keys(SAID).filter((one) => !bare.includes(one) && !one.startsWith('small-counts'))).toEqual([]);
});

/** What all figures for owners pass. */
const GATE = 'features/metrics/rules/gate.ts, and test/features/metrics/gate.test.ts';

/** How many counts of rows each store makes, and what becomes of them. */
const COUNTED: Record<string, [times: number, becomes: string]> = {
  'database/backup.ts': [1, 'tables of a database that should be empty'],
  'features/requests/store/index.ts': [1, 'PLACES: merging'],
  'features/skills/store/skills.ts': [3, 'the size of the workspace; PLACES: topics to pick, merging'],
  'jobs/store.ts': [1, 'messages that did not get through, to owners'],
  'features/buddies/store/index.ts': [1, 'PLACES: still to begin'],
  'features/buddies/store/check-ins.ts': [1, 'PLACES: answers'],
  'features/buddies/store/pairs.ts': [2, 'PLACES: willing, and by state'],
  'features/goals/store/questions.ts': [1, 'whether somebody used a skill twice; shown to nobody'],
  'features/knowledge/store/index.ts': [1, 'orders cards'],
  'features/knowledge/store/helps.ts': [1, 'PLACES: cards'],
  'features/matching/store/hints.ts': [1, 'how much is read at once'],
  'features/reflections/store/ratings.ts': [2, 'ratings: a reason from five people on (matching/reasons.ts)'],
  'features/members/store/departures.ts': [1, 'PLACES needs none: Slack’s own directory, to owners'],
  'features/re-engagement/store/index.ts': [1, 'PLACES: invitation'],
  'features/re-engagement/store/away.ts': [1, 'PLACES: people to invite'],
  'features/office-hours/store/bookings.ts': [1, 'PLACES: leaders'],
  'features/prompts/store/index.ts': [1, 'one’s own messages of a day; shown to no one'],
  'features/recognition/store/index.ts': [2, 'chances to help, and topics of helpers: not under five'],
  'features/pulses/store/index.ts': [1, 'PLACES: pulses, in steps from five on'],
  'features/reflections/store/index.ts': [2, 'one’s own reflections'],
  'features/follow-ups/store/figures.ts': [2, GATE],
  'features/lessons/store/figures.ts': [1, GATE],
  'features/office-hours/store/figures.ts': [1, GATE],
  'features/reflections/store/figures.ts': [1, GATE],
  'features/requests/store/figures.ts': [2, GATE],
  'features/sessions/store/figures.ts': [2, GATE],
};

it('Whatever counts rows in the database is listed with what becomes of the figure', () => {
  const all = sources.flatMap((file) => {
    const times = found(file, /\.fn\s*\.count(?:All)?\b|count\(\*|count\(distinct/g).length;
    return times > 0 ? [[file, times] as const] : [];
  });
  expect(Object.fromEntries(all)).toEqual(
    Object.fromEntries(Object.entries(COUNTED).map(([file, [times]]) => [file, times])),
  );
});
