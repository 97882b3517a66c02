import { type Definition, definitions, type Key } from '../../metrics/rules/definitions.ts';
import type { Metrics } from '../../metrics/rules/metrics.ts';
import type { Period } from '../../metrics/rules/period.ts';
import { corrected } from '../../metrics/rules/statistics.ts';
import { type Compared, compare } from './compare.ts';
import { type Finding, SURE_ENOUGH, type Told, within } from './finding.ts';
import { praise, rest, type Spoken, spoken } from './spoken.ts';
import type { Words } from './words.ts';

export type Told2 = { period: Period; metrics: Pick<Metrics, 'figures'> };

const units: Record<string, Definition> = Object.assign({}, ...Object.values(definitions));

const daysIn = ({ from, to }: Period) => Temporal.PlainDate.from(from).until(to, { largestUnit: 'days' }).days;

/** One finding for each figure that changed for sure, or that says how it goes. */
export function figureFindings(now: Told2, before: Told2 | undefined, words: Words): Finding[] {
  const all = (Object.entries(spoken) as [Key, Spoken][]).flatMap(([key, how]) => {
    const [told, then] = [now.metrics.figures[key], before?.metrics.figures[key]];
    if (told?.is !== 'told') return [];
    const earlier = then?.is === 'told' ? then : undefined;
    const days = { now: daysIn(now.period), before: before ? daysIn(before.period) : 0 };
    const compared = earlier && compare(units[key]!.unit, told, earlier, days, words);
    return [{ key, how, told, earlier, compared }];
  });
  const tested = all.filter(({ compared }) => compared !== undefined);
  const chances = corrected(tested.map(({ compared }) => compared!.chance));
  const sure = new Set(tested.filter(({ compared }, i) => chances[i]! < SURE_ENOUGH && compared!.isLarge));
  return all.flatMap((one) => {
    const isSure = sure.has(one);
    if (!isSure && (!one.how.stands || one.how.isMinor) && !isStrained(one.how, one.told)) return [];
    return [finding(one, isSure, before?.period, words)];
  });
}

type One = { key: Key; how: Spoken; told: Told; earlier: Told | undefined; compared: Compared | undefined };

/** The whole interval is beyond the threshold, so that chance does not put it there. */
function isStrained({ strain, better }: Spoken, { value, low = value, high = value }: Told): boolean {
  if (strain === undefined) return false;
  return better === 'less' ? low > strain : high < strain;
}

function finding(
  { key, how, told, earlier, compared }: One,
  isSure: boolean,
  before: Period | undefined,
  words: Words,
): Finding {
  const { unit, name } = units[key]!;
  const isBetter = compared && how.better !== undefined && compared.isMore === (how.better === 'more');
  const isWorse = compared && how.better !== undefined && !isBetter;
  const strained = isStrained(how, told);
  const stands = how.stands?.(told, words) ?? `${name}: ${words.value(unit, told.value)}.`;
  const changed = compared?.isMore ? how.more : how.less;
  const tone = strained || (isSure && isWorse) ? 'worry' : isSure && isBetter ? 'good' : 'plain';
  return {
    key: `figure:${key}`,
    tone,
    says: isSure ? changed : stands,
    figure: figureText(unit, told, words),
    change: before && compared && changeText(compared, isSure, words.period(before)),
    advice: { ...adviceFor(how, tone, isSure), about: undefined },
    weight: weightOf({ isSure, isWorse, isBetter, strained, size: compared?.size ?? 0, order: orderOf(key) }),
    numbers: { unit, now: told, before: earlier },
  };
}

const changeText = ({ says }: Compared, isSure: boolean, before: string) =>
  isSure ? `${says} than in ${before}` : `no more than chance since ${before}: ${says}`;

function adviceFor({ advice, better }: Spoken, tone: Finding['tone'], isSure: boolean): Spoken['advice'] {
  if (tone === 'good') return praise;
  return tone === 'worry' || (isSure && better === undefined) ? advice : rest;
}

type Weighed = {
  isSure: boolean;
  isWorse: boolean | undefined;
  isBetter: boolean | undefined;
  strained: boolean;
  size: number;
  order: number;
};

function weightOf({ isSure, isWorse, isBetter, strained, size, order }: Weighed): number {
  if (isSure && isWorse) return 70 + within(size);
  if (strained) return 60 + order;
  if (isSure) return (isBetter ? 40 : 30) + within(size);
  return 10 + order;
}

const keys = Object.keys(spoken);
/** Where nothing changed they stand as they are listed, 0 to 9. */
const orderOf = (key: Key) => 9 - (9 * keys.indexOf(key)) / keys.length;

/** The figure with its interval: “66% of 124 (likely 57–74%)”. */
export function figureText(unit: Definition['unit'], { value, low, high, of }: Told, words: Words): string {
  const among = of === undefined ? '' : ` of ${words.number(of)}`;
  if (unit === 'hours' && high !== undefined)
    return `${words.number(value)}–${words.number(high)} h, estimated in ${words.number(of ?? 0)} answers`;
  if (unit === 'minutes' && low !== undefined)
    return `${words.minutes(value)} (likely ${words.minutes(low)}${high === undefined ? ' or more' : `–${words.minutes(high)}`})`;
  if (unit === 'share' && low !== undefined && high !== undefined)
    return `${words.share(value)}${among} (likely ${words.range(low, high)})`;
  return `${words.value(unit, value)}${among}`;
}
