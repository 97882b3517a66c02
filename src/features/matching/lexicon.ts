import { letterSet, trigrams } from './letters.ts';
import { isSpaceless, normalise, squeeze } from './normalise.ts';
import { shortForms } from './short-forms.ts';
import { isSmallWord, isStopWord } from './small-words.ts';
import { stem } from './stem.ts';

/** A skill that can be understood; `id` is its normalised name. */
export type Skill = { id: string; name: string; broader: string[]; related: string[] };

/** One way to write a skill. */
export type Label = { text: string; squeezed: string; stems: string[]; skillId: string; isName: boolean };

/** Where a text was found: as a label itself, glued or parted differently, as a form of its words, as a short form. */
export type Tier = 'text' | 'glued' | 'stems' | 'short';

/** Skill ids that a text means on one tier. Several only when it is ambiguous; names go before aliases. */
export type Found = { skillIds: string[]; isName: boolean };

/** What is known of a skill beside its labels. A proper name has no other forms: "sailing" is no form of Sail. */
export type About = { broader?: string[]; related?: string[]; isProper?: boolean };

const longestSpan = 8;

/** All labels of a workspace, indexed for every step of understanding. Grows by `add`; ids must be normalised names. */
export class Lexicon {
  readonly skills = new Map<string, Skill>();
  readonly labels: Label[] = [];
  /** Numbers of the labels that hold a stem. */
  readonly byStem = new Map<string, number[]>();
  /** Words, and labels written as one word, with their sets of letters, by length: what spelling is compared with. */
  readonly spellings = new Map<number, Map<string, number>>();
  /** The most words that a label has, so that no longer span need be tried. */
  longest = 1;
  readonly #tiers: Record<Tier, Map<string, number[]>> = {
    text: new Map(),
    glued: new Map(),
    stems: new Map(),
    short: new Map(),
  };
  readonly #byTrigram = new Map<string, number[]>();
  #trigramsOf = 0;
  readonly #redirects = new Map<string, string>();
  readonly #ordinary: ReadonlySet<string>;
  readonly #ordinaryStems: ReadonlySet<string>;

  /** @param ordinary words of plain English that must not be taken for a skill inside a longer sentence */
  constructor(ordinary: ReadonlySet<string> = new Set()) {
    this.#ordinary = ordinary;
    this.#ordinaryStems = new Set(Array.from(ordinary, stem));
  }

  /** Adds a skill, or more aliases to one that is there. Labels without a letter or digit are left out. */
  add(name: string, aliases: string[] = [], about: About = {}): Skill {
    const id = normalise(name);
    const known = this.skills.get(id);
    const { broader = [], related = [], isProper = false } = about;
    const skill = known ?? { id, name, broader, related };
    if (known === undefined && id !== '') {
      this.skills.set(id, skill);
      this.#addLabel(id, id, true, isProper);
    }
    for (const alias of aliases) this.#addLabel(normalise(alias), id, false, isProper);
    return skill;
  }

  /** Makes every label of `from` mean `to`, as after a merge. @throws RangeError when that would close a circle. */
  redirect(from: string, to: string): void {
    if (this.resolve(to) === from) throw new RangeError(`${from} already stands for ${to}`);
    this.#redirects.set(from, to);
  }

  /** The id that a skill of this name has. */
  idOf(name: string): string {
    return this.resolve(normalise(name));
  }

  /** The skill that an id stands for now. */
  resolve(id: string): string {
    let now = id;
    for (let next = this.#redirects.get(now); next !== undefined; next = this.#redirects.get(now)) now = next;
    return now;
  }

  /** What `text` (normalised, or squeezed or stemmed for those tiers) means, names first. */
  find(tier: Tier, text: string): Found | undefined {
    const numbers = this.#tiers[tier].get(text);
    if (numbers === undefined) return undefined;
    const labels = numbers.map((n) => this.labels[n]!);
    const isName = labels.some((label) => label.isName);
    const chosen = labels.filter((label) => label.isName === isName);
    return { skillIds: [...new Set(chosen.map((label) => this.resolve(label.skillId)))], isName };
  }

  /** True for a word that is plain English as well as a label, in this form or another. */
  isOrdinary(word: string): boolean {
    return word.length === 1 || this.#ordinary.has(word) || this.#ordinaryStems.has(stem(word));
  }

  /** Numbers of the labels that hold three letters in a row. Indexed on first use: few questions need it. */
  withTrigram(three: string): number[] {
    for (; this.#trigramsOf < this.labels.length; this.#trigramsOf++)
      for (const one of trigrams(this.labels[this.#trigramsOf]!.squeezed)) push(this.#byTrigram, one, this.#trigramsOf);
    return this.#byTrigram.get(three) ?? [];
  }

  /** How rare a stem is among the labels: near 0 for one that is everywhere, up to about 10. */
  rarity(stemmed: string): number {
    return Math.log(1 + this.labels.length / (1 + (this.byStem.get(stemmed)?.length ?? 0)));
  }

  #addLabel(text: string, skillId: string, isName: boolean, isProper: boolean): void {
    if (text === '' || this.#tiers.text.get(text)?.some((n) => this.labels[n]!.skillId === skillId)) return;
    const words = text.split(' ');
    const stems = words.map(stem);
    const label = { text, squeezed: squeeze(text), stems, skillId, isName };
    const number = this.labels.push(label) - 1;
    this.longest = Math.max(this.longest, Math.min(words.length, longestSpan));
    this.#index('text', text, number);
    this.#index('glued', label.squeezed, number);
    if (words.length > 1 || !isProper) this.#index('stems', stems.join(' '), number);
    for (const form of shortForms(text)) this.#index('short', form, number);
    for (const one of new Set(stems)) if (!isStopWord(one)) push(this.byStem, one, number);
    for (const spelling of [label.squeezed, ...words]) this.#addSpelling(spelling);
  }

  #index(tier: Tier, text: string, number: number): void {
    push(this.#tiers[tier], text, number);
  }

  #addSpelling(spelling: string): void {
    if (spelling.length < 4 || isSmallWord(spelling) || isSpaceless(spelling)) return;
    const same = this.spellings.get(spelling.length);
    if (same === undefined) this.spellings.set(spelling.length, new Map([[spelling, letterSet(spelling)]]));
    else same.set(spelling, letterSet(spelling));
  }
}

function push(map: Map<string, number[]>, key: string, value: number): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
