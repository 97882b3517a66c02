import { z } from 'zod';
import { areFew } from '../../../small-counts.ts';
import { beside, type Change, changeOf, figureOf, figureSchema, spreadOf, stepOf } from './figures.ts';
import { departmentKey, type ItemKey, itemKeys } from './index.ts';
import { type Dimension, dimensions, type Groups, safeCells } from './suppression.ts';

const group = z.object({
  dimension: z.enum(['all', ...dimensions]),
  /** What it is known by, and how it is written. */
  group: z.string(),
  name: z.string(),
  items: z.partialRecord(z.enum(itemKeys), figureSchema),
});
/** What owners may read of a round. Whatever they or a file get is made of this, and of nothing else. */
export const resultsSchema = z.object({
  /** Share of those asked who answered, in tens of a hundred; undefined where fewer than ten were asked. */
  rate: z.number().optional(),
  /** At least so many answered; 0 = fewer than five. */
  people: z.number(),
  groups: z.array(group),
});
export type Results = z.infer<typeof resultsSchema>;
export type GroupResult = z.infer<typeof group>;

/** Undefined when there are none, or they cannot be read. */
export function readResults(stored: string | null): Results | undefined {
  try {
    return resultsSchema.parse(JSON.parse(stored ?? ''));
  } catch {
    return undefined;
  }
}

export type Answered = Groups & Record<ItemKey, number | null>;

/** What is told of a round's answers beside all that was told of earlier rounds. */
export function resultsOf(answers: readonly Answered[], asked: number, earlier: readonly Results[]): Results {
  const grouped = answers.map((one) => ({ ...one, department: departmentKey(one.department) }));
  const names = spellings(answers);
  // Statements that everybody answered have the same cells.
  const whole = safeCells(grouped);
  const groups = new Map<string, GroupResult>();
  for (const key of itemKeys) {
    const given = grouped.filter((one) => one[key] !== null);
    const spread = spreadOf(given.map((one) => one[key] ?? 0));
    for (const { dimension, group: id } of given.length === grouped.length ? whole : safeCells(given)) {
      const own = given.filter((one) => dimension === 'all' || one[dimension] === id);
      const figure = figureOf(
        own.map((one) => one[key] ?? 0),
        spread,
      );
      const told =
        figure &&
        beside(
          earlier.flatMap((one) => findGroup(one, dimension, id)?.items[key] ?? []),
          figure,
        );
      if (!told) continue;
      const at = `${dimension}:${id}`;
      const name = dimension === 'department' ? (names.get(id) ?? id) : id;
      const found = groups.get(at) ?? { dimension, group: id, name, items: {} };
      groups.set(at, { ...found, items: { ...found.items, [key]: told } });
    }
  }
  const rate = asked < 10 || areFew(answers.length) ? undefined : tens((100 * answers.length) / asked);
  return {
    ...(rate === undefined ? {} : { rate }),
    people: stepOf(answers.length),
    groups: inOrder([...groups.values()]),
  };
}

const tens = (share: number) => Math.min(90, Math.max(10, Math.round(share / 10) * 10));

export const findGroup = (results: Results, dimension: Dimension | 'all', id: string) =>
  results.groups.find((one) => one.dimension === dimension && one.group === id);

/** The most usual way in which each department is written. */
function spellings(answers: readonly Answered[]): Map<string, string> {
  const counts = Map.groupBy(answers, ({ department }) => department);
  const usual = [...counts].sort(([a, some], [b, others]) => some.length - others.length || (a < b ? 1 : -1));
  return new Map(usual.map(([name]) => [departmentKey(name), name]));
}

const inOrder = (groups: GroupResult[]) =>
  groups.sort((a, b) =>
    a.dimension === b.dimension ? (a.name < b.name ? -1 : 1) : a.dimension < b.dimension ? -1 : 1,
  );

/** How a group's statement changed since the same group's in `before`; undefined where that cannot be told. */
export function changeSince(before: GroupResult[] | undefined, now: GroupResult, key: ItemKey): Change | undefined {
  const then = before?.find((one) => one.group === now.group && one.dimension === now.dimension)?.items[key];
  const figure = now.items[key];
  return figure && then ? changeOf(figure, then) : undefined;
}
