import { tokenise } from './normalise.ts';
import { isSmallWord } from './small-words.ts';
import { stem } from './stem.ts';

/** Full text over job titles: the last resort when no skill was understood. Equal titles are kept once. */
export class TitleIndex {
  readonly #holders = new Map<string, string[]>();
  readonly #titles: string[] = [];
  readonly #byStem = new Map<string, number[]>();

  add(id: string, title: string): void {
    const stems = stemsOf(title);
    const key = stems.join(' ');
    if (key === '') return;
    const holders = this.#holders.get(key);
    if (holders !== undefined) return void holders.push(id);
    this.#holders.set(key, [id]);
    const number = this.#titles.push(key) - 1;
    for (const one of stems) {
      const numbers = this.#byStem.get(one);
      if (numbers === undefined) this.#byStem.set(one, [number]);
      else numbers.push(number);
    }
  }

  /** People whose title shares the rarest words with the text, at most `limit`. */
  find(text: string, limit: number): string[] {
    const scores = new Map<number, number>();
    for (const one of stemsOf(text)) {
      const numbers = this.#byStem.get(one) ?? [];
      const rarity = Math.log(1 + this.#titles.length / (1 + numbers.length));
      for (const number of numbers) scores.set(number, (scores.get(number) ?? 0) + rarity);
    }
    const best = [...scores].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, limit);
    return best.flatMap(([number]) => this.#holders.get(this.#titles[number]!)!.slice(0, limit)).slice(0, limit);
  }
}

function stemsOf(text: string): string[] {
  return [...new Set(tokenise(text).map((token) => token.text))].filter((word) => !isSmallWord(word)).map(stem);
}
