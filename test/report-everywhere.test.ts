import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { features } from '../src/features/index.ts';
import { createRegistry } from '../src/jobs/define.ts';
import type { Sample } from './support/samples.ts';

/** What names somebody else and has no way to report a concern, by the start of the screen’s name, and why. */
const WITHOUT: Record<string, string> = {
  'admin settings, all chosen': 'to owners: whom the settings name',
  'buddies line form': 'a form for writing to them',
  'buddies nobody for': 'to owners: for whom there is no buddy yet',
  'buddies room, welcoming, an owner': 'to owners: for whom there is no buddy yet',
  'concerns ': 'a report itself',
  'goals all goals': 'names only those who may be asked, who said nothing',
  'goals news': 'names only those who may be asked, who said nothing',
  'launch-kit ': 'owners’ own words, which everyone in the channel reads',
  'reviews text to everybody': 'owners’ own words, which everyone in the channel reads',
  'reviews text as an owner changed it': 'owners’ own words, which everyone in the channel reads',
  're-engagement ': 'to owners: which of them decided',
  'newsletter posted': 'to owners: which of them decided',
  'newsletter on its way': 'to owners: which of them decided',
  'newsletter skipped': 'to owners: which of them decided',
  'office-hours list': 'names only those to whom anybody may come, who said nothing; the place that was booked has it',
  'office-hours book': 'a form',
  'office-hours announcement': 'a post that everyone in the channel reads',
  'search result': 'names only those who may be asked, who said nothing',
  'search nobody': 'names only those who may be asked, who said nothing',
  'search unknown topic': 'names only those who may be asked, who said nothing',
  'search asked back': 'names only those who may be asked, who said nothing',
  'search a colleague’s card': 'names only whoever was asked about, who said nothing',
  'search one’s own card': 'names only whoever was asked about, who said nothing',
  'search sure, with another reading': 'names only those who may be asked, who said nothing',
  'requests helper waiting': 'names only those who may be asked, who said nothing',
  'sessions line': 'in the thread under the card, which has it',
  'sessions recap': 'in the thread under the card, which has it',
  'sessions pick a time': 'a form, opened from the card, which has it',
  'sessions wrap-up': 'a form, opened from the card, which has it',
  'technique ': 'in the thread under the card, which has it',
};

/**
 * On which screens the words of one person come to another, by the kind of message (“…” = all that begin so); a text says why
 * none has a way.
 */
const SCREENS: Record<string, string[] | string> = {
  'sessions.card': ['sessions card…'],
  'sessions.line': WITHOUT['sessions line'] ?? '',
  'sessions.line-edit': WITHOUT['sessions line'] ?? '',
  'sessions.recap': WITHOUT['sessions recap'] ?? '',
  'sessions.recap-edit': WITHOUT['sessions recap'] ?? '',
  'sessions.note': ['sessions note…'],
  'sessions.news': ['sessions news…'],
  'technique.post': WITHOUT['technique '] ?? '',
  'technique.debrief': WITHOUT['technique '] ?? '',
  'requests.offer': ['requests offer…', 'requests first offer…'],
  'requests.proposal': ['requests proposal proposed'],
  'follow-ups.done': ['follow-ups told of a done'],
  'knowledge.approval': ['knowledge asked to approve', 'knowledge other words suggested', 'knowledge changed since'],
  'knowledge.news': ['knowledge news', 'knowledge approved'],
  'office-hours.link': 'in the thread under the card, which has it',
  'office-hours.remind': ['office-hours reminder…'],
  'office-hours.late-change': ['office-hours late change…'],
  'moments.host': ['moments host, drawn'],
  'buddies.introduction': ['buddies introduction'],
  'buddies.line': ['buddies line'],
  'buddies.ask': ['buddies ask, asked', 'buddies ask, accepted', 'buddies ask, introduced'],
  'buddies.offer': ['buddies offer, accepted', 'buddies offer, introduced'],
  'buddies.hint': ['buddies hint…'],
  'newsletter.story': ['newsletter may it be told…'],
  'recognition.thanks': ['recognition thank-you', 'recognition thank-you that is shown'],
  'suggestions.answered': ['suggestions answered heard', 'suggestions answered done', 'suggestions answered not now'],
  'reflections.used': ['reflections told of a yes…'],
  'concerns.copy': WITHOUT['concerns '] ?? '',
};

/** Further screens with the words or the fate of somebody else: lists, one's own cards, and posts. */
const FURTHER = [
  'moments post…',
  'recognition thank-you given…',
  'requests progress 8 matched',
  'requests progress 4 waiting',
  'requests progress 6 proposed',
  'requests status',
  'office-hours kept…',
  'office-hours called off…',
  'office-hours host reminder',
  'buddies room, a newcomer, introduced',
  'buddies day 20',
  'reflections question',
  'knowledge read…',
];

const here = new URL('./views/', import.meta.url);
const screens = (
  await Promise.all(
    readdirSync(here).map(async (file) => {
      const { samples }: { samples: Sample[] } = await import(new URL(file, here).href);
      return samples.map((sample) => ({ name: `${file.replace('.ts', '')} ${sample.name}`, sample }));
    }),
  )
)
  .flat()
  .map(({ name, sample }) => ({ name, shown: JSON.stringify(sample.build(() => 'words')) }));

const names = (shown: string) => /<@[UW]/.test(shown);
const hasReport = (shown: string) => shown.includes('"care.report"');
const isExcused = (name: string) => Object.keys(WITHOUT).some((start) => name.startsWith(start));

it('Every screen that names somebody else has a way to report a concern, or a reason why it has none', () => {
  const bare = screens.filter(({ name, shown }) => names(shown) && !hasReport(shown) && !isExcused(name));
  expect(bare.map(({ name }) => name)).toEqual([]);
});

it('No reason is given for what is not there any more', () => {
  const isNeeded = (start: string) =>
    screens.some(({ name, shown }) => name.startsWith(start) && names(shown) && !hasReport(shown));
  expect(Object.keys(WITHOUT).filter((start) => !isNeeded(start))).toEqual([]);
});

it('Every kind of message with the words of somebody else says on which screens they come', () => {
  const registry = createRegistry();
  for (const { jobs } of features) jobs?.(registry);
  const carrying = [...registry.handlers, ...registry.prompts].flatMap(([name, handler]) =>
    'words' in handler && handler.words ? [name] : [],
  );
  expect(carrying.sort()).toEqual(Object.keys(SCREENS).sort());
});

it.each([...Object.values(SCREENS).flatMap((one) => (typeof one === 'string' ? [] : one)), ...FURTHER])(
  '“%s” has a way to report a concern',
  (name) => {
    const found = screens.filter((one) =>
      name.endsWith('…') ? one.name.startsWith(name.slice(0, -1)) : one.name === name,
    );
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter(({ shown }) => !hasReport(shown)).map((one) => one.name)).toEqual([]);
  },
);
