import type { Content } from '../../../jobs/define.ts';
import { actions, type Block, button, context, section } from '../../../slack/blocks.ts';
import { ids as members } from '../../members/views.ts';
import { fittingBlocks, type ListedHours } from '../../office-hours/views/index.ts';
import { type Level, levelNames } from '../../skills/rules/names.ts';
import type { Goal } from '../rules/index.ts';
import { ids } from './ids.ts';
import { dayOf, type GoalShown, goalButtons, type Helper, helperBlock, inWords, nameOf } from './words.ts';

export type NewsData = { goals: { goal: GoalShown; helpers: Helper[]; hours: ListedHours[] }[] };

/** What is new for somebody's goals, all in one. */
export function newsNote({ goals }: NewsData): Content & { blocks: Block[] } {
  const text = 'Something new fits your learning goals.';
  return {
    text,
    blocks: [
      section(`*${text}*`),
      ...goals.flatMap(({ goal, helpers, hours }) => [
        section(`For *${inWords(goal.words)}*:`),
        ...helpers.map((helper) => helperBlock({ ...helper, reasons: [`now offers ${goal.skill?.name ?? ''}`] }, goal)),
        ...fittingBlocks(hours),
      ]),
      actions(button(ids.open, 'My goals')),
      context('At most weekly, and only when there’s something. You can turn it off in Home under “Messages to me”.'),
    ],
  };
}

export type DueData = { goal: GoalShown & Pick<Goal, 'state'>; isAsked: boolean };

/** Asks about a goal whose day has come, or shows what was said. */
export function dueNote({ goal, isAsked }: DueData): Content {
  const words = inWords(goal.words);
  if (!isAsked) return said(`${dueReply(goal)}\n_${words}_`, button(ids.open, 'See my goals'));
  const text = `The day that you set for a goal has come${goal.byOn ? `: ${dayOf(goal.byOn)}` : ''}.`;
  return {
    text: `${text} ${words}`,
    blocks: [
      section(`*${text}*\n${words}`),
      goalButtons(goal, 'Reached', 'Still on it'),
      context('With “Still on it” you choose another day, or none. I ask this once, and only you see your goals.'),
    ],
  };
}

function dueReply({ state, byOn }: DueData['goal']): string {
  if (state === 'done') return '*Well done.* There is room for something new.';
  if (state === 'let go') return 'Let go. That is fine, and no one is told.';
  return byOn ? `Still on it, by ${dayOf(byOn)}.` : 'Still on it, without a day.';
}

export type LadderData = {
  skillId: string;
  topic: string;
  answer: 'yes' | 'not now' | 'never' | undefined;
  level: Level | undefined;
};

/** Asks a learner if they would pass it on, or shows what they said. */
export function ladderNote({ skillId, topic, answer, level }: LadderData): Content {
  const name = nameOf(topic);
  if (answer !== undefined) return said(ladderReply(name, answer, level), ladderNext(skillId, answer, level));
  const text = `You’ve used what you learned about ${name} twice now.`;
  return {
    text: `${text} Would you help others in it?`,
    blocks: [
      section(`*${text}*\nWould you help others in it? Whoever is a step ahead often explains it best.`),
      actions(
        button(ids.help, 'Yes, I can help', { value: skillId, style: 'primary' }),
        button(ids.helpWell, 'Yes, I know it well', { value: skillId }),
        button(ids.notNow, 'Not now', { value: skillId }),
        button(ids.notThis, 'Not this one', { value: skillId }),
      ),
      context('I ask this once for each skill. No one sees what you answer, only what you offer.'),
    ],
  };
}

function ladderReply(name: string, answer: 'yes' | 'not now' | 'never', level: Level | undefined): string {
  if (level !== undefined)
    return `Thank you. You help with ${name} now (“${levelNames[level]}”), and colleagues can find you.`;
  if (answer === 'never') return `All right, not ${name}. I won’t ask about it again.`;
  return `All right, not now. I won’t ask again; in your goals you can say so whenever you like.`;
}

function ladderNext(skillId: string, answer: 'yes' | 'not now' | 'never', level: Level | undefined) {
  if (level !== undefined) return button(members.openProfile, 'Skills and hours');
  return answer === 'never' ? undefined : button(ids.help, 'I’d help after all', { value: skillId });
}

const said = (text: string, next: ReturnType<typeof button> | undefined): Content => ({
  text,
  blocks: [section(text), ...(next ? [actions(next)] : [])],
});

export type FreshData = {
  askedAt: string;
  skills: { skillId: string; name: string; answer: 'yes' | 'not now' | undefined }[];
  isReminder: boolean;
};

/** Asks about a handful of skills if they still fit, or shows what was said. */
export function freshNote({ askedAt, skills, isReminder }: FreshData): Content {
  const open = skills.filter((skill) => skill.answer === undefined).length;
  const title =
    open > 0 ? 'Would you still help with these?' : 'Thank you. Colleagues find you for what you still help with.';
  const why = 'It’s nine months or more since you used or confirmed them here.';
  const all = button(ids.keepAll, open === skills.length ? 'Yes to all' : 'Yes to the rest', {
    value: askedAt,
    style: 'primary',
  });
  return {
    text: open > 0 ? `${title} ${skills.map((skill) => nameOf(skill.name)).join(', ')}` : title,
    blocks: [
      section(open > 0 ? `*${title}*\n${why}` : title),
      ...skills.flatMap(skillBlocks),
      ...(open > 1 ? [actions(all)] : []),
      ...(open > 0 ? [context(isReminder ? LAST : WITHOUT_ANSWER)] : []),
    ],
  };
}

const WITHOUT_ANSWER = 'Without an answer everything stays as it is. What you set aside can be turned on again.';
const LAST = 'I won’t ask about these again. Without an answer everything stays as it is.';

function skillBlocks({ skillId, name, answer }: FreshData['skills'][number]): Block[] {
  if (answer === 'yes') return [section(`✓ ${nameOf(name)}: still yes`)];
  if (answer === 'not now') {
    const again = button(ids.again, 'Offer it again', { value: skillId, about: name });
    return [section(`${nameOf(name)}: set aside, no one asks you about it`, again)];
  }
  const yes = button(ids.keep, 'Still yes', { value: skillId, about: name });
  const no = button(ids.setAside, 'Not now', { value: skillId, about: name });
  return [section(`*${nameOf(name)}*`), actions(yes, no)];
}
