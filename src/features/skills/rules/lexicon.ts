import { letterSet, trigrams } from './letters.ts';
import { Lists } from './lists.ts';
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

type Tiers = Record<Tier, Lists>;

/**
 * All labels of a workspace, indexed for every step of understanding. Grows by `add`; ids are normalised names. With a
 * base it holds only what the workspace adds, and the base, made once, must not change any more.
 */
export class Lexicon {
  readonly #base: Lexicon | undefined;
  readonly #skills = new Map<string, Skill>();
  readonly #labels: Label[] = [];
  readonly #offset: number;
  readonly #tiers: Tiers;
  readonly #byStem: Lists;
  readonly #byTrigram: Lists;
  readonly #spellings = new Map<number, Map<string, number>>();
  readonly #redirects = new Map<string, string>();
  readonly #ordinary: ReadonlySet<string>;
  readonly #correct: ReadonlySet<string>;
  #longest: number;

  /**
   * @param ordinary words of plain English that must not be taken for a skill inside a longer sentence
   * @param correct words that are spelt as they should be, and so are no misspelling of another
   */
  constructor(ordinary: Iterable<string> = [], base?: Lexicon, correct: ReadonlySet<string> = new Set()) {
    this.#base = base;
    this.#offset = base?.size ?? 0;
    this.#longest = base?.longest ?? 1;
    this.#ordinary = base === undefined ? new Set([...ordinary].flatMap((w) => [w, stem(w)])) : base.#ordinary;
    this.#correct = base === undefined ? correct : base.#correct;
    const below =
      base === undefined ? undefined : { tiers: base.#tiers, stems: base.#byStem, trigrams: base.#byTrigram };
    const lists = (tier: Tier) => new Lists(below?.tiers[tier]);
    this.#tiers = { text: lists('text'), glued: lists('glued'), stems: lists('stems'), short: lists('short') };
    this.#byStem = new Lists(below?.stems);
    this.#byTrigram = new Lists(below?.trigrams);
  }

  /** Number of labels; they are numbered from 0. */
  get size(): number {
    return this.#offset + this.#labels.length;
  }

  /** The most words that a label has, so that no longer span need be tried. */
  get longest(): number {
    return this.#longest;
  }

  label(number: number): Label {
    return number < this.#offset ? this.#base!.label(number) : this.#labels[number - this.#offset]!;
  }

  *labels(): Generator<Label> {
    if (this.#base !== undefined) yield* this.#base.labels();
    yield* this.#labels;
  }

  skill(id: string): Skill | undefined {
    return this.#skills.get(id) ?? this.#base?.skill(id);
  }

  *skills(): Generator<Skill> {
    if (this.#base !== undefined) yield* this.#base.skills();
    yield* this.#skills.values();
  }

  /** Words of this length, and labels written as one word, with their sets of letters: what spelling is compared with. */
  spellings(length: number): Map<string, number>[] {
    const own = this.#spellings.get(length);
    return [...(this.#base?.spellings(length) ?? []), ...(own === undefined ? [] : [own])];
  }

  /** Adds a skill, or more aliases to one that is there. Labels without a letter or digit are left out. */
  add(name: string, aliases: string[] = [], about: About = {}): Skill {
    const id = normalise(name);
    const known = this.skill(id);
    const { broader = [], related = [], isProper = false } = about;
    const skill = known ?? { id, name, broader, related };
    if (known === undefined && id !== '') {
      this.#skills.set(id, skill);
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
    if (numbers.length === 0) return undefined;
    const labels = numbers.map((n) => this.label(n));
    const isName = labels.some((label) => label.isName);
    const chosen = labels.filter((label) => label.isName === isName);
    return { skillIds: [...new Set(chosen.map((label) => this.resolve(label.skillId)))], isName };
  }

  /** True for a word that is plain English as well as a label, in this form or another. */
  isOrdinary(word: string): boolean {
    return word.length === 1 || this.#ordinary.has(word) || this.#ordinary.has(stem(word));
  }

  /** True for a word of plain English that looks like a label and is none: nobody who types it meant another. */
  isCorrect(word: string): boolean {
    return this.#correct.has(word);
  }

  /** Numbers of the labels that hold a stem. */
  withStem(stemmed: string): readonly number[] {
    return this.#byStem.get(stemmed);
  }

  /** Numbers of the labels that hold three letters in a row. */
  withTrigram(three: string): readonly number[] {
    return this.#byTrigram.get(three);
  }

  /** How rare a stem is among the labels: near 0 for one that is everywhere, up to about 10. */
  rarity(stemmed: string): number {
    return Math.log(1 + this.size / (1 + this.#byStem.get(stemmed).length));
  }

  #addLabel(text: string, skillId: string, isName: boolean, isProper: boolean): void {
    if (text === '' || this.#tiers.text.get(text).some((n) => this.label(n).skillId === skillId)) return;
    const words = text.split(' ');
    const stems = words.map(stem);
    const squeezed = squeeze(text);
    const number = this.size;
    this.#labels.push({ text, squeezed, stems, skillId, isName });
    this.#longest = Math.max(this.#longest, Math.min(words.length, longestSpan));
    this.#tiers.text.push(text, number);
    this.#tiers.glued.push(squeezed, number);
    if (words.length > 1 || !isProper) this.#tiers.stems.push(stems.join(' '), number);
    for (const form of shortForms(text)) this.#tiers.short.push(form, number);
    for (const one of new Set(stems)) if (!isStopWord(one)) this.#byStem.push(one, number);
    for (const three of trigrams(squeezed)) this.#byTrigram.push(three, number);
    for (const spelling of [squeezed, ...words]) this.#addSpelling(spelling);
  }

  #addSpelling(spelling: string): void {
    if (spelling.length < 4 || isSmallWord(spelling) || isSpaceless(spelling)) return;
    const same = this.#spellings.get(spelling.length);
    if (same === undefined) this.#spellings.set(spelling.length, new Map([[spelling, letterSet(spelling)]]));
    else same.set(spelling, letterSet(spelling));
  }
}

/** Which skills somebody offers; guesses keep to them. */
export type IsOffered = (skillId: string) => boolean;
