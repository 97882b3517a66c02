import { readFileSync } from 'node:fs';
import { trigrams } from '../src/features/skills/rules/letters.ts';
import { normalise, squeeze } from '../src/features/skills/rules/normalise.ts';
import type { SkillEntry } from '../src/features/skills/service/skill-files.ts';
import { loadVocabulary, type Vocabulary } from '../src/features/skills/service/vocabulary.ts';
import type { Person, Query } from './matching-measure.ts';
import { type Random, seeded, zipf } from './random.ts';

/** Aliases that the measured vocabulary does not know: one in eight, the same ones every time. */
export type HeldOut = { skill: SkillEntry; alias: string; isClose: boolean };

const PER_KIND = 400;
const seniorities = ['', 'Senior ', 'Lead ', 'Junior ', 'Principal '];
const roles = ['specialist', 'manager', 'engineer', 'consultant', 'analyst', 'coordinator', 'assistant', 'director'];
const frames = [
  'how do I get better at {}',
  'can somebody help me with {} please',
  'I need a quick introduction to {} before Friday',
  'struggling with {} and could use advice',
  'who knows {}?',
  'looking for tips on {}',
];

/** People with three to seven skills each; a few skills are held by many (Zipf), as in real directories. */
export function generateCorpus(size: number, seed = 7): Person[] {
  const random = seeded(seed);
  const skills = random.shuffled(loadVocabulary().skills.filter((skill) => skill.aliases.length > 1));
  const pick = zipf(skills.length, random);
  return Array.from({ length: size }, (_, i) => {
    const own = new Set(Array.from({ length: 3 + random.below(5) }, () => skills[pick()]!));
    const [first] = own;
    return {
      id: `U${i}`,
      title: `${random.of(seniorities)}${first!.name} ${random.of(roles)}`,
      skills: Array.from(own, ({ name }) => ({ name, level: 1 + random.below(3) })),
    };
  });
}

/** Queries of every kind about skills that somebody in the corpus offers, and about topics that are in no data. */
export function generateQueries(people: Person[], seed = 11): Query[] {
  const random = seeded(seed);
  const offered = new Set(people.flatMap((p) => p.skills.map((s) => s.name)));
  const skills = random.shuffled(loadVocabulary().skills.filter((s) => offered.has(s.name)));
  const heldOut = holdOut();
  const hidden = new Set(heldOut.map((h) => h.alias));
  const some = <T>(list: T[]) => random.shuffled(list).slice(0, PER_KIND);
  const aliases = skills.flatMap((s) =>
    s.aliases.filter((a) => !hidden.has(a)).map((alias) => ({ alias, of: s.name })),
  );
  const asked = (kind: string, q: string, name: string): Query => ({ kind, q, relevant: [name] });
  const missing = heldOut.filter((h) => offered.has(h.skill.name));
  return [
    ...some(skills).map((s) => asked('exact name', s.name, s.name)),
    ...some(aliases).map((a) => asked('known alias', a.alias, a.of)),
    ...some(skills.filter((s) => s.name.length >= 5)).map((s) => asked('one typo', typo(s.name, random), s.name)),
    ...some(aliases).map((a) => asked('in a sentence', random.of(frames).replace('{}', a.alias), a.of)),
    ...some(missing.filter((h) => h.isClose)).map((h) => asked('unknown alias, close', h.alias, h.skill.name)),
    ...some(missing.filter((h) => !h.isClose)).map((h) => asked('unknown alias, opaque', h.alias, h.skill.name)),
    ...adverts().filter((advert) => advert.relevant.some((name) => offered.has(name))),
    ...absent(),
  ];
}

/** Every eighth alias of the vocabulary. Close means that it shares letters with the name. */
export function holdOut(seed = 5): HeldOut[] {
  const random = seeded(seed);
  return loadVocabulary().skills.flatMap((skill) =>
    skill.aliases
      .filter(() => skill.aliases.length > 2 && random.below(8) === 0)
      .map((alias) => ({ skill, alias, isClose: likeness(alias, skill.name) >= 0.3 })),
  );
}

/** The vocabulary as if nobody had thought of the held-out aliases. */
export function withoutHeldOut(vocabulary: Vocabulary): Vocabulary {
  const hidden = new Set(holdOut().map((h) => h.alias));
  const skills = vocabulary.skills.map((s) => ({ ...s, aliases: s.aliases.filter((a) => !hidden.has(a)) }));
  return { ...vocabulary, skills };
}

function likeness(a: string, b: string): number {
  const [x, y] = [trigrams(squeeze(normalise(a))), trigrams(squeeze(normalise(b)))];
  return (2 * [...x].filter((t) => y.has(t)).length) / (x.size + y.size);
}

/** One slip: a letter left out, doubled, replaced, or swapped with its neighbour; not on a space. */
function typo(text: string, random: Random): string {
  const places = [...text].flatMap((c, i) => (/[a-z]/i.test(c) && i > 0 ? [i] : []));
  const at = random.of(places);
  const slips = [
    () => text.slice(0, at) + text.slice(at + 1),
    () => text.slice(0, at) + text[at] + text.slice(at),
    () => text.slice(0, at) + random.of([...'etaoinsrhl']) + text.slice(at + 1),
    () => text.slice(0, at - 1) + text[at] + text[at - 1] + text.slice(at + 1),
  ];
  const slipped = random.of(slips)();
  return slipped === text ? `${text}${text.at(-1)}` : slipped;
}

const here = (name: string) =>
  readFileSync(new URL(name, import.meta.url), 'utf8')
    .split('\n')
    .filter(Boolean);

function adverts(): Query[] {
  return here('adverts.jsonl').map((line) => ({ kind: 'advertisement', ...(JSON.parse(line) as Omit<Query, 'kind'>) }));
}

function absent(): Query[] {
  return here('absent-topics.txt').flatMap((topic) => [
    { kind: 'absent topic', q: topic, relevant: [] },
    { kind: 'absent topic', q: `how do I get started with ${topic}`, relevant: [] },
  ]);
}
