import { actions, button, escaped, mention, oneLine, section } from '../../../slack/blocks.ts';
import { ids as requests } from '../../requests/views/index.ts';
import { type Goal, LONGEST_GOAL } from '../rules/index.ts';
import { ids } from './ids.ts';

export type GoalShown = Pick<Goal, 'id' | 'words' | 'skill' | 'byOn'>;
export type Helper = { id: string; name: string; reasons?: string[] };

/** A goal's words for mrkdwn, on one line. */
export const inWords = (words: string) => escaped(oneLine(words, LONGEST_GOAL));

export const dayOf = (date: Temporal.PlainDate) =>
  date.toLocaleString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });

/** What its owner can say of a goal: it is reached, it goes on as it is or otherwise, or it is let go. */
export function goalButtons({ id, words }: Pick<Goal, 'id' | 'words'>, done: string, change: string) {
  const one = (actionId: string, text: string) => button(actionId, text, { value: id, about: words });
  return actions(one(ids.done, done), one(ids.change, change), one(ids.letGo, 'Remove goal'));
}

export const nameOf = (name: string) => escaped(oneLine(name, 60));

/** A colleague who fits a goal, with the way to ask them; what they are asked starts from the goal's words. */
export function helperBlock({ id, name, reasons = [] }: Helper, { words, skill }: GoalShown) {
  const draft = { skillId: skill?.id, topic: skill?.name ?? '', goal: words, mentorId: id };
  const why = reasons.length > 0 ? `\n${escaped(oneLine(reasons.join(' · '), 300))}` : '';
  const ask = button(requests.ask, 'Ask', { value: JSON.stringify(draft), label: `Ask ${oneLine(name, 60)}` });
  return section(`${mention(id)}${why}`, ask);
}
