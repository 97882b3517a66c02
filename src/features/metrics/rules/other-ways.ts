import { add, emptyMonths } from './cell.ts';
import type { Facts } from './facts.ts';
import { count, FEW, type Figure, leftOut, told } from './figure.ts';
import { type Course, tell } from './gate.ts';

type Others = Pick<Facts, 'months' | 'first' | 'places' | 'moments' | 'buddies' | 'lessons' | 'cards' | 'cardsOfUse'>;

/** What else people do with the app than ask and answer. */
export function otherWays({ months, first, ...facts }: Others) {
  const courseOf = <T extends { span: number; n?: number }>(rows: T[], people: (row: T) => string[]): Course => {
    const course = { months: emptyMonths(months, 1), first };
    for (const row of rows) add(course.months[row.span]![0]!, row.n ?? 1, people(row));
    return course;
  };
  return {
    officeHours: count(courseOf(facts.places, (row) => [row.hostId, row.memberId])),
    moments: momentsHeld({ months, first, moments: facts.moments }),
    buddies: count(courseOf(facts.buddies, (row) => [row.newcomerId, row.buddyId])),
    lessons: count(courseOf(facts.lessons, (row) => [row.memberId])),
    cards: count(courseOf(facts.cards, (row) => [row.proposerId, row.partnerId])),
    cardsOfUse: count(courseOf(facts.cardsOfUse, (row) => [row.memberId])),
  };
}

/**
 * How many moments were answered. Who answered is kept for a week only, so that a month has at least as many people as
 * answered in its largest moment, and is taken to have no more.
 */
function momentsHeld({ months, first, moments }: Pick<Facts, 'months' | 'first' | 'moments'>): Figure {
  const course: Course = { months: emptyMonths(months, 1), first };
  for (const { span, shared } of moments) add(course.months[span]![0]!, 1, [`1`], shared);
  for (const [span, all] of Map.groupBy(moments, (moment) => moment.span)) {
    const most = Math.max(...all.map(({ shared }) => shared));
    course.months[span]![0]!.people = [new Set(Array.from({ length: most }, (_, i) => `${i}`))];
  }
  const out = tell(course);
  return out ? told(out.vector[0]!.n, leftOut(course, out)) : FEW;
}
