import {
  actions,
  type Block,
  button,
  context,
  dateText,
  divider,
  input,
  type ModalView,
  modal,
  option,
  section,
  textField,
} from '../../../slack/blocks.ts';
import { dateField, lookupOne } from '../../../slack/fields.ts';
import { ids as members } from '../../members/views.ts';
import { fittingBlocks, type ListedHours } from '../../office-hours/views/index.ts';
import { LONGEST_GOAL, MOST_GOALS } from '../rules/index.ts';
import { ids } from './ids.ts';
import { dayOf, type GoalShown, goalButtons, type Helper, helperBlock, inWords, nameOf } from './words.ts';

/** Skills that the list names of those that could be offered or turned on again. */
const MOST_SKILLS = 5;

export type GoalsData = {
  goals: { goal: GoalShown; colleagues: Helper[]; hours: ListedHours[] }[];
  /** The member's date. */
  today: Temporal.PlainDate;
  /** Skills that they have used and might help others in. */
  couldHelp: { skillId: string; name: string }[];
  /** Skills that they stopped offering when asked. */
  setAside: { skillId: string; name: string }[];
};

/** What has just happened, with a way back where there is one. */
export type Notice = { text: string; undoId?: string };

const PRIVATE = 'Only you see your goals. A colleague reads one only when you ask them and leave it in your question.';

/** A member's goals, with what fits them. */
export function goalsModal({ goals, today, couldHelp, setAside }: GoalsData, notice?: Notice): ModalView {
  const isFull = goals.length >= MOST_GOALS;
  const add = button(ids.add, goals.length > 0 ? 'Add a goal' : 'Set a goal', { style: 'primary' });
  return modal({ callbackId: ids.open, title: 'My learning goals' }, [
    ...(notice ? noticeBlocks(notice) : []),
    section(goals.length > 0 ? PRIVATE : `What would you like to get better at? Keep up to three goals. ${PRIVATE}`),
    ...(goals.length > 0 ? [divider()] : []),
    ...goals.flatMap((shown) => [...goalBlocks(shown, today), divider()]),
    ...(isFull
      ? [context('Three at a time is enough. When one is done or let go, there’s room again.')]
      : [actions(add)]),
    ...skillBlocks('You’ve used this, and could help others in it:', couldHelp, ids.help, 'I would help'),
    ...skillBlocks('Set aside, so no one asks you about it:', setAside, ids.again, 'Offer it again'),
  ]);
}

function noticeBlocks({ text, undoId }: Notice): Block[] {
  return [section(text, undoId === undefined ? undefined : button(ids.reopen, 'Undo', { value: undoId }))];
}

function goalBlocks({ goal, colleagues, hours }: GoalsData['goals'][number], today: Temporal.PlainDate): Block[] {
  const { id, words, skill, byOn } = goal;
  const about = skill ? `About ${nameOf(skill.name)}` : 'No skill named yet';
  return [
    section(`*${inWords(words)}*\n${[about, ...whenOf(byOn, today)].join(' · ')}`),
    ...colleagues.map((colleague) => helperBlock(colleague, goal)),
    ...fittingBlocks(hours),
    ...(colleagues.length + hours.length > 0 ? [] : [context(skill ? NOBODY : NO_SKILL)]),
    goalButtons({ id, words }, 'Done', 'Change'),
  ];
}

const NOBODY = 'No one can be asked about it right now. I’ll tell you when someone offers it.';
const NO_SKILL = 'With “Change” you can name the skill that it’s about, and I suggest colleagues and office hours.';

function whenOf(byOn: Temporal.PlainDate | undefined, today: Temporal.PlainDate): string[] {
  if (!byOn) return [];
  return [`${Temporal.PlainDate.compare(byOn, today) < 0 ? 'was for' : 'by'} ${dayOf(byOn)}`];
}

function skillBlocks(title: string, skills: GoalsData['setAside'], id: string, label: string): Block[] {
  if (skills.length === 0) return [];
  return [
    divider(),
    context(title),
    ...skills
      .slice(0, MOST_SKILLS)
      .map(({ skillId, name }) => section(nameOf(name), button(id, label, { value: skillId, about: name }))),
  ];
}

export type FormData = {
  goalId: string | undefined;
  words: string;
  skill: string | undefined;
  byOn: Temporal.PlainDate | undefined;
};

/** One goal to write or change. */
export function formModal({ goalId, words, skill, byOn }: FormData): ModalView {
  const title = goalId === undefined ? 'A new goal' : 'Change a goal';
  const chosen = skill === undefined ? undefined : option(skill, skill);
  return modal({ callbackId: ids.form, title, submit: 'Save', close: 'Cancel', metadata: { goalId } }, [
    input(
      'words',
      'What would you like to get better at?',
      textField({ initial: words, max: LONGEST_GOAL, placeholder: 'For example: run calmer incident reviews' }),
      { hint: 'In your own words. Only you see it.' },
    ),
    input('skill', 'The skill that it’s about', lookupOne(members.skill, 'Type a skill', chosen), {
      optional: true,
      hint: 'Leave it empty, and I take it from your words if I can. Colleagues are suggested by it.',
    }),
    input('by', 'By when', dateField('No date', byOn?.toString()), { optional: true }),
  ]);
}

export type HomeGoal = { words: string; isHelped: boolean; hoursAt: Temporal.Instant | undefined };

/** The goals in App Home. */
export function goalsHome(goals: HomeGoal[]): Block[] {
  const title = '*My learning goals*';
  const open = (text: string) => button(ids.open, text);
  if (goals.length === 0) {
    const text = 'What would you like to get better at? I suggest colleagues and office hours. Only you see it.';
    return [section(`${title}\n${text}`, open('Set a goal'))];
  }
  const lines = goals.map(({ words }) => `• ${inWords(words)}`);
  return [section([title, ...lines, ...fitLine(goals)].join('\n'), open('See my goals'))];
}

const counts = ['none', 'one', 'two'];

/** One line on what fits the goals now. */
function fitLine(goals: HomeGoal[]): string[] {
  const helped = goals.filter((goal) => goal.isHelped).length;
  const first = goals.flatMap((goal) => goal.hoursAt ?? []).sort(Temporal.Instant.compare)[0];
  const which = goals.length === 1 ? '' : ` with ${helped === goals.length ? 'all' : counts[helped]} of them`;
  const colleagues = helped === 0 ? [] : [`colleagues can help${which}`];
  const hours = first ? [`office hours ${dateText(first)}`] : [];
  const parts = [...colleagues, ...hours].join(' · ');
  return parts === '' ? [] : [`Right now: ${parts}`];
}
