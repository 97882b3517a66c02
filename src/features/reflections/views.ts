import type { Content } from '../../jobs/define.ts';
import {
  actions,
  type Block,
  button,
  checkboxes,
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
} from '../../slack/blocks.ts';
import { LONGEST_GOAL, type Review } from '../goals/rules.ts';
import { writeButton } from '../knowledge/views.ts';
import type { Consent } from '../newsletter/rules.ts';
import { consentField } from '../newsletter/views.ts';
import { LONGEST_THANKS, SHORTEST_THANKS } from '../recognition/rules/thanks.ts';
import { type Outcome, type OutcomeAnswer, outcomeAnswers, type Reflection } from './rules.ts';

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
  /** Whether a knowledge card could be written about the talk, which was good. */
  canKeep: boolean;
  goals: Review | undefined;
};

/** The question of the morning, or what became of it. */
export function ask({ reflection, partner, topic, isMuted, isReminder, canKeep, goals }: AskView): Content {
  const { id, answeredAt, question } = reflection;
  const review = goals ? reviewBlocks(id, goals) : [];
  if (answeredAt) return answered(reflection, canKeep, review);
  if (isMuted) return muted(id);
  const talk = `You talked with ${escaped(partner)}${topic === undefined ? '' : ` about ${escaped(topic)}`}.`;
  const blocks: Block[] = [
    section(`*A minute to look back?* ${talk}`),
    quote(question),
    actions(
      button(ids.reflect, 'Reflect', { value: id, style: 'primary' }),
      button(ids.mute, 'Mute reflections', { value: id }),
    ),
    context(
      isReminder ? 'Only you see your answer. I will not ask about this one again.' : 'Only you see your answer.',
    ),
    ...review,
  ];
  return { text: `A minute to look back? ${talk} ${escaped(question)}`, blocks };
}

function answered({ id, sessionId }: Reflection, canKeep: boolean, review: Block[]): Content {
  const text = 'Your reflection is kept, and only you see it. You can change it for a week.';
  const edit = button(ids.edit, 'Edit my reflection', { value: id });
  if (!canKeep) return { text, blocks: [section(text), actions(edit), ...review] };
  const more =
    'Was there an answer in your talk that others look for too? You two can keep it as a card, without names.';
  return { text, blocks: [section(text), actions(edit, writeButton(sessionId)), context(more), ...review] };
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
  const text = 'Reflections are muted. I will not ask again after your sessions.';
  return { text, blocks: [section(text), actions(button(ids.unmute, 'Turn them on again', { value: id }))] };
}

export type ReflectionForm = {
  reflection: Reflection;
  partner: string;
  thanks: { words: string; isPublic: boolean; isSettled: boolean } | undefined;
  /** Undefined where there is no newsletter. */
  story: Consent | undefined;
};

/** The form of one reflection, with what its author wrote before. */
export function reflectionModal({ reflection, partner, thanks, story }: ReflectionForm): ModalView {
  const options = { callbackId: ids.answer, title: 'Looking back', submit: 'Save', metadata: { id: reflection.id } };
  return modal(options, [
    context('Only you see this, unless you choose otherwise below. A thank-you is passed on, if you write one.'),
    ...(reflection.role === 'mentee' ? [usefulnessField(reflection.usefulness)] : []),
    input('answer', reflection.question, textField({ multiline: true, max: LONGEST, initial: reflection.answer })),
    ...(story === undefined ? [] : [consentField(partner, story)]),
    input(
      'differently',
      'What would you do differently next time?',
      textField({ multiline: true, max: LONGEST, initial: reflection.differently }),
      { optional: true },
    ),
    ...thanksFields(partner, thanks),
  ]);
}

/** A thank-you that was passed on stands; before that it can be written, changed and taken back. */
function thanksFields(partner: string, thanks: ReflectionForm['thanks']): Block[] {
  if (thanks?.isSettled) return [context(`Your thank-you was passed on to ${escaped(partner)}:`), quote(thanks.words)];
  const words = textField({ multiline: true, max: LONGEST_THANKS, initial: thanks?.words });
  return [
    input('thanks', `A thank-you for ${partner}`, words, {
      optional: true,
      hint: `It is passed on word for word, ten minutes from now. Say what for, in ${SHORTEST_THANKS} characters or more.`,
    }),
    tick('share', 'The thank-you', 'Show it in the weekly digest, with both our names', thanks?.isPublic ?? false),
  ];
}

function usefulnessField(chosen: number | undefined): Block {
  const options = usefulness.map((label, i) => option(`${i + 1}  ${label}`, String(i + 1)));
  return input('usefulness', 'How useful was the session?', choice(options, chosen?.toString(), true));
}

function tick(blockId: string, label: string, text: string, isTicked: boolean): Block {
  return input(blockId, label, checkboxes([option(text, 'yes')], isTicked ? ['yes'] : []), { optional: true });
}

const outcomeIds: Record<OutcomeAnswer, string> = { yes: ids.yes, partly: ids.partly, 'not yet': ids.notYet };
const outcomeLabels: Record<OutcomeAnswer, string> = { yes: 'Yes', partly: 'Partly', 'not yet': 'Not yet' };

export type OutcomeView = {
  sessionId: string;
  mentor: string;
  mentee: string;
  topic: string | undefined;
  outcome: Outcome | undefined;
};

export type OutcomeForm = OutcomeView & {
  /** Undefined where there is no newsletter. */
  story: Consent | undefined;
};

/** Asks the mentee once, or shows what they said. */
export function askOutcome({ sessionId, mentor, topic, outcome }: OutcomeView): Content {
  if (outcome) {
    const next = outcome.answer === 'yes' ? `${escaped(mentor)} hears of it.` : 'It stays with you.';
    const text = `You said: ${outcomeLabels[outcome.answer].toLowerCase()}. ${next} Thank you.`;
    return { text, blocks: [section(text), actions(button(ids.changeOutcome, 'Add or change', { value: sessionId }))] };
  }
  const about = topic === undefined ? 'what you two talked about' : escaped(topic);
  const talk = `Two weeks ago ${escaped(mentor)} helped you with ${about}.`;
  const answers = outcomeAnswers.map((answer) =>
    button(outcomeIds[answer], outcomeLabels[answer], { value: sessionId }),
  );
  return { text: `Did you use it? ${talk}`, blocks: [section(`*Did you use it?* ${talk}`), actions(...answers)] };
}

/** The line of detail, and the answer in case it was the wrong button. */
export function outcomeModal({ sessionId, mentor, outcome, story }: OutcomeForm): ModalView {
  const answers = outcomeAnswers.map((answer) => option(outcomeLabels[answer], answer));
  return modal({ callbackId: ids.outcome, title: 'Did you use it?', submit: 'Save', metadata: { sessionId } }, [
    input('used', 'Did you use it?', choice(answers, outcome?.answer, true)),
    input('detail', 'A line about it', textField({ max: 300, initial: outcome?.detail }), {
      optional: true,
      hint: `With a yes, ${mentor} reads it as you write it. Otherwise nobody does.`,
    }),
    ...(story === undefined ? [] : [consentField(mentor, story)]),
  ]);
}

/** Tells the mentor that it was of use, in the mentee's own words if they wrote any for them. */
export function useNews({ mentee, topic, outcome }: OutcomeView): Content {
  const about = topic === undefined ? 'what you two talked about' : `what you showed them about ${escaped(topic)}`;
  const detail = outcome?.detail ?? '';
  return {
    text: `${escaped(mentee)} used ${about}.`,
    blocks: [section(`*${escaped(mentee)}* used ${about}. Thank you.`), ...(detail === '' ? [] : [quote(detail)])],
  };
}
