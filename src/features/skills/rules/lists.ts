/** Lists of numbers by text, on top of others that stay as they are. */
export class Lists {
  readonly #base: Lists | undefined;
  readonly #own = new Map<string, number[]>();

  constructor(base?: Lists) {
    this.#base = base;
  }

  get(key: string): readonly number[] {
    const [base, own] = [this.#base?.get(key) ?? none, this.#own.get(key) ?? none];
    return own.length === 0 ? base : base.length === 0 ? own : [...base, ...own];
  }

  push(key: string, value: number): void {
    const list = this.#own.get(key);
    if (list === undefined) this.#own.set(key, [value]);
    else list.push(value);
  }
}

const none: readonly number[] = [];
