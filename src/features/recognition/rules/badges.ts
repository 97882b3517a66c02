/** What a member did and what came of it: all that badges are decided by. Instants say when each became a fact. */
export type Facts = {
  /** Conversations that took place with this member in either role. */
  sessions: { role: 'mentor' | 'mentee'; at: Temporal.Instant }[];
  /** "Yes, I used it", about this member's help (`gave`) or by this member (`got`). */
  uses: { way: 'gave' | 'got'; partnerId: string; skillId: string; at: Temporal.Instant }[];
  /** Departments of the people helped; who named none is missing. */
  departments: Map<string, string>;
  /** How useful mentees found this member's sessions, 1 to 5. */
  ratings: { menteeId: string; usefulness: number; at: Temporal.Instant }[];
  /** Agreed next steps that this member did. */
  actionsDone: Temporal.Instant[];
  /** Office hours of this member to which somebody came, one for each date. */
  officeHours: Temporal.Instant[];
  thanks: { way: 'gave' | 'got'; partnerId: string; at: Temporal.Instant }[];
  breaks: { from: Temporal.Instant; to: Temporal.Instant }[];
  /** IANA zone in which the member's weeks begin. */
  zone: string;
};

export const badgeKeys = [
  'first-session',
  'it-worked',
  'five-people',
  'fifteen-people',
  'bridge-builder',
  'many-topics',
  'steady-hand',
  'follow-through',
  'passing-it-on',
  'curious-mind',
  'open-door',
  'good-questions',
  'warm-words',
  'says-thanks',
] as const;
export type BadgeKey = (typeof badgeKeys)[number];

export type Earned = { badge: BadgeKey; at: Temporal.Instant };

type Rule = (facts: Facts) => Temporal.Instant | undefined;

/** A rating of this or more is a very good one. */
const VERY_GOOD = 4.5;
const STEADY_WEEKS = 4;

const inTime = <T extends { at: Temporal.Instant }>(facts: T[]): T[] =>
  facts.toSorted((a, b) => Temporal.Instant.compare(a.at, b.at));
const gave = <T extends { way: 'gave' | 'got' }>(facts: T[]) => facts.filter((fact) => fact.way === 'gave');
const got = <T extends { way: 'gave' | 'got' }>(facts: T[]) => facts.filter((fact) => fact.way === 'got');

/** When the `n`th different name came up; undefined for fewer. */
function different<T extends { at: Temporal.Instant }>(
  facts: T[],
  n: number,
  nameOf: (fact: T) => string | undefined,
): Temporal.Instant | undefined {
  const seen = new Set<string>();
  for (const fact of inTime(facts)) {
    const name = nameOf(fact);
    if (name !== undefined) seen.add(name);
    if (seen.size >= n) return fact.at;
  }
  return undefined;
}

const nth = (times: Temporal.Instant[], n: number) => times.toSorted(Temporal.Instant.compare)[n - 1];

const rules: Record<BadgeKey, Rule> = {
  'first-session': (f) => nth(timesOf(f.sessions), 1),
  'it-worked': (f) => different(gave(f.uses), 1, (use) => use.partnerId),
  'five-people': (f) => different(gave(f.uses), 5, (use) => use.partnerId),
  'fifteen-people': (f) => different(gave(f.uses), 15, (use) => use.partnerId),
  'bridge-builder': (f) => different(gave(f.uses), 3, (use) => f.departments.get(use.partnerId)),
  'many-topics': (f) => different(gave(f.uses), 3, (use) => use.skillId),
  'steady-hand': (f) => steady(f),
  'follow-through': (f) => nth(f.actionsDone, 5),
  'passing-it-on': (f) => passedOn(f),
  'curious-mind': (f) => different(got(f.uses), 3, (use) => use.partnerId),
  'open-door': (f) => nth(f.officeHours, 4),
  'good-questions': (f) => wellRated(f),
  'warm-words': (f) => different(got(f.thanks), 5, (thanks) => thanks.partnerId),
  'says-thanks': (f) => different(gave(f.thanks), 5, (thanks) => thanks.partnerId),
};

const timesOf = (facts: { at: Temporal.Instant }[]) => facts.map((fact) => fact.at);

/** Every badge that the facts earn, with the moment at which it was complete. More facts never earn less. */
export function badgesEarned(facts: Facts): Earned[] {
  return badgeKeys.flatMap((badge) => {
    const at = rules[badge](facts);
    return at ? [{ badge, at }] : [];
  });
}

/** Used what somebody showed them, and later helped another with the same skill, who used it in turn. */
function passedOn({ uses }: Facts): Temporal.Instant | undefined {
  const learned = inTime(got(uses));
  const passed = inTime(gave(uses)).find((help) =>
    learned.some(
      (use) =>
        use.skillId === help.skillId &&
        use.partnerId !== help.partnerId &&
        Temporal.Instant.compare(use.at, help.at) < 0,
    ),
  );
  return passed?.at;
}

/** Five very good ratings by four different people at least. */
function wellRated({ ratings }: Facts): Temporal.Instant | undefined {
  const good = inTime(ratings.filter((rating) => rating.usefulness >= VERY_GOOD));
  const people = new Set<string>();
  for (const [i, { menteeId, at }] of good.entries()) {
    people.add(menteeId);
    if (i + 1 >= 5 && people.size >= 4) return at;
  }
  return undefined;
}

/** A session in each of four weeks in a row; weeks of a break without a session are not counted, and break nothing. */
function steady({ sessions, breaks, zone }: Facts): Temporal.Instant | undefined {
  const busy = new Map<string, Temporal.Instant>();
  for (const { at } of inTime(sessions)) {
    const week = monday(at, zone).toString();
    if (!busy.has(week)) busy.set(week, at);
  }
  const rest = new Set(breaks.flatMap((b) => weeksOf(b, zone, [...busy.keys()].at(-1))));
  let run = 0;
  let expected: Temporal.PlainDate | undefined;
  for (const [week, at] of busy) {
    while (expected && Temporal.PlainDate.compare(expected, week) < 0 && rest.has(expected.toString()))
      expected = expected.add({ days: 7 });
    run = expected?.toString() === week ? run + 1 : 1;
    if (run >= STEADY_WEEKS) return at;
    expected = Temporal.PlainDate.from(week).add({ days: 7 });
  }
  return undefined;
}

function monday(at: Temporal.Instant, zone: string): Temporal.PlainDate {
  const date = at.toZonedDateTimeISO(zone).toPlainDate();
  return date.subtract({ days: date.dayOfWeek - 1 });
}

/** The weeks that a break touches, up to the week `last`. */
function weeksOf(span: Facts['breaks'][number], zone: string, last: string | undefined): string[] {
  const weeks: string[] = [];
  if (last === undefined) return weeks;
  const end = monday(span.to, zone);
  for (let week = monday(span.from, zone); ; week = week.add({ days: 7 })) {
    if (Temporal.PlainDate.compare(week, end) > 0 || Temporal.PlainDate.compare(week, last) > 0) return weeks;
    weeks.push(week.toString());
  }
}
