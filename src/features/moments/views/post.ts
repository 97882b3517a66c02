import type { Content } from '../../../jobs/define.ts';
import {
  actions,
  dateText as at,
  type Block,
  button,
  context,
  escaped,
  mention,
  section,
} from '../../../slack/blocks.ts';
import { counted } from '../../../small-counts.ts';
import { reportButton } from '../../care/views.ts';
import type { Moment, Turn } from '../rules/index.ts';
import { deckWords } from './card.ts';
import { ids } from './ids.ts';

export type TurnShown = { turn: Turn; moment: Moment };

/** The question in the channel; its thread is the place to answer. */
export function postView({ turn, moment }: TurnShown): Content & { blocks: Block[] } {
  const { hostId, endsAt, state } = turn;
  const clock = state === 'over' ? 'the thread stays open' : `${moment.minutes} minutes, until ${at(endsAt, '{time}')}`;
  const host = hostId ? `${mention(hostId)} hosts and begins.` : 'No one hosts this one: whoever likes begins.';
  const own = moment.deck === 'mistakes' ? ' Tell only what happened to you, and name no one else.' : '';
  const question = escaped(turn.prompt);
  return {
    text: `A moment for ${deckWords[moment.deck]}: ${question}`,
    blocks: [
      section(`*A moment for ${deckWords[moment.deck]}* · ${clock}`),
      section(`*${question}*`),
      context(`${host} Write in this thread; a sentence or two is plenty.${own}`),
      actions(
        ...(moment.isEnded ? [] : [button(ids.volunteer, 'I can host sometimes', { value: moment.id })]),
        reportButton({ kind: 'turn', id: turn.id }),
      ),
    ],
  };
}

/** The one line at the end. */
export function summaryLine(shared: number): Content {
  const who = shared === 0 ? 'No one shared this time, and that is fine.' : thanked(shared);
  const text = `Time is up. ${who} The thread stays open.`;
  return { text, blocks: [section(text)] };
}

function thanked(shared: number): string {
  const people = counted(shared, 'people');
  return people ? `${people} shared.` : 'Thank you to those who shared.';
}

const HOST = 'Begin with an example of your own, and thank those who follow. That is all a host does.';
const MISTAKES_HOST =
  'Go first, with a mistake of your own: others share theirs once someone has. Tell it without other people’s names, and thank those who follow.';

/** Prompt: somebody was drawn to host; later what became of it. */
export function hostNote({ turn, moment, memberId }: TurnShown & { memberId: string }): Content {
  const where = `the moment in <#${moment.channel}>, ${at(turn.startsAt)}`;
  if (turn.state === 'off') return note(`This one is off: ${where}. Nothing to host.`);
  if (turn.hostId !== memberId) return note(`You needn’t host ${where}. Thank you all the same.`);
  if (turn.state === 'over') return note(`You hosted ${where}. Thank you.`);
  if (turn.state === 'running') return note(`You host ${where}. It has begun; its thread is yours to open.`);
  const text = `You host ${where}.`;
  return {
    text,
    blocks: [
      section(`*${text}* I post the question:`),
      section(escaped(turn.prompt)),
      context(moment.deck === 'mistakes' ? MISTAKES_HOST : HOST),
      actions(
        button(ids.notThisTime, 'Not this time', { value: turn.id }),
        reportButton({ kind: 'turn', id: turn.id }),
      ),
    ],
  };
}

const note = (text: string): Content => ({ text, blocks: [section(text)] });
