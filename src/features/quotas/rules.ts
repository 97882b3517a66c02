/** How much of something is let through; a week is seven of the member's days, today among them. */
type Bounds = { day: number; week: number };
type Quota = Bounds & {
  /** Plural, as in “5 requests today”. */
  what: string;
  /** The same for one other person. */
  each?: Bounds;
};

/**
 * Everything that reaches others or makes rows, and how much of it one member may do (ours: several times what a busy
 * week holds, and too little to flood anybody). What was cancelled counts, because others had read it by then.
 */
export const quotas = {
  request: { day: 6, week: 15, what: 'requests' },
  /** Colleagues asked in somebody's name. */
  offer: { day: 18, week: 45, what: 'questions to colleagues', each: { day: 2, week: 4 } },
  'wait list': { day: 8, week: 20, what: 'wait lists' },
  'skill name': { day: 12, week: 25, what: 'new topics' },
  thanks: { day: 5, week: 12, what: 'thank-yous', each: { day: 2, week: 4 } },
  hours: { day: 6, week: 12, what: 'office hours' },
  announcement: { day: 3, week: 6, what: 'announcements' },
  booking: { day: 8, week: 20, what: 'bookings', each: { day: 4, week: 8 } },
  suggestion: { day: 15, week: 40, what: 'suggested times', each: { day: 6, week: 15 } },
  card: { day: 6, week: 15, what: 'knowledge cards' },
  goal: { day: 12, week: 30, what: 'changes to goals' },
  moment: { day: 6, week: 12, what: 'changes to moments' },
  technique: { day: 40, week: 120, what: 'cards and exercises' },
  'wrap-up': { day: 15, week: 40, what: 'wrap-ups' },
  'suggestion form': { day: 5, week: 12, what: 'suggestions' },
  concern: { day: 5, week: 12, what: 'reports' },
} as const satisfies Record<string, Quota>;

export type QuotaKind = keyof typeof quotas;
/** What a member did so far, without the one in question. */
export type Used = { today: number; thisWeek: number };

/** Why one more would be too many, in words for whoever wanted it; undefined while there is room. */
export function overQuota(kind: QuotaKind, all: Used, toOne?: Used): string | undefined {
  const { what, each, ...bounds }: Quota = quotas[kind];
  const over = tooMany(bounds, what, all);
  if (over !== undefined || each === undefined || toOne === undefined) return over;
  return tooMany(each, `${what} for the same person`, toOne);
}

function tooMany({ day, week }: Bounds, what: string, { today, thisWeek }: Used): string | undefined {
  if (today >= day)
    return `You’ve had ${today} ${what} today, which is as many as I take in a day. There’s room for more tomorrow.`;
  if (thisWeek >= week)
    return `You’ve had ${thisWeek} ${what} in seven days, which is as many as I take. There’s room for more in a few days.`;
  return undefined;
}

/** The first of the seven dates that count together with `today`. */
export const weekStart = (today: Temporal.PlainDate): Temporal.PlainDate => today.subtract({ days: 6 });
