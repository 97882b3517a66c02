import type { Content } from '../../jobs/define.ts';
import {
  actions,
  type Block,
  button,
  context,
  divider,
  type ModalView,
  menu,
  modal,
  option,
  section,
} from '../../slack/blocks.ts';
import type { Lesson, Occasion, Progress, Step, Track } from './rules.ts';

/** The words of lessons come from content/, where nothing that could become live is accepted. */

export const ids = {
  open: 'lessons.open',
  go: 'lessons.go',
  choose: 'lessons.choose',
  stop: 'lessons.stop',
  skip: 'lessons.skip',
  answers: ['lessons.answer-1', 'lessons.answer-2', 'lessons.answer-3'],
} as const;

const names: Record<Track, string> = { mentee: 'When you ask', mentor: 'When you help' };

export type LessonShown = {
  lesson: Lesson;
  number: number;
  of: number;
  step: Step | undefined;
  because: Occasion | undefined;
  isGoing: boolean;
  isLast: boolean;
  isReminder: boolean;
};

/** One lesson, or what became of it. */
export function lessonView(shown: LessonShown): Content & { blocks: Block[] } {
  const { lesson, number, of, step, isReminder } = shown;
  const title = `*Lesson ${number} of ${of}: ${lesson.title}*`;
  const text = `${names[lesson.track]}, lesson ${number} of ${of}: ${lesson.title}`;
  if (step?.state === 'skipped') return { text, blocks: [section(`${title}\nSkipped. ${whatNext(shown)}`)] };
  if (!step && !shown.isGoing) return { text, blocks: [section(`${title}\n${STOPPED}`), goOn(lesson.track)] };
  const again = 'This one is still here for you, if you like. I won’t mention it again.';
  return {
    text,
    blocks: [
      section(title),
      ...(isReminder && !step ? [context(again)] : []),
      ...(shown.because && !step ? [context(reasons[shown.because])] : []),
      section(lesson.idea),
      section(`*For example*\n${lesson.example}`),
      section(`*Try it today*\n${lesson.today}`),
      section(`*A question*\n${lesson.ask}`),
      ...(step ? reply(shown, step) : questions(lesson)),
      ...(lesson.source ? [context(lesson.source)] : []),
    ],
  };
}

const reasons: Record<Occasion, string> = {
  'no next step': 'This one comes now because a talk of yours ended without a next step.',
  'time ran out': 'This one comes now because a talk of yours ran out of time.',
  'handed back': 'This one comes now because a conversation of yours was handed back.',
  'far apart': 'This one comes now because you talked with someone in another time zone.',
  'other department': 'This one comes now because you talked with someone from another department.',
};

const STOPPED = 'You stopped here. Resume any time.';

function questions({ id, track, answers }: Lesson): Block[] {
  return [
    ...answers.map(({ say }, i) =>
      section(`${'ABC'[i]}. ${say}`, button(ids.answers[i] ?? '', 'ABC'[i] ?? '', { value: id, label: say })),
    ),
    actions(button(ids.skip, 'Skip this one', { value: id }), button(ids.stop, 'Stop the lessons', { value: track })),
  ];
}

function reply(shown: LessonShown, step: Step): Block[] {
  const chosen = shown.lesson.answers[step.choice ?? 0];
  const best = shown.lesson.answers.find((answer) => answer.isGood);
  const better = chosen?.isGood || !best ? '' : `\n*Rather:* ${best.say}`;
  const said = chosen ? [section(`You chose: ${chosen.say}\n${chosen.reply}${better}`)] : [];
  const rests = !shown.isGoing && !shown.isLast;
  return [...said, context(whatNext(shown)), ...(rests ? [goOn(shown.lesson.track)] : [])];
}

function whatNext({ isGoing, isLast, of }: LessonShown): string {
  if (isLast) return `That was the last of the ${of}. Thank you for taking the time.`;
  return isGoing ? 'One lesson a working day, as long as you like.' : 'No more lessons come until you go on.';
}

const goOn = (track: Track) => actions(button(ids.go, 'Go on', { value: track }));

/** All lessons and where a member is, to begin, go on or stop. */
export function lessonsModal(progress: Progress[]): ModalView {
  return modal({ callbackId: ids.open, title: 'Lessons' }, [
    section(
      'Two minutes each, in our direct messages, one on each of your working days: an idea, an example, something to try, and a question. What comes up in your talks brings forward the lesson about it.',
    ),
    ...progress.flatMap((p) => [divider(), ...trackBlocks(p)]),
    context('One set at a time; the other waits. You can skip, stop and go on whenever you like.'),
  ]);
}

const marks: Record<Progress['lessons'][number]['state'], string> = {
  answered: '✓',
  skipped: '↷',
  next: '→',
  ahead: '○',
};

function trackBlocks({ track, state, lessons }: Progress): Block[] {
  const list = lessons.map((lesson) => `${marks[lesson.state]} ${lesson.title}`).join('\n');
  const head = section(`*${names[track]}* · ${stateWords({ track, state, lessons })}\n${list}`);
  const go = (label: string) =>
    button(ids.go, label, { value: track, ...(state === 'going' ? {} : { style: 'primary' as const }) });
  const stop = button(ids.stop, 'Stop', { value: track, label: `Stop the lessons: ${names[track]}` });
  const skipped = lessons.some((lesson) => lesson.state === 'skipped');
  const buttons = {
    new: [go('Begin')],
    stopped: [go('Go on')],
    going: [go('Send the next now'), stop],
    done: skipped ? [go('Take skipped ones')] : [],
  }[state];
  const ahead = lessons.filter(({ state }) => state === 'next' || state === 'ahead');
  const chosen = ahead.map(({ id, title }) => option(title, id));
  const elements = [...buttons, ...(ahead.length > 1 ? [menu(ids.choose, 'Or choose another', chosen)] : [])];
  return [head, ...(elements.length > 0 ? [actions(...elements)] : [])];
}

function stateWords({ state, lessons }: Progress): string {
  if (state === 'new') return `${lessons.length} lessons, not begun`;
  const answered = lessons.filter((lesson) => lesson.state === 'answered').length;
  const count = `${answered} of ${lessons.length} done`;
  return { going: `${count}, one a working day`, stopped: `${count}, stopped`, done: count }[state];
}

/** The lessons in App Home. */
export function lessonsHome(progress: Progress[]): Block[] {
  const lines = progress.map((p) => `${names[p.track]}: ${stateWords(p)}`);
  return [section(`*Two-minute lessons*\n${lines.join('\n')}`, button(ids.open, 'See the lessons'))];
}

const hints: Record<Track, string> = {
  mentee: 'Your first session here? Two-minute lessons help you get the most out of it.',
  mentor: 'Your first time helping here? Two-minute lessons show what makes such a talk good.',
};

/** Inside a message about somebody's first session in this role. */
export function lessonsHint(track: Track): Block {
  return section(hints[track], button(ids.open, 'See the lessons'));
}
