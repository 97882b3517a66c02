import type { Access } from '../../metrics/rules/access.ts';
import { definitions, type Key } from '../../metrics/rules/definitions.ts';
import type { Figure } from '../../metrics/rules/figure.ts';
import type { Metrics } from '../../metrics/rules/metrics.ts';
import { wilson } from '../../metrics/rules/statistics.ts';
import type { Told } from './finding.ts';
import type { Material } from './findings.ts';
import { outsidePlots } from './outside-plots.ts';
import { BLUE, ORANGE, type Plot } from './plot.ts';
import type { Words } from './words.ts';

/** Rows of a plot: more cannot be read in Slack. */
const MOST = 12;

type Row = { name: string; when: string; value: number; low: number; high: number; of: number };

/** Those plots for which there is something to show. */
export function plotsOf({ period, metrics, before, outside }: Material, words: Words): Plot[] {
  return [
    ...shares(metrics, before?.metrics, [words.period(period), before ? words.period(before.period) : ''], words),
    ...shortTopics(metrics, words),
    ...accessPlots(metrics.access, words),
    ...pairs(metrics, words),
    ...outsidePlots(outside, words),
  ];
}

const SHARES = [
  'active90',
  'matched',
  'useful',
  'used',
  'stepsDone',
  'acrossDepartments',
  'retained',
] as const satisfies Key[];
const names = Object.assign({}, ...Object.values(definitions)) as Record<Key, { name: string }>;

const isShare = (figure: Figure | undefined): figure is Told & { low: number; high: number; of: number } =>
  figure?.is === 'told' && figure.low !== undefined && figure.high !== undefined && figure.of !== undefined;

const rowOf = (name: string, when: string, figure: Figure | undefined): Row[] =>
  isShare(figure) ? [{ name, when, value: figure.value, low: figure.low, high: figure.high, of: figure.of }] : [];

function shares(now: Metrics, before: Metrics | undefined, [this_, last]: [string, string], words: Words): Plot[] {
  const rows = SHARES.flatMap((key) => [
    ...rowOf(names[key].name, this_, now.figures[key]),
    ...rowOf(names[key].name, last, before?.figures[key]),
  ]);
  return intervalPlot('shares', 'How it goes', rows, words, [this_, last]);
}

function shortTopics({ topics }: Metrics, words: Words): Plot[] {
  const rows = topics.short.flatMap(({ name, asks, unmet }): Row[] => {
    if (asks === undefined || unmet === undefined) return [];
    const [low, high] = wilson(unmet, asks);
    return [{ name, when: 'Found no one', value: unmet / asks, low, high, of: asks }];
  });
  return intervalPlot('topics', 'Asks that found no one, by topic', rows.slice(0, MOST), words);
}

function accessPlots(access: Access[] | undefined, words: Words): Plot[] {
  const titles = { department: 'department', tenure: 'time here', location: 'location', level: 'level' };
  return (access ?? []).flatMap(({ dimension, rows }) => {
    const told = rows.flatMap((row) => rowOf(place(row.group), 'Found someone', row.matched)).slice(0, MOST);
    return told.length < 2
      ? []
      : intervalPlot(`access-${dimension}`, `Asks that found someone, by ${titles[dimension]}`, told, words);
  });
}

/** A zone by its city. */
const place = (group: string) =>
  /^[A-Z]\w+\//.test(group) ? (group.split('/').at(-1) ?? group).replaceAll('_', ' ') : group;

/** A dot for each share, and a line for its interval. */
function intervalPlot(name: string, title: string, rows: Row[], words: Words, whens: string[] = []): Plot[] {
  if (rows.length === 0) return [];
  const order = [...new Set(rows.map((row) => row.name))];
  const several = new Set(rows.map(({ when }) => when)).size > 1;
  const x = { type: 'quantitative', scale: { domain: [0, 1] }, axis: { format: '.0%', title: null } };
  const y = { field: 'name', type: 'nominal', sort: order, axis: { title: null, labelLimit: 220 } };
  const colour = several
    ? {
        color: {
          field: 'when',
          type: 'nominal',
          sort: whens,
          scale: { range: [BLUE, ORANGE] },
          legend: { title: null, orient: 'top' },
        },
        yOffset: { field: 'when', type: 'nominal', sort: whens },
      }
    : { color: { value: BLUE } };
  const shape = several
    ? { shape: { field: 'when', type: 'nominal', sort: whens, legend: { title: null, orient: 'top' } } }
    : {};
  return [
    {
      name,
      title,
      alt: `${title}. ${rows.map((row) => `${row.name}${several ? `, ${row.when}` : ''}: ${words.share(row.value)} of ${words.number(row.of)}`).join('; ')}.`,
      spec: {
        data: { values: rows },
        width: 420,
        height: { step: several ? 18 : 26 },
        layer: [
          {
            mark: { type: 'rule', strokeWidth: 2 },
            encoding: { x: { ...x, field: 'low' }, x2: { field: 'high' }, y, ...colour },
          },
          {
            mark: { type: 'point', filled: true, size: 70, opacity: 1 },
            encoding: { x: { ...x, field: 'value' }, y, ...colour, ...shape },
          },
        ],
      },
      table: {
        head: ['', ...(several ? ['Period'] : []), 'Share', 'Likely', 'Of'],
        rows: rows.map((row) => [
          row.name,
          ...(several ? [row.when] : []),
          words.share(row.value),
          words.range(row.low, row.high),
          words.number(row.of),
        ]),
      },
    },
  ];
}

/** Who helps whom, as a grid. */
function pairs({ pairs: told }: Metrics, words: Words): Plot[] {
  const all = told?.pairs.slice(0, 60) ?? [];
  if (all.length < 2) return [];
  const title = 'Talks between departments';
  const axis = { title: null, labelLimit: 160 };
  return [
    {
      name: 'departments',
      title,
      alt: `${title}, the most first. ${all
        .slice(0, MOST)
        .map((one) => `${one.helpers} helped ${one.helped}: ${words.number(one.talks)}`)
        .join('; ')}.`,
      spec: {
        data: { values: all },
        width: { step: 64 },
        height: { step: 30 },
        encoding: {
          x: { field: 'helped', type: 'nominal', axis: { ...axis, title: 'were helped', labelAngle: -30 } },
          y: { field: 'helpers', type: 'nominal', axis: { ...axis, title: 'helped' } },
        },
        layer: [
          {
            mark: 'rect',
            encoding: {
              color: { field: 'talks', type: 'quantitative', scale: { range: ['#e8f1f8', '#7fb2d6'] }, legend: null },
            },
          },
          { mark: { type: 'text', color: '#1a1a1a' }, encoding: { text: { field: 'talks', type: 'quantitative' } } },
        ],
      },
      table: {
        head: ['Helped', 'Were helped', 'Talks'],
        rows: all.map((one) => [one.helpers, one.helped, words.number(one.talks)]),
      },
    },
  ];
}
