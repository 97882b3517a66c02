import { add, emptyMonths } from './cell.ts';
import { departmentKey } from './departments.ts';
import type { Answered, Facts, Months, Person, Talk } from './facts.ts';
import { count, FEW, type Figure, leftOut, shareOf, told } from './figure.ts';
import { type Course, tell } from './gate.ts';

type Talking = Pick<Facts, 'months' | 'first' | 'talks' | 'people'>;

type Talks = Months & { talks: Talk[] };

export const allTalks = (facts: Talks): Course => sorted(facts, ({ n }) => [n]);

/** Talks sorted into cells; `sort` says how many of a pair's talks are in each. */
const talkCourse = (facts: Talks, within: Course, sort: (talk: Talk) => number[]): Course => ({
  ...sorted(facts, sort),
  within,
});

function sorted({ months, first, talks }: Months & { talks: Talk[] }, sort: (talk: Talk) => number[]): Course {
  const course: Course = { months: emptyMonths(months, sort(NO_TALK).length), first };
  for (const talk of talks)
    sort(talk).forEach((n, i) => {
      add(course.months[talk.span]![i]!, n, [talk.mentorId, talk.menteeId], talk.minutes);
    });
  return course;
}

const NO_TALK: Talk = {
  ...{ span: 0, n: 0, mentorId: '', menteeId: '', minutes: 0 },
  ...{ unextended: 0, written: 0, both: 0, useful: 0, useless: 0 },
};

/** Whether the two of a talk are in different groups, in the same, or one of them in none that is known. */
function acrossCourse(facts: Talking, within: Course, groupOf: (id: string) => string): Course {
  return talkCourse(facts, within, ({ mentorId, menteeId, n }) => {
    const [one, other] = [groupOf(mentorId), groupOf(menteeId)];
    if (one === '' || other === '') return [0, 0, n];
    return one === other ? [0, n, 0] : [n, 0, 0];
  });
}

/** The group of a person by id, as `name` has it; '' for nobody known. */
export function groupsBy(people: Person[], name: (person: Person) => string): (id: string) => string {
  const groups = new Map(people.map((person) => [person.id, name(person)]));
  return (id) => groups.get(id) ?? '';
}

export const departmentCourse = (facts: Talking, within = allTalks(facts)) =>
  acrossCourse(
    facts,
    within,
    groupsBy(facts.people, (person) => departmentKey(person.department)),
  );

export function talking(facts: Talking) {
  const all = allTalks(facts);
  const out = tell(all);
  const ratings = talkCourse(facts, all, ({ n, useful, useless }) => [useful, useless, n - useful - useless]);
  const zones = acrossCourse(
    facts,
    all,
    groupsBy(facts.people, ({ zone }) => zone),
  );
  return {
    talks: count(all),
    hours: out ? told(Math.round(out.vector[0]!.sum / 60), leftOut(all, out)) : FEW,
    withoutMoreTime: shareOf(talkCourse(facts, all, ({ n, unextended }) => [unextended, n - unextended])),
    bothSpoke: shareOf(talkCourse(facts, all, ({ n, written, both }) => [both, written - both, n - written])),
    useful: shareOf({ ...ratings, secrecy: 'private' }),
    acrossDepartments: shareOf(departmentCourse(facts, all)),
    acrossZones: shareOf(zones),
  };
}

/** Hours that each step of “how much time did it save you?” stands for; the last is open, and told as two days at the most. */
export const savedHours: Record<NonNullable<Answered['timeSaved']>, [least: number, most: number]> = {
  none: [0, 0],
  'up to an hour': [0, 1],
  'one to four hours': [1, 4],
  'half a day to a day': [4, 8],
  'more than a day': [8, 16],
};

export function afterwards({
  months,
  first,
  outcomes,
  stepsAgreed,
  stepsClosed,
}: Pick<Facts, 'months' | 'first' | 'outcomes' | 'stepsAgreed' | 'stepsClosed'>) {
  const within: Course = { months: emptyMonths(months, 1), first };
  const used: Course = { months: emptyMonths(months, 2), first, within, secrecy: 'private' };
  const saved: Course[] = [0, 1].map(() => ({ months: emptyMonths(months, 2), first, within }));
  for (const { span, menteeId, mentorId, answer, timeSaved, n } of outcomes) {
    const pair = [menteeId, mentorId];
    add(within.months[span]![0]!, n, pair);
    add(used.months[span]![answer === 'yes' ? 0 : 1]!, n, pair);
    saved.forEach((course, end) => {
      const hours = timeSaved ? savedHours[timeSaved][end]! : 0;
      add(course.months[span]![timeSaved ? 0 : 1]!, n, pair, hours * n);
    });
  }
  const agreed: Course = { months: emptyMonths(months, 1), first };
  for (const { span, ownerId, n } of stepsAgreed) add(agreed.months[span]![0]!, n, [ownerId]);
  const closed: Course = { months: emptyMonths(months, 2), first };
  for (const { span, ownerId, isDone, n } of stepsClosed) add(closed.months[span]![isDone ? 0 : 1]!, n, [ownerId]);
  return {
    stepsAgreed: count(agreed),
    stepsDone: shareOf(closed),
    used: shareOf(used),
    timeSaved: hoursSaved(saved),
  };
}

/** The least and the most that the answers stand for; `value` is the least. */
function hoursSaved(courses: Course[]): Figure {
  const [low, high] = courses.map((course) => tell(course));
  if (!low || !high) return FEW;
  const { n, sum } = low.vector[0]!;
  if (n === 0) return { is: 'nothing' };
  return { is: 'told', value: sum, low: sum, high: high.vector[0]!.sum, of: n, left: leftOut(courses[0]!, low) };
}
