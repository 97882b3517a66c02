import type { Tx } from '../../../src/database/transaction.ts';
import { ANY, AT, buttons, card, line, N, part, row, rows, seconds } from './declare.ts';

type OfCard = { roundId: string; memberId: string; isReminder: boolean };

const ask = card(
  async (tx: Tx, { roundId, memberId, isReminder }: OfCard) => {
    const round = await row(tx, 'pulse_round', { id: roundId });
    const asked = await row(tx, 'pulse_asked', { round_id: roundId, member_id: memberId });
    const rests = JSON.parse((await row(tx, 'member', { id: memberId }))?.mutes ?? '[]').includes('pulses.ask');
    const isOpen = round?.state === 'open' && asked?.state === 'asked' && !rests;
    return { round, isOpen, rests, isReminder, hasAnswered: asked?.state === 'answered' };
  },
  [
    [
      line`*How is work going for you?* Six statements and one question, in under a minute.`,
      (f) => f.isOpen && !f.isReminder && f.round?.kind === 'baseline',
    ],
    [
      line`*How is work going for you these days?* Six statements and one question, in under a minute.`,
      (f) => f.isOpen && !f.isReminder && f.round?.kind === 'quarter',
    ],
    [
      line`*How has your start been?* Six statements and one question, in under a minute.`,
      (f) => f.isOpen && !f.isReminder && f.round?.kind === 'newcomers',
    ],
    [
      line`*The pulse is still open, if you’d like to answer.* Six statements and one question, in under a minute.`,
      (f) => f.isOpen && f.isReminder,
    ],
    [buttons('Answer now', 'Not for me'), (f) => f.isOpen],
    [
      line`No one sees who said what; owners see averages of five or more. Open until ${AT}. I’ll remind you once at most.`,
      (f, at) => f.isOpen && !f.isReminder && seconds(f.round?.closes_at) === at,
    ],
    [
      line`No one sees who said what; owners see averages of five or more. Open until ${AT}. I won’t remind you again.`,
      (f, at) => f.isOpen && f.isReminder && seconds(f.round?.closes_at) === at,
    ],
    [line`Thank you. Your answers are in, and no one can tell which are yours.`, (f) => f.hasAnswered],
    [line`All right, I won’t ask you for a pulse. “Messages to me” in Home turns it on again.`, (f) => f.rests],
    [line`This pulse is closed. Thank you to everyone who answered.`, (f) => f.round?.state === 'closed'],
  ],
);

const closed = card(
  async (tx: Tx, { roundId }: { roundId: string }) => {
    const round = await row(tx, 'pulse_round', { id: roundId });
    const planned = (await rows(tx, 'pulse_round', { state: 'planned' })).find((one) => one.kind !== 'newcomers');
    const told = JSON.parse(round?.results ?? '{}') as { people?: number; rate?: number };
    return { isClosed: round?.state === 'closed', people: told.people ?? 0, rate: told.rate, planned };
  },
  [
    [
      line`*The pulse is closed. Fewer than 5 people answered.* So there’s nothing I can show.`,
      (f) => f.isClosed && f.people === 0,
    ],
    [
      line`*The pulse is closed. ${N} to ${N} people answered${ANY}*`,
      (f, from) => f.isClosed && f.people === Number(from),
    ],
    [buttons('See results'), (f) => f.isClosed && f.people > 0],
    [part`The next one starts ${AT}. \`/mentor pulse\` changes that.`, (f, at) => seconds(f.planned?.starts_at) === at],
  ],
);

export const pulses = { 'pulses.ask': ask, 'pulses.closed': closed };
