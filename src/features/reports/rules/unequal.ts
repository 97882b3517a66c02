import { type Access, type AccessRow, type Dimension, type Measure, SURE } from '../../metrics/rules/access.ts';
import { corrected, differenceInShares, wilson } from '../../metrics/rules/statistics.ts';
import { type Advice, type Finding, SURE_ENOUGH, type Told, WORTH_TELLING, within } from './finding.ts';
import { roughly, type Words } from './words.ts';

/** One group beside all other groups of its dimension that are told. */
type Beside = { dimension: Dimension; measure: Measure; group: string; now: Told; others: Told; chance: number };

const shares = ['matched', 'putForward', 'asked'] as const;

/** People who are here for a few months had less time to ask and to be put forward: they are compared by neither. */
const NEW = 'under 3 months';

/** Groups that find someone, are put forward or ask clearly less often than all others, or wait longer. */
export function unequalAccess(access: Access[] | undefined, words: Words): Finding[] {
  const all = (access ?? []).flatMap((one) => shares.flatMap((measure) => besides(one, measure)));
  const chances = corrected(all.map(({ chance }) => chance));
  const sure = all.filter(
    ({ now, others }, i) => chances[i]! < SURE_ENOUGH && now.value < others.value - WORTH_TELLING,
  );
  return [...sure.map((one) => inWords(one, words)), ...(access ?? []).flatMap((one) => longWaits(one, words))];
}

function besides({ dimension, rows, differences }: Access, measure: (typeof shares)[number]): Beside[] {
  const isTold = differences.some((one) => one.measure === measure && one.chance < SURE);
  if (!isTold) return [];
  const fair = rows.filter(({ group }) => measure === 'matched' || dimension !== 'tenure' || group !== NEW);
  const told = fair.flatMap((row) =>
    row[measure].is === 'told' ? [{ group: row.group, now: row[measure] as Told }] : [],
  );
  return told.flatMap(({ group, now }) => {
    const others = pooled(told.filter((one) => one.group !== group).map((one) => one.now));
    const chance = others && differenceInShares([counts(now), counts(others)]);
    return others && chance !== undefined ? [{ dimension, measure, group, now, others, chance }] : [];
  });
}

const counts = ({ value, of = 0 }: Told) => ({ yes: Math.round(value * of), no: of - Math.round(value * of) });

function pooled(all: Told[]): Told | undefined {
  const [yes, no] = [
    all.reduce((sum, one) => sum + counts(one).yes, 0),
    all.reduce((sum, one) => sum + counts(one).no, 0),
  ];
  if (yes + no === 0) return undefined;
  const [low, high] = wilson(yes, yes + no);
  return { is: 'told', value: yes / (yes + no), low, high, of: yes + no, left: 0 };
}

function inWords({ dimension, measure, group, now, others }: Beside, words: Words): Finding {
  const who = people(dimension, group);
  const figure = (told: Told) => `${words.share(told.value)} of ${words.number(told.of ?? 0)}`;
  return {
    key: `access:${measure}:${dimension}:${group}`,
    tone: measure === 'asked' ? 'plain' : 'worry',
    says: sentence(measure, who, roughly(now.value), roughly(others.value)),
    figure: `${figure(now)} (likely ${words.range(now.low ?? 0, now.high ?? 1)}), against ${figure(others)} elsewhere`,
    change: undefined,
    advice: adviceFor(measure, who, group),
    weight: (measure === 'asked' ? 50 : 80) + within(others.value - now.value),
    numbers: { unit: 'share', now, before: undefined },
  };
}

/** Whom a group is made of: “People in Sales”, “People in New York”, “People known here for over a year”. */
function people(dimension: Dimension, group: string): string {
  if (dimension === 'location') return `People in ${(group.split('/').at(-1) ?? group).replaceAll('_', ' ')}`;
  if (dimension === 'tenure') return `People known here for ${group}`;
  if (dimension === 'level') return group === 'others' ? 'People whose title tells no level' : levels(group);
  return `People in ${group}`;
}

const levels = (group: string) => (group === 'leaders' ? 'Leaders' : `People who are ${group}`);

function sentence(measure: Measure, who: string, now: string, others: string): string {
  if (measure === 'matched')
    return `${who} find someone less often: ${now} of their asks, against ${others} of everyone else’s.`;
  if (measure === 'putForward')
    return `${who} who offer something are put forward less often: ${now} of them, against ${others} of everyone else.`;
  return `${who} ask less often: ${now} of them did, against ${others} of everyone else.`;
}

function adviceFor(measure: Measure, who: string, group: string): Advice {
  const whom = who.charAt(0).toLowerCase() + who.slice(1);
  if (measure === 'matched')
    return {
      kind: 'invite-helpers',
      about: group,
      says: `Look at what ${whom} ask for, and invite helpers who are there when they are.`,
    };
  if (measure === 'wait')
    return {
      kind: 'longer-answer-time',
      about: group,
      says: `Invite helpers whose working hours overlap with those of ${whom}, or offer office hours then.`,
    };
  if (measure === 'putForward')
    return {
      kind: 'look-closer',
      about: group,
      says: `Ask ${whom} whether what they offer is named as others look for it.`,
    };
  return {
    kind: 'tell-people',
    about: group,
    says: `Ask ${whom} whether they need no help or don’t know of Bitewise, and have one of them tell what it was good for.`,
  };
}

/** Of a dimension in which waits differ by more than chance: the group that waits longest, if it is clear of the shortest. */
function longWaits({ dimension, rows, differences }: Access, words: Words): Finding[] {
  if (!differences.some(({ measure, chance }) => measure === 'wait' && chance < SURE_ENOUGH)) return [];
  const told = rows.flatMap(({ group, wait }: AccessRow) => (wait.is === 'told' ? [{ group, now: wait }] : []));
  const sorted = told.sort((a, b) => b.now.value - a.now.value);
  const [longest, shortest] = [sorted[0], sorted.at(-1)];
  if (!longest || !shortest || longest.group === shortest.group) return [];
  if ((longest.now.low ?? 0) <= (shortest.now.high ?? Infinity)) return [];
  const who = people(dimension, longest.group);
  const other = people(dimension, shortest.group);
  const likely = `(likely ${words.minutes(longest.now.low ?? 0)}${longest.now.high === undefined ? ' or more' : `–${words.minutes(longest.now.high)}`})`;
  return [
    {
      key: `access:wait:${dimension}:${longest.group}`,
      tone: 'worry',
      says: `${who} wait longer: half of their asks had someone after ${words.minutes(longest.now.value)} of working time, against ${words.minutes(shortest.now.value)} for ${other.charAt(0).toLowerCase()}${other.slice(1)}.`,
      figure: `${words.minutes(longest.now.value)} ${likely}`,
      change: undefined,
      advice: adviceFor('wait', who, longest.group),
      weight: 80 + within((longest.now.value - shortest.now.value) / 960),
      numbers: { unit: 'minutes', now: longest.now, before: undefined },
    },
  ];
}
