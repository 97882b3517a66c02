/** One line of a corpus. */
export type Person = { id: string; title: string; skills: { name: string; level: number }[] };
/** One line of a query set; `kind` groups the results. No relevant skill means that the topic is absent. */
export type Query = { q: string; relevant: string[]; kind?: string | undefined };
/** `isSure` says that the engine would act on it without asking back; engines that cannot tell are always sure. */
export type Answer = { ids: string[]; isSure: boolean };
export type Engine = {
  name: string;
  buildMs: number;
  answer(q: string): Answer | Promise<Answer>;
  close?(): Promise<void> | void;
};

type Tally = { n: number; hits: number; reciprocal: number; none: number; sureHits: number; falselySure: number };

const SHOWN = 5;
const RANKED = 20;

/**
 * Runs every query through one engine. A hit is a person who offers a relevant skill; recall@5 is the share of queries
 * with a hit among the first five, MRR looks at the first twenty. Times are one by one, in this process.
 */
export async function measure(start: () => Promise<Engine>, people: Person[], queries: Query[], misses = 0) {
  const offers = new Map(people.map((p) => [p.id, new Set(p.skills.map((s) => s.name))]));
  const before = residentMegabytes();
  const engine = await start();
  const megabytes = residentMegabytes() - before;
  for (const query of queries.slice(0, 200)) await engine.answer(query.q);
  const kinds = new Map<string, Tally>();
  const times: number[] = [];
  for (const query of queries) {
    const from = performance.now();
    const answer = await engine.answer(query.q);
    times.push(performance.now() - from);
    const missed = !count(tallyOf(kinds, query.kind ?? 'all'), query, answer, offers);
    if (missed && misses-- > 0) console.error('missed:', JSON.stringify(query));
  }
  await engine.close?.();
  const byKind = Object.fromEntries([...kinds].map(([kind, tally]) => [kind, shares(tally)]));
  return {
    engine: engine.name,
    buildMs: Math.round(engine.buildMs),
    megabytes,
    milliseconds: middleAndTail(times),
    byKind,
  };
}

function middleAndTail(values: number[]): { p50: number; p99: number } {
  const sorted = values.sort((a, b) => a - b);
  const at = (share: number) => round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!);
  return { p50: at(0.5), p99: at(0.99) };
}

function count(tally: Tally, query: Query, answer: Answer, offers: Map<string, Set<string>>): boolean {
  const isHit = (id: string) => query.relevant.some((skill) => offers.get(id)?.has(skill));
  const rank = answer.ids.slice(0, RANKED).findIndex(isHit);
  tally.n++;
  if (answer.ids.length === 0) tally.none++;
  if (query.relevant.length === 0 && answer.isSure && answer.ids.length > 0) tally.falselySure++;
  if (rank < 0) return query.relevant.length === 0;
  tally.reciprocal += 1 / (rank + 1);
  if (rank < SHOWN) tally.hits++;
  if (rank < SHOWN && answer.isSure) tally.sureHits++;
  return rank < SHOWN;
}

function tallyOf(kinds: Map<string, Tally>, kind: string): Tally {
  const tally = kinds.get(kind) ?? { n: 0, hits: 0, reciprocal: 0, none: 0, sureHits: 0, falselySure: 0 };
  kinds.set(kind, tally);
  return tally;
}

function shares({ n, hits, reciprocal, none, sureHits, falselySure }: Tally) {
  const share = (value: number) => round(value / n);
  return {
    n,
    recallAt5: share(hits),
    withoutAsking: share(sureHits),
    mrr: share(reciprocal),
    noAnswer: share(none),
    falselySure: share(falselySure),
  };
}

function residentMegabytes(): number {
  globalThis.gc?.();
  return Math.round(process.memoryUsage().rss / 1_048_576);
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
