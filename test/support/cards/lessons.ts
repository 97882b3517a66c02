import type { Tx } from '../../../src/database/transaction.ts';
import type { Lesson } from '../../../src/features/lessons/rules.ts';
import { lessons as allLessons } from '../../../src/features/lessons/service/lesson-files.ts';
import { ANY, buttons, card, line, N, row, rows } from './declare.ts';

const lesson = card(
  async (tx: Tx, { memberId, lessonId }: { memberId: string; lessonId: string }) => {
    const about = allLessons().find((one: Lesson) => one.id === lessonId);
    const step = await row(tx, 'lesson_step', { member_id: memberId, lesson: lessonId });
    const course = await row(tx, 'course', { member_id: memberId, track: about?.track });
    const track = allLessons().filter((one: Lesson) => one.track === about?.track);
    const taken = await rows(tx, 'lesson_step', { member_id: memberId });
    const steps = taken
      .toSorted((a, b) => `${a.at}${a.lesson}`.localeCompare(`${b.at}${b.lesson}`))
      .map((s) => s.lesson)
      .filter((id) => track.some((one: Lesson) => one.id === id));
    const isDone = track.every((one: Lesson) => steps.includes(one.id));
    const chosen = step?.choice === null ? undefined : about?.answers[step?.choice ?? -1];
    const words = [
      about?.idea,
      about?.example,
      about?.today,
      about?.ask,
      about?.source,
      chosen?.reply,
      ...(about?.answers.map((a) => a.say) ?? []),
    ];
    return {
      state: step?.state,
      isGoing: course?.state === 'going',
      isDone,
      of: track.length,
      number: (steps.includes(lessonId) ? steps.indexOf(lessonId) : steps.length) + 1,
      because: course?.lesson === lessonId ? course.because : null,
      chosen,
      title: about?.title,
      words,
    };
  },
  [
    [
      line`*Lesson ${N} of ${N}: ${ANY}*`,
      (f, n, of, title) => f.number === Number(n) && f.of === Number(of) && f.title === title,
    ],
    [line`Skipped. ${ANY}`, (f, next) => f.state === 'skipped' && isNext(f, next!)],
    [line`You stopped here. Resume any time.`, (f) => !f.isGoing && f.state === undefined],
    [line`This one is still here for you, if you like. I won’t mention it again.`, (f) => f.state === undefined],
    [line`This one comes now because a talk of yours ended without a next step.`, (f) => f.because === 'no next step'],
    [line`This one comes now because a talk of yours ran out of time.`, (f) => f.because === 'time ran out'],
    [line`This one comes now because a conversation of yours was handed back.`, (f) => f.because === 'handed back'],
    [line`This one comes now because you talked with someone in another time zone.`, (f) => f.because === 'far apart'],
    [
      line`This one comes now because you talked with someone from another department.`,
      (f) => f.because === 'other department',
    ],
    [buttons('A', 'B', 'C', 'Skip this one', 'Stop the lessons'), (f) => f.state === undefined && f.isGoing],
    [line`You chose: ${ANY}`, (f, say) => f.chosen?.say === say],
    [line`*Rather:* ${ANY}`, (f) => f.chosen !== undefined && !f.chosen.isGood],
    [line`That was the last of the ${N}. Thank you for taking the time.`, (f) => f.isDone],
    [line`One lesson a working day, as long as you like.`, (f) => f.isGoing],
    [line`No more lessons come until you go on.`, (f) => !f.isGoing],
    [buttons('Go on'), (f) => !f.isGoing && !f.isDone],
    [line`*For example*`, 'a heading'],
    [line`*Try it today*`, 'a heading'],
    [line`*A question*`, 'a heading'],
    [line`${ANY}`, (f, words) => f.words.some((known) => known?.trim() === words?.replace(/^[ABC]\. /, '').trim())],
  ],
);

const isNext = (f: { isDone: boolean; isGoing: boolean }, next: string) =>
  next.startsWith('That was the last') ? f.isDone : next.startsWith('One lesson') ? f.isGoing : !f.isGoing;

export const lessons = { 'lessons.lesson': lesson };
