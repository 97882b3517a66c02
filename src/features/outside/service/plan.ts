import type { Tx } from '../../../database/transaction.ts';
import { areFew } from '../../../small-counts.ts';
import { everybody, ownersOnly } from '../../members/service.ts';
import { departmentKey } from '../../metrics/rules/departments.ts';
import { today } from '../../settings/service.ts';
import { type FigureKind, figureKey, nameKey, type OutsideFigure } from '../rules/figure.ts';
import { type Line, type Problem, readFigures } from '../rules/read.ts';
import { shown } from '../rules/value.ts';
import { allFigures, saveFigures } from '../store.ts';

export type OutsidePlan = {
  kind: FigureKind;
  added: OutsideFigure[];
  /** Known figures that have another value. */
  changed: OutsideFigure[];
  /** Lines that change nothing. */
  known: number;
  problems: Problem[];
};

/** Figures that one workspace keeps: some two hundred weeks of a hundred groups and five metrics. */
const MOST_KEPT = 100_000;

/** What a file of figures would change. */
export async function planFigures(tx: Tx, kind: FigureKind, text: string): Promise<OutsidePlan> {
  const { lines, problems } = readFigures(text);
  const plan: OutsidePlan = { kind, added: [], changed: [], known: 0, problems: [...problems] };
  const kept = await allFigures(tx);
  const judge = judgeOf(await whyNoGroup(tx, kind), (await today(tx)).toString(), kept);
  const known = new Map(kept.filter((one) => one.kind === kind).map((one) => [figureKey(one), one]));
  const seen = new Map<string, number>();
  for (const line of lines) {
    const key = figureKey(line);
    const why = whyTwice(seen.get(key)) ?? judge(line) ?? whyFull(kept.length + plan.added.length);
    if (why !== undefined) {
      plan.problems.push({ line: line.line, what: why });
      continue;
    }
    seen.set(key, line.line);
    const { line: _, ...figure } = line;
    const old = known.get(key);
    if (!old) plan.added.push(figure);
    else if (old.value === figure.value) plan.known += 1;
    else plan.changed.push({ ...figure, metric: old.metric, group: old.group });
  }
  plan.problems.sort((a, b) => a.line - b.line);
  return plan;
}

const whyTwice = (before: number | undefined) =>
  before === undefined ? undefined : `it’s the same period, group and metric as line ${before}. Keep one of the two.`;
const whyFull = (kept: number) =>
  kept < MOST_KEPT ? undefined : `${MOST_KEPT} figures are kept already. Remove a metric first.`;

/** What is wrong with a line beside others; it also writes names and units as they were first written. */
function judgeOf(whyNot: (group: string) => string | undefined, today: string, kept: readonly OutsideFigure[]) {
  const first = new Map<string, OutsideFigure>();
  const groups = new Map<string, string>();
  const learn = (figure: OutsideFigure) => {
    const key = nameKey(figure.metric);
    if (!first.has(key)) first.set(key, figure);
    if (!groups.has(nameKey(figure.group))) groups.set(nameKey(figure.group), figure.group);
  };
  for (const figure of kept) learn(figure);
  return (line: Line): string | undefined => {
    if (line.to > today) return `${line.from} to ${line.to} isn’t over yet. Bring it when it is.`;
    const why = line.group === '' ? undefined : whyNot(line.group);
    if (why !== undefined) return why;
    const like = first.get(nameKey(line.metric));
    if (like && like.grain !== line.grain)
      return `“${shown(line.metric)}” is given by the ${like.grain} elsewhere, and here by the ${line.grain}. Keep to one.`;
    if (like && like.unit !== line.unit)
      return `“${shown(line.metric)}” is ${like.unit === '%' ? '' : 'not '}in per cent elsewhere. Write it the same way, or name it differently.`;
    line.metric = like?.metric ?? line.metric;
    line.group = groups.get(nameKey(line.group)) ?? line.group;
    learn(line);
    return undefined;
  };
}

/** Why figures of a group are not kept: it is a person, or a department here of fewer than five. */
async function whyNoGroup(tx: Tx, kind: FigureKind): Promise<(group: string) => string | undefined> {
  if (kind === 'benchmark') return () => undefined;
  const people = await everybody(tx);
  const names = new Set(people.flatMap(({ member, handle }) => [member.name, handle, member.id].map(nameKey)));
  const here = people.filter(({ member }) => !member.isDeactivated && !member.isBot);
  const departments = Map.groupBy(here, ({ member }) => departmentKey(member.department));
  return (group) => {
    const key = nameKey(group);
    const size = departments.get(departmentKey(group))?.length ?? 0;
    if (size > 0)
      return areFew(size)
        ? `fewer than five people named the department “${shown(group)}”. Leave the line out.`
        : undefined;
    const isPerson = names.has(key.replace(/^@/, ''));
    return isPerson ? `“${shown(group)}” is a person here. Bring figures of groups, never of one person.` : undefined;
  };
}

/** Writes a plan; doing it twice changes nothing. */
export async function applyFigures(tx: Tx, plan: OutsidePlan): Promise<void> {
  await saveFigures(tx, plan.kind, [...plan.added, ...plan.changed]);
}

/** What an owner's lines would change. @throws UserError for anybody else. */
export async function checkFigures(tx: Tx, by: string, kind: FigureKind, text: string): Promise<OutsidePlan> {
  await ownersOnly(tx, by);
  return planFigures(tx, kind, text);
}

/** An owner's lines are taken over, all but those that cannot be used. @throws UserError for anybody else. */
export async function takeFigures(tx: Tx, by: string, kind: FigureKind, text: string): Promise<OutsidePlan> {
  const plan = await checkFigures(tx, by, kind, text);
  await applyFigures(tx, plan);
  return plan;
}
