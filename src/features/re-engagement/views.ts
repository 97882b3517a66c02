import type { Content } from '../../jobs/define.ts';
import {
  actions,
  type Block,
  button,
  context,
  dateText,
  escaped,
  type ModalView,
  mention,
  modal,
  oneLine,
  section,
} from '../../slack/blocks.ts';
import { areFew, counted, FEWEST } from '../../small-counts.ts';
import { ids as officeHoursIds } from '../office-hours/views/index.ts';
import { ids as requestIds } from '../requests/views/index.ts';
import type { Reason, Reasons, RoundState, Weeks } from './rules.ts';

/** What the handlers of this feature listen to. */
export const ids = {
  /** Opens how the weeks are, for owners. */
  open: 'momentum.open',
  go: 'momentum.go',
  stop: 'momentum.stop',
} as const;

export type RoundShown = {
  week: string;
  state: RoundState;
  talks: number;
  usual: number;
  people: number;
  goesAt: Temporal.Instant | undefined;
  /** Invitations of it are still to be sent. */
  isSending: boolean;
  decided_by: string | null;
};

const FEW_TALKS = `fewer than ${FEWEST} conversations`;
const talksOf = (n: number) => counted(n, 'conversations') ?? FEW_TALKS;
const usualOf = (n: number) => (areFew(n) ? `fewer than ${FEWEST}` : `about ${n}`);

/** Prompt to an owner: it has become quiet, and what would be done about it; later what came of it. */
export function quietNote(round: RoundShown): Content {
  const { talks, usual } = round;
  const text = `It’s quieter than usual: ${talksOf(talks)} last week, where there are usually ${usualOf(usual)}.`;
  return { text, blocks: [section(`*${text}*`), ...roundBlocks(round)] };
}

function roundBlocks(round: RoundShown): Block[] {
  const { week, people, goesAt } = round;
  const who = `${counted(people, 'people') ?? 'a few people'} who haven’t`;
  if (round.state !== 'asked') return [section(becameOf(round)), ...stopButton(round)];
  const when = goesAt
    ? `Unless someone stops it, they go out ${dateText(goesAt, '{date_long_pretty} at {time}')}.`
    : 'They go out a working day after an owner has been told.';
  return [
    section(
      `I would invite ${who} had a session for two months, once, with what they could ask a colleague for or help one with. ${when}`,
    ),
    actions(
      button(ids.go, 'Go ahead now', { value: week, style: 'primary' }),
      button(ids.stop, 'Not this time', { value: week }),
    ),
    context('Many invitations are spread over a working week. `/mentor settings` turns them off for good.'),
  ];
}

function becameOf({ state, people, decided_by, isSending }: RoundShown): string {
  const who = decided_by ? mention(decided_by) : undefined;
  if (state === 'stopped')
    return who ? `${who} stopped it. No one else is invited.` : 'It was stopped. No one is invited.';
  const invited = `Invitations to ${counted(people, 'people') ?? 'a few people'} ${isSending ? 'go out in their working hours' : 'went out'}`;
  return `${invited}${who ? `, as ${who} decided` : ''}.`;
}

function stopButton({ isSending, week }: RoundShown): Block[] {
  return isSending ? [actions(button(ids.stop, 'Stop the rest', { value: week }))] : [];
}

export type StatusShown = { isOn: boolean; weeks: Weeks; usual: number; round: RoundShown | undefined };

/** How the weeks are, for an owner who asks. */
export function momentumModal({ isOn, weeks, usual, round }: StatusShown): ModalView {
  const now = `Last week there were *${talksOf(weeks.talks)}*; in the eight weeks before it usually *${usualOf(usual)}*.`;
  const rule =
    'When a week has less than half of what is usual, and at least four are usual, I’ll tell you how many people could be invited back. You have a working day to stop it; no one is invited more than once a quarter.';
  return modal({ callbackId: ids.open, title: 'Quiet weeks' }, [
    section(now),
    ...(round ? roundBlocks(round) : []),
    context(isOn ? rule : 'Invitations are turned off. `/mentor settings` turns them on.'),
  ]);
}

/** Prompt to a member: what they could ask for or give; one of the two at least. */
export function invitationNote({ asks, gives }: Reasons): Content {
  const lines = [...asks.map(askLine), ...gives.map(giveLine)];
  const buttons = [
    ...(asks.length > 0 ? [button(requestIds.find, 'Find a mentor', { style: 'primary' })] : []),
    ...(gives.length > 0 ? [button(officeHoursIds.hold, 'Hold office hours')] : []),
  ];
  return {
    text: 'Twenty minutes with a colleague?',
    blocks: [
      section(`*Twenty minutes with a colleague?* It is a quiet time, which makes it a good one.\n${lines.join('\n')}`),
      actions(...buttons),
      context('You get this once in a quarter at most. “Messages to me” in Home turns it off.'),
    ],
  };
}

const nameOf = ({ name }: Reason) => `*${escaped(oneLine(name, 80))}*`;
const askLine = (reason: Reason) =>
  `• You would like to learn ${nameOf(reason)}, and ${counted(reason.people, 'colleagues offer') ?? 'it’s offered'}${areFew(reason.people) ? ' here' : ' it'}.`;
const giveLine = (reason: Reason) => {
  const waiting = counted(reason.people, 'colleagues wait for someone who does');
  return `• You know ${nameOf(reason)}, and ${waiting ?? 'someone who does is looked for'}.`;
};
