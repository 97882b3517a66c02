import type { Content } from '../../../jobs/define.ts';
import {
  actions,
  type Block,
  button,
  choice,
  context,
  escaped,
  input,
  type ModalView,
  modal,
  oneLine,
  option,
  quote,
  section,
  textField,
} from '../../../slack/blocks.ts';
import { reportButton } from '../../care/views.ts';
import { LONGEST_GOAL, type Review } from '../../goals/rules/index.ts';
import type { Consent } from '../../newsletter/rules/index.ts';
import { consentField } from '../../newsletter/views/index.ts';
import { ids as requestIds } from '../../requests/views/index.ts';
import { writeButton } from '../../sessions/views/doors.ts';
import { ids as sessionIds } from '../../sessions/views/index.ts';
import { isOpenAgain, type Outcome, type OutcomeAnswer, outcomeAnswers, type Reflection } from '../rules.ts';
import { thanksFields } from './thanks.ts';
import { type OutcomeView, savedField } from './use.ts';

export { useNews } from './use.ts';

export const ids = {
  reflect: 'reflections.reflect',
  edit: 'reflections.edit',
  answer: 'reflections.answer',
  mute: 'reflections.mute',
  unmute: 'reflections.unmute',
  yes: 'reflections.yes',
  partly: 'reflections.partly',
  notYet: 'reflections.notYet',
  goalsFit: 'reflections.goals-fit',
  changeGoals: 'reflections.change-goals',
  changeOutcome: 'reflections.changeOutcome',
  outcome: 'reflections.outcome',
} as const;

/** The longest answer, in characters. */
const LONGEST = 2000;

const usefulness = ['Not this time', 'A little', 'Useful', 'Very useful', 'It changed how I work'];

export type AskView = {
  reflection: Reflection;
  partner: string;
  topic: string | undefined;
  isMuted: boolean;
  isReminder: boolean;
  /** Whether it is known that they talked. */
  isHeld: boolean;
  /** Whether a thank-you that was passed on with it is shown to others. */
  isThanksShown: boolean;
  /** Whether its author lets the newsletter tell their answer. */
  isStory: boolean;
  /** Whether a knowledge card could be written about the talk, which was good. */
  canKeep: boolean;
  /** Whether an answer can still be changed. */
  canChange: boolean;
  goals: Review | undefined;
};

/** The question of the morning, or what became of it. */
export function ask(shown: AskView): Content {
  const { reflection, partner, topic, isMuted, isReminder, isHeld, goals } = shown;
  const { id, sessionId, answeredAt, question } = reflection;
  const review = goals ? reviewBlocks(id, goals) : [];
  if (answeredAt) return answered(shown, review);
  if (isMuted) return muted(id);
  const who = `${escaped(partner)}${topic === undefined ? '' : ` about ${escaped(topic)}`}`;
  const talk = isHeld ? `You talked with ${who}.` : `If you talked with ${who}, your answer tells me so.`;
  const not = isHeld ? [] : [button(sessionIds.didNotTalk, 'We didn’t talk', { value: sessionId })];
  const blocks: Block[] = [
    section(`*A minute to look back?* ${talk}`),
    quote(question),
    actions(
      button(ids.reflect, 'Reflect', { value: id, style: 'primary' }),
      ...not,
      button(ids.mute, 'Mute reflections', { value: id }),
      reportButton({ kind: 'session', id: sessionId }),
    ),
    context(isReminder ? 'Only you see your answer. I won’t ask about this one again.' : 'Only you see your answer.'),
    ...review,
  ];
  return { text: `A minute to look back? ${talk} ${escaped(question)}`, blocks };
}

function answered({ reflection: { id, sessionId }, canKeep, canChange, ...shown }: AskView, review: Block[]): Content {
  const text = `Reflection saved. ${whoSees(shown)}${canChange ? ' You can change it for a week.' : ''}`;
  const edit = canChange ? [button(ids.edit, 'Edit my reflection', { value: id })] : [];
  const next = [...edit, ...(canKeep ? [writeButton(sessionId)] : [])];
  const more =
    'Was there an answer in your talk that others look for too? You two can keep it as a card, without names.';
  return {
    text,
    blocks: [
      section(text),
      ...(next.length > 0 ? [actions(...next)] : []),
      ...(canKeep ? [context(more)] : []),
      ...review,
    ],
  };
}

/** Who sees what of an answer, as its author chose. */
function whoSees({ isStory, isThanksShown }: Pick<AskView, 'isStory' | 'isThanksShown'>): string {
  const told = isStory ? 'The newsletter may tell your answer if your colleague agrees; only you see the rest.' : '';
  const thanks = isThanksShown ? ' Your thank-you may be shown to others, as you chose.' : '';
  return `${told === '' ? 'Only you see your answers.' : told}${thanks}`;
}

/** With every fourth reflection: do the goals still fit. */
function reviewBlocks(id: string, { words, isAnswered }: Review): Block[] {
  const change = button(ids.changeGoals, 'Change them', { value: id, label: 'Change my learning goals' });
  if (isAnswered) return [section('Your learning goals are as you want them.', change)];
  const list = words.map((goal) => `• ${escaped(oneLine(goal, LONGEST_GOAL))}`).join('\n');
  const fits = button(ids.goalsFit, 'Still right', { value: id, label: 'My learning goals are still right' });
  return [section(`*Do your learning goals still fit?*\n${list}`), actions(fits, change)];
}

function muted(id: string): Content {
  const text = 'Reflections are muted. I won’t ask again after your sessions.';
  return { text, blocks: [section(text), actions(button(ids.unmute, 'Turn them on again', { value: id }))] };
}

export type ReflectionForm = {
  reflection: Reflection;
  partner: string;
  thanks: { words: string; isPublic: boolean; isSettled: boolean } | undefined;
  /** Undefined where there is no newsletter, or it must not tell. */
  story: Consent | undefined;
  /** It began with a quiet ask, so nothing of it is shown to others. */
  isQuiet: boolean;
};

const QUIET =
  'Only you see this. It began with a quiet ask, so nothing of it is shown to others; a thank-you is passed on between you two.';

/** The form of one reflection, with what its author wrote before. */
export function reflectionModal({ reflection, partner, thanks, story, isQuiet }: ReflectionForm): ModalView {
  const options = { callbackId: ids.answer, title: 'Looking back', submit: 'Save', metadata: { id: reflection.id } };
  return modal(options, [
    context(
      isQuiet
        ? QUIET
        : `Only you see this, unless you choose otherwise below. A thank-you is passed on, if you write one.${
            reflection.role === 'mentee'
              ? ` A rating of 3 or better counts for ${escaped(partner)}, without your name.`
              : ''
          }`,
    ),
    ...(reflection.role === 'mentee' ? [usefulnessField(reflection.usefulness)] : []),
    input('answer', reflection.question, textField({ multiline: true, max: LONGEST, initial: reflection.answer })),
    ...(story === undefined ? [] : [consentField(partner, story)]),
    input(
      'differently',
      'What would you do differently next time?',
      textField({ multiline: true, max: LONGEST, initial: reflection.differently }),
      { optional: true },
    ),
    ...thanksFields(partner, thanks, isQuiet),
  ]);
}

function usefulnessField(chosen: number | undefined): Block {
  const options = usefulness.map((label, i) => option(`${i + 1} · ${label}`, String(i + 1)));
  return input('usefulness', 'How useful was the session?', choice(options, chosen?.toString(), true));
}

const outcomeIds: Record<OutcomeAnswer, string> = { yes: ids.yes, partly: ids.partly, 'not yet': ids.notYet };
const outcomeLabels: Record<OutcomeAnswer, string> = { yes: 'Yes', partly: 'Partly', 'not yet': 'Not yet' };

export type OutcomeForm = OutcomeView & {
  /** Undefined where there is no newsletter. */
  story: Consent | undefined;
};

/** Asks the mentee, and once more after "not yet" (`isAgain`), or shows what they said. */
export function askOutcome(shown: OutcomeView, isAgain = false): Content {
  const { sessionId, mentor, topic, outcome } = shown;
  if (outcome && !(isAgain && isOpenAgain(outcome))) return said(shown, outcome);
  const about = topic === undefined ? 'what you two talked about' : escaped(topic);
  const talk = outcome
    ? `You hadn’t yet used what ${escaped(mentor)} showed you about ${about}. I won’t ask again.`
    : `Two weeks ago ${escaped(mentor)} helped you with ${about}.`;
  const answers = outcomeAnswers.map((answer) =>
    button(outcomeIds[answer], outcomeLabels[answer], { value: sessionId }),
  );
  const again = outcome ? talkAgainButton(shown) : [];
  const ask = outcome ? 'Have you used it since?' : 'Did you use it?';
  return { text: `${ask} ${talk}`, blocks: [section(`*${ask}* ${talk}`), actions(...answers, ...again)] };
}

function said(shown: OutcomeView, { answer, askedAgainAt }: Outcome): Content {
  const { sessionId, mentor } = shown;
  const next = {
    yes: shown.canChange ? `I’ll tell ${escaped(mentor)}.` : 'It stays as you left it.',
    partly: 'It stays with you.',
    'not yet': `It stays with you.${askedAgainAt ? '' : ' I’ll ask once more in two weeks.'} Would another talk help?`,
  }[answer];
  const text = `You said: ${outcomeLabels[answer].toLowerCase()}. ${next}${answer === 'not yet' ? '' : ' Thank you.'}`;
  const buttons = answer === 'not yet' ? talkAgainButton(shown) : [];
  if (shown.canChange) buttons.push(button(ids.changeOutcome, 'Add or change', { value: sessionId }));
  return { text, blocks: [section(text), ...(buttons.length > 0 ? [actions(...buttons)] : [])] };
}

/** Opens the ask with the same person and topic. */
function talkAgainButton({ talkAgain, topic = '', mentor }: OutcomeView) {
  if (!talkAgain) return [];
  const value = JSON.stringify({ ...talkAgain, topic, goal: '' });
  return [button(requestIds.ask, 'Talk again', { value, label: oneLine(`Ask ${mentor} again`, 70) })];
}

/** The line of detail, what it saved, and the answer in case it was the wrong button. */
export function outcomeModal({ sessionId, mentor, outcome, story }: OutcomeForm): ModalView {
  const answers = outcomeAnswers.map((answer) => option(outcomeLabels[answer], answer));
  return modal({ callbackId: ids.outcome, title: 'Did you use it?', submit: 'Save', metadata: { sessionId } }, [
    input('used', 'Did you use it?', choice(answers, outcome?.answer, true)),
    savedField(outcome?.timeSaved),
    input('detail', 'A line about it', textField({ max: 300, initial: outcome?.detail }), {
      optional: true,
      hint: `With a yes, ${mentor} reads it as you write it. Otherwise no one does.`,
    }),
    ...(story === undefined ? [] : [consentField(mentor, story)]),
  ]);
}
