import type { Content } from '../../jobs/define.ts';
import { actions, type Block, button, context, escaped, menu, option, quote, section } from '../../slack/blocks.ts';
import { reportButton } from '../care/views.ts';
import { type Action, type Snooze, snoozes } from './rules.ts';

export const ids = { done: 'follow-ups.done', snooze: 'follow-ups.snooze', drop: 'follow-ups.drop' } as const;

const snoozeLabels: Record<Snooze, string> = {
  tomorrow: 'Tomorrow',
  'three days': 'In three days',
  'next week': 'Next week',
};

/** `today` is the owner's date on which it is said. */
export type DueAction = {
  action: Action;
  partner: string;
  round: number;
  isReminder: boolean;
  today: Temporal.PlainDate;
};

/** Asks the owner how it went, or shows what became of it. */
export function dueAction({ action, partner, round, isReminder, today }: DueAction): Content {
  const words = quote(inWords(action));
  const news = settled(action, partner, round);
  if (news) return { text: news, blocks: [words, section(news)] };
  const agreed = `You agreed on it with ${escaped(partner)}.`;
  const ask = isReminder ? 'Still on your list. Did you get to it?' : asked(action.dueOn, today);
  const blocks = [section(`*${ask}* ${agreed}`), words, buttons(action)];
  if (isReminder) blocks.push(context('This is the only reminder. It stays in Home until you close it.'));
  return { text: `${ask} ${agreed}`, blocks };
}

/** The morning of the day is too early to ask how it went, and the message is still read days later: it names the day. */
const asked = (dueOn: Temporal.PlainDate, today: Temporal.PlainDate) =>
  Temporal.PlainDate.compare(today, dueOn) > 0
    ? `This was due on ${day(dueOn)}. Did you get to it?`
    : `On your list for ${day(dueOn)}.`;

/** One open action with its buttons, as App Home lists it. */
export function actionItem(action: Action): Block[] {
  return [quote(inWords(action)), context(`Due ${day(action.dueOn)}`), buttons(action, action.will)];
}

/** Tells the other person of the session, once. */
export function doneNews({ action, owner }: { action: Action; owner: string }): Content {
  const text = `${escaped(owner)} did what you two agreed on.`;
  const report = reportButton({ kind: 'session', id: action.sessionId });
  return { text, blocks: [section(`*${escaped(owner)}* did what you two agreed on.`, report), quote(inWords(action))] };
}

function settled(action: Action, partner: string, round: number): string | undefined {
  if (action.state === 'done') return `Done. I’ll let ${escaped(partner)} know.`;
  if (action.state === 'dropped') return 'Dropped. I won’t tell anyone.';
  return round < action.snoozes ? `Moved to ${day(action.dueOn)}. I’ll ask again then.` : undefined;
}

/** In a list, `about` tells by ear the buttons of one action from those of the next. */
function buttons({ id }: Action, about = ''): Block {
  return actions(
    button(ids.done, 'Done', { value: id, style: 'primary', about }),
    menu(
      ids.snooze,
      'Snooze',
      snoozes.map((snooze) => option(snoozeLabels[snooze], `${snooze}:${id}`)),
    ),
    button(ids.drop, 'Drop', {
      value: id,
      about,
      confirm: {
        title: 'Drop this action?',
        text: 'It leaves your list, and no one is told.',
        confirm: 'Drop it',
        deny: 'Keep it',
      },
    }),
  );
}

const inWords = ({ when, will }: Action) => `When ${when}, I will ${will}`;

const day = (date: Temporal.PlainDate) =>
  date.toLocaleString('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });
