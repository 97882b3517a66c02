import type { Content } from '../../../jobs/define.ts';
import {
  actions,
  type Block,
  button,
  checkboxes,
  context,
  escaped,
  input,
  type ModalView,
  modal,
  oneLine,
  option,
  quote,
  section,
} from '../../../slack/blocks.ts';
import { ids as newsletterIds } from '../../newsletter/views/index.ts';
import { ids } from './ids.ts';

/** Badges named in Home before "and 3 more". */
const MOST_NAMED = 8;

export type HomePart = { badges: string[]; hasBoard: boolean };

/** Recognition in App Home. */
export function recognitionPart({ badges, hasBoard }: HomePart): Block[] {
  const named = badges.slice(0, MOST_NAMED).map(escaped).join(', ');
  const more = badges.length > MOST_NAMED ? ` and ${badges.length - MOST_NAMED} more` : '';
  const text = badges.length === 0 ? 'Badges come with what your conversations lead to.' : `${named}${more}`;
  return [
    section(`*Badges and thanks*\n${text}`),
    actions(
      button(ids.thank, 'Thank a colleague'),
      button(ids.mine, 'See my badges', { label: 'See my badges and thanks' }),
      ...(hasBoard ? [button(ids.board, 'Leaderboard')] : []),
    ),
  ];
}

export type Mine = {
  badges: { name: string; what: string }[];
  thanks: { from: string; words: string }[];
  changeable: { thanksId: string; to: string; words: string }[];
  choices: { onBoard: boolean; thanksShown: boolean };
  hasBoard: boolean;
};

/** What a member earned and was told, and what others may see of it. */
export function mineModal({ badges, thanks, changeable, choices, hasBoard }: Mine): ModalView {
  const list = badges.map(({ name, what }) => `*${escaped(name)}* · ${escaped(what)}`).join('\n');
  const boxes = [
    ...(hasBoard ? [option('Show me on the leaderboard', 'board')] : []),
    option('Show public thanks to me in the digest without asking', 'thanks'),
  ];
  const ticked = [...(choices.onBoard ? ['board'] : []), ...(choices.thanksShown ? ['thanks'] : [])];
  return modal({ callbackId: ids.mineModal, title: 'Badges and thanks', submit: 'Save', metadata: { hasBoard } }, [
    section(list === '' ? 'No badge yet. They come with what your conversations lead to, and they stay.' : list),
    ...changeable.flatMap(({ thanksId, to, words }) => [
      section(
        `You thank ${escaped(oneLine(to, 80))}, who hasn’t read it yet:`,
        button(ids.takeBackHere, 'Take it back', { value: thanksId }),
      ),
      quote(words),
    ]),
    ...(thanks.length === 0 ? [] : [section('*Thanks to you*')]),
    ...thanks.flatMap(({ from, words }) => [context(escaped(oneLine(from, 80))), quote(words)]),
    actions(button(newsletterIds.stories, 'Newsletter stories')),
    input('choices', 'What others may see', checkboxes(boxes, ticked), { optional: true }),
  ]);
}

export type BoardData =
  | { isOn: false }
  | {
      isOn: true;
      quarter: string;
      top: { place: number; name: string; people: number; isYou: boolean }[];
      near: { name: string; people: number; isYou: boolean }[];
      isHidden: boolean;
    };

/** The leaderboard as an answer to a command. */
export function boardCard(data: BoardData): Content {
  return { text: 'Whose help was of use this quarter', blocks: boardBlocks(data) };
}

export function boardModal(data: BoardData): ModalView {
  return modal({ callbackId: ids.board, title: 'Leaderboard' }, boardBlocks(data));
}

function boardBlocks(data: BoardData): Block[] {
  if (!data.isOn) return [section('There’s no leaderboard in this workspace. Its owners have switched it off.')];
  const { quarter, top, near, isHidden } = data;
  const lines = top.map((one) => `${one.place}. ${line(one)}`);
  return [
    section(`*Whose help was used, ${quarter}*`),
    section(
      lines.length > 0
        ? lines.join('\n')
        : 'No one yet this quarter. It begins with five people to whom someone’s help was of use.',
    ),
    ...(near.length > 0 ? [section(`*Around you*\n${near.map(line).join('\n')}`)] : []),
    context(
      'Different people count, who rated a session 3 or better or said that they used it; the same person again counts half as much each time.',
      isHidden ? 'You aren’t shown here, as you chose in Home under “Badges and thanks”.' : '',
    ),
  ];
}

const line = ({ name, people, isYou }: { name: string; people: number; isYou: boolean }) =>
  `*${escaped(oneLine(name, 80))}*${isYou ? ' (you)' : ''}: ${people} different people`;
