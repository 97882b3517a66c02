import { capital } from '../../../capital.ts';
import { areFew } from '../../../small-counts.ts';
import type { Metrics } from '../../metrics/rules/metrics.ts';
import { corrected, wilson } from '../../metrics/rules/statistics.ts';
import type { Wanted } from '../../metrics/rules/topics.ts';
import { type Advice, type Finding, SURE_ENOUGH, WORTH_TELLING, within } from './finding.ts';
import { chanceOfMore } from './statistics.ts';
import { partOf, type Words } from './words.ts';

type Counted = Wanted & { asks: number; unmet: number };

/**
 * Topics for which people find no one, more often than for others: by Fisher's exact test against all asks and waits of
 * the period, corrected for their number. Where no numbers are told, those that hardly anybody offers.
 */
export function shortages(metrics: Pick<Metrics, 'figures' | 'topics'>, words: Words): Finding[] {
  const { short } = metrics.topics;
  const all = totals(metrics);
  const counted = short.filter((one): one is Counted => one.asks !== undefined && one.unmet !== undefined);
  const chances = all
    ? corrected(counted.map(({ asks, unmet }) => chanceOfMore(unmet, asks, all.unmet, all.asks)))
    : counted.map(() => 1);
  const sure = counted.filter(
    ({ asks, unmet }, i) => all && chances[i]! < SURE_ENOUGH && unmet / asks > all.unmet / all.asks + WORTH_TELLING,
  );
  const uncounted = short.filter(({ unmet, offered }) => unmet === undefined && areFew(offered));
  return [...sure.map((one) => withNumbers(one, words)), ...uncounted.map((one) => withoutNumbers(one, words))];
}

/** All asks of the period with those of which somebody waits; undefined where one of the two is not told as a whole. */
function totals({ figures: { asks, matched, nobodyToAsk } }: Pick<Metrics, 'figures'>) {
  if (asks.is !== 'told' || matched.is !== 'told' || nobodyToAsk.is !== 'told') return undefined;
  if (asks.left + matched.left + nobodyToAsk.left > 0) return undefined;
  const met = Math.round(matched.value * (matched.of ?? 0));
  return { asks: asks.value + nobodyToAsk.value, unmet: asks.value - met + nobodyToAsk.value };
}

function withNumbers({ name, asks, unmet, offered }: Counted, words: Words): Finding {
  const [low, high] = wilson(unmet, asks);
  const share = unmet / asks;
  return {
    key: `short:${name}`,
    tone: 'worry',
    says: `${capital(partOf(share, `asks about ${name}`))} found no one; ${offeredBy(offered, words)}.`,
    figure: `${words.number(unmet)} of ${words.number(asks)} asks, ${words.share(share)} (likely ${words.range(low, high)})`,
    change: undefined,
    advice: adviceFor(name, offered),
    weight: 90 + within(unmet / (unmet + 50)),
    numbers: { unit: 'share', now: { is: 'told', value: share, low, high, of: asks, left: 0 }, before: undefined },
  };
}

function withoutNumbers({ name, offered }: Wanted, words: Words): Finding {
  return {
    key: `short:${name}`,
    tone: 'worry',
    says: `At least five people looked for someone who knows ${name} and found no one; ${offeredBy(offered, words)}.`,
    figure: 'five people or more',
    change: undefined,
    advice: adviceFor(name, offered),
    weight: 90,
    numbers: undefined,
  };
}

function offeredBy(offered: number, words: Words): string {
  if (offered === 0) return 'no one offers it';
  return areFew(offered) ? 'fewer than five colleagues offer it' : `${words.number(offered)} colleagues offer it`;
}

function adviceFor(name: string, offered: number): Advice {
  return areFew(offered)
    ? { kind: 'invite-helpers', about: name, says: `Invite people who know ${name} to offer it.` }
    : {
        kind: 'office-hours',
        about: name,
        says: `Ask those who offer ${name} for office hours, so that several people are helped at once.`,
      };
}
