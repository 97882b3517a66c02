import { describe, expect, it } from 'vitest';
import { signs } from '../bench/year/signs.ts';
import { promptGroups } from '../src/features/home/rules.ts';
import { together } from '../src/features/prompts/views.ts';
import { kindsOfWords, type Sample } from './support/samples.ts';

type Kind = (typeof promptGroups)[number]['kinds'][number];

/** The samples that show a kind of message as it arrives, by room and name. */
const arriving: Record<Kind, [room: string, name: RegExp]> = {
  'reflections.ask': ['reflections', /^(?:question|reminder)$/],
  'reflections.outcome': ['reflections', /^did you use it$/],
  'follow-ups.due': ['follow-ups', /^(?:due|reminder)$/],
  'lessons.lesson': ['lessons', /^lesson (?:to be answered|mentioned once more|ment)/],
  'goals.news': ['goals', /^news$/],
  'goals.due': ['goals', /^day has come$/],
  'goals.ladder': ['goals', /^would you help others, asked$/],
  'goals.fresh': ['goals', /^does it still fit/],
  'office-hours.remind': ['office-hours', /^reminder booked$/],
  'office-hours.remind-host': ['office-hours', /^host reminder/],
  'office-hours.late-change': ['office-hours', /^late change/],
  'moments.host': ['moments', /^host, drawn$/],
  'knowledge.approval': ['knowledge', /^(?:asked to approve|other words suggested|changed since)$/],
  'knowledge.news': ['knowledge', /^news$/],
  'knowledge.helped': ['knowledge', /^helped/],
  'momentum.invite': ['re-engagement', /^invitation/],
  'buddies.ask': ['buddies', /^ask(?:, asked| about)/],
  'buddies.offer': ['buddies', /^offer, accepted$/],
  'buddies.check-in': ['buddies', /^day \d+(?: without a buddy)?$/],
  'buddies.hint': ['buddies', /^hint/],
  'buddies.ended': ['buddies', /^ended/],
  'recognition.badge': ['recognition', /^badge$/],
  'recognition.thanks': ['recognition', /^thank-you(?: that is shown)?$/],
  'reflections.used': ['reflections', /^told of a yes/],
  'follow-ups.done': ['follow-ups', /^told of a done$/],
  'newsletter.story': ['newsletter', /^may it be told/],
  'newsletter.draft': ['newsletter', /^(?:draft with \d|posted|skipped)/],
  'momentum.quiet': ['re-engagement', /^(?:quiet|going|stopped)/],
  'pulses.ask': ['pulses', /^asked/],
  'reports.ready': ['reports', /^ready/],
  'pulses.closed': ['pulses', /^closed with/],
  'reviews.ask': ['reviews', /^asked to help/],
  'reviews.due': ['reviews', /^due/],
  'suggestions.answered': ['suggestions', /^answered/],
  'suggestions.waiting': ['suggestions', /wait for an answer$/],
  'buddies.nobody': ['buddies', /^nobody for/],
};

const samplesOf = async (kind: Kind): Promise<Sample[]> => {
  const [room, name] = arriving[kind];
  const { samples }: { samples: Sample[] } = await import(`./views/${room}.ts`);
  return samples.filter((sample) => sample.surface === 'message' && name.test(sample.name));
};

describe('A reader of the simulated year knows a message by its looks', () => {
  it.each(promptGroups.flatMap(({ name, kinds }) => kinds.map((kind) => [kind, name] as const)))(
    '%s is switched off with “%s”',
    async (kind, group) => {
      const samples = await samplesOf(kind);
      expect(samples).not.toEqual([]);
      for (const sample of samples) {
        for (const words of [kindsOfWords['short words']!, kindsOfWords['line breaks']!]) {
          const built = sample.surface === 'message' ? sample.build(words) : undefined;
          const { text, blocks } = together([{ text: 'Before it' }, built!]);
          const found = signs.filter(({ looks }) => looks.test(`${text} ${JSON.stringify(blocks)}`));
          expect({ sample: sample.name, found: found.map((sign) => sign.group) }).toEqual({
            sample: sample.name,
            found: [group],
          });
        }
      }
    },
  );
});
