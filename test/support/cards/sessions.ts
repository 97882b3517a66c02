import type { Tx } from '../../../src/database/transaction.ts';
import { ANY, AT, buttons, card, line, N, oneOf, part, row, rows, seconds, WHO } from './declare.ts';

export type OfSession = { sessionId: string };

export async function sessionFacts(tx: Tx, { sessionId }: OfSession) {
  const session = await row(tx, 'session', { id: sessionId });
  const now = tx.now.epochMilliseconds / 1000;
  const isLongAgo = !!session?.ended_at && Number(seconds(session.ended_at)) + 7 * 24 * 3600 <= now;
  const words = [session?.mentee_word, session?.mentor_word];
  const steps = (await rows(tx, 'action', { session_id: sessionId })).length;
  const recaps = JSON.parse(session?.recap ?? '[]') as unknown[];
  const isTimeUp = session?.state === 'running' && Number(seconds(session.ends_at)) <= now;
  const request = await row(tx, 'request', { id: session?.request_id });
  const topic = (await row(tx, 'skill', { id: session?.skill_id }))?.name;
  return {
    topic,
    ...{
      state: session?.state,
      ending: session?.ending,
      isLongAgo,
      isHeld: session?.held_at !== null,
      words,
      steps,
      recaps: recaps.length,
      isInThread: session?.recap_ts != null,
    },
    ...{
      planned: seconds(session?.planned_for),
      ends: seconds(session?.ends_at),
      ended: seconds(session?.ended_at),
      isTimeUp,
      isQuiet: session?.is_quiet === 1,
    },
    ...{
      mentee: session?.mentee_id,
      mentor: session?.mentor_id,
      minutes: session?.minutes,
      isSought: request?.state === 'open',
      isPlaced: session?.channel != null,
    },
    ...{ question: session?.opening_question, format: session?.format, isEarly: session?.began_early === 1 },
  };
}

type Facts = Awaited<ReturnType<typeof sessionFacts>>;
export const canWrap = (f: Facts) =>
  f.state === 'ended' ? !f.isLongAgo && f.ending !== 'cancelled' && f.ending !== 'handed back' : f.isPlaced;
export const canPick = (f: Facts) => f.state !== 'ended' || (f.ending === 'nobody came' && !f.isLongAgo);
export const inThread = oneOf(' What you found is in the thread.', ' Your next steps are in the thread.', '');
export const isThere = (f: Facts, where: string | undefined) =>
  where?.includes('found')
    ? f.recaps > 0
    : where?.includes('steps')
      ? f.steps > 0
      : f.recaps + f.steps === 0 || !f.isInThread;
export const isRunning = (f: Facts) => f.state === 'running';
const hasBegun = (f: Facts) => f.state === 'running' || f.state === 'ended';

/** Both links name the agreed time, each in its own way. */
function namesTime(links: string | undefined, planned: string | undefined): boolean {
  const at = new Date(Number(planned) * 1000).toISOString().replace('.000', '');
  const [google, outlook] = [at.replaceAll(/[-:]/g, ''), encodeURIComponent(at)];
  return links?.includes(`dates=${google}`) === true && links.includes(`startdt=${outlook}`);
}

const head = card(sessionFacts, [
  [
    line`${WHO} asked, and ${WHO} said yes. ${N} minutes, ${ANY}.`,
    (f, mentee, mentor, minutes) => f.mentee === mentee && f.mentor === mentor && f.minutes === Number(minutes),
  ],
  [line`*Icebreaker (optional):* ${ANY}`, 'a question for both'],
  [line`What is said here stays here, unless someone is at risk.`, 'an agreement between the two'],
  [
    line`Done early, or need a little longer? The buttons below are for both of you.`,
    (f) => isRunning(f) && !f.isTimeUp,
  ],
  [
    line`Write in the thread. The clock begins once you have both written, or when one of you presses *Start*.`,
    (f) => !hasBegun(f) && f.format === 'thread',
  ],
  [
    line`Start a huddle with the headphones at the top of your conversation, and press *Start* when you’re both in.`,
    (f) => !hasBegun(f) && f.format === 'huddle',
  ],
  [
    line`Share the link to your call in the thread, and press *Start* when you’re both in.`,
    (f) => !hasBegun(f) && f.format === 'video',
  ],
  [
    line`Agree in the thread where to meet, and press *Start* when you’re together.`,
    (f) => !hasBegun(f) && f.format === 'in person',
  ],
  [line`:calendar: Planned for ${AT}.`, (f, at) => f.state === 'planned' && f.planned === at],
  [line`Add to calendar: ${ANY}`, (f, links) => f.state === 'planned' && namesTime(links, f.planned)],
  [
    line`:calendar: No time yet. Agree in the thread, then press *Pick a time* so that it’s kept.`,
    (f) => f.state === 'planned' && f.planned === '',
  ],
  [line`:hourglass: ${N} minutes from when the clock begins.`, (f, n) => f.state === 'open' && f.minutes === Number(n)],
  [
    line`:hourglass_flowing_sand: *${ANY} of ${ANY} left* at ${AT} · ends at ${AT}`,
    (f, _left, _of, _at, ends) => isRunning(f) && !f.isTimeUp && f.ends === ends,
  ],
  [
    line`:hourglass: *Time is up.* ${ANY}Press *Wrap up* to keep what you found. It closes by itself at ${AT}.`,
    (f) => f.isTimeUp,
  ],
  [
    line`:hourglass: *Time is up.* Press *Wrap up* to keep what you found. It closes by itself at ${AT}.`,
    (f) => f.isTimeUp,
  ],
  [
    part`:white_check_mark: Wrapped up ${AT}.${inThread}`,
    (f, at, where) => f.ending === 'wrapped up' && f.ended === at && isThere(f, where),
  ],
  [
    part`:white_check_mark: Over since ${AT}. To keep what you found, press *Wrap up* until ${AT}.`,
    (f, at) => f.ending === 'time ran out' && f.ended === at && !f.isLongAgo,
  ],
  [part`:white_check_mark: Over since ${AT}.`, (f, at) => f.ending === 'time ran out' && f.ended === at],
  [
    part`:leaves: Closed. That happens; press *Pick a time* until ${AT} when it suits you both.`,
    (f) => f.ending === 'nobody came' && !f.isLongAgo,
  ],
  [part`:leaves: Closed.`, (f) => f.ending === 'nobody came'],
  [part`:leaves: Ended early, because one of the two no longer takes part.`, (f) => f.ending === 'somebody left'],
  [part`:leaves: Handed back before it began.`, (f) => f.ending === 'handed back'],
  [part`:leaves: Cancelled before it began.`, (f) => f.ending === 'cancelled'],
  [part`Neither of you said that you talked, so it doesn’t count.`, (f) => !f.isHeld && f.isLongAgo],
  [part`*Did you two talk?* If neither of you says so, it doesn’t count.`, (f) => !f.isHeld && !f.isLongAgo],
  [
    part`${WHO} and ${WHO} said that you didn’t talk, so it doesn’t count.`,
    (f) => !f.isHeld && f.words.every((word) => word === 'did not talk'),
  ],
  [part`${WHO} and ${WHO} said that you talked.`, (f) => f.words.every((word) => word === 'talked')],
  [part`${WHO} said that you didn’t talk, so it doesn’t count.`, (f) => !f.isHeld && f.words.includes('did not talk')],
  [part`${WHO} said that you talked.`, (f) => f.words.includes('talked')],
  [buttons('Start'), (f) => f.state === 'open' || f.state === 'planned'],
  [buttons('Pick a time'), (f) => canPick(f)],
  [buttons('Wrap up', 'Add to the wrap-up'), canWrap],
  [buttons('+5 min', 'Technique'), isRunning],
  [buttons('Can’t make it'), (f) => f.state === 'open' || f.state === 'planned'],
  [buttons('Yes, we talked'), (f) => !f.isHeld && !f.isLongAgo],
  [buttons('We didn’t talk'), (f) => !f.isLongAgo && f.state === 'ended'],
  [/^(\S.*)$/m, (f, title) => f.topic === title],
]);

/** A line of the thread is said at a time, and stays there; those with a button follow what it does. */
const said = card(sessionFacts, [
  [
    line`${WHO} ${WHO} it’s time. Press *Start* above when you’re both here${oneOf(', or just write', '')}.`,
    'said at that time',
  ],
  [
    line`You’re talking already, so the clock is running: ${N} minutes, until ${AT}. If you were only agreeing on a time, press *Pick a time* above.`,
    (f) => f.isEarly,
  ],
  [line`The clock is running: ${N} minutes, until ${AT}.`, 'said at that time'],
  [line`${ANY} are you there? A hello is enough to begin. ${ANY}`, 'said at that time'],
  [line`Half time. ${N} minutes left: still on what matters most?`, 'said at that time'],
  [line`${N} minutes left, until ${AT}. What will each of you do next?`, 'said at that time'],
  [line`${WHO} ${WHO} time is up.`, 'said at that time'],
  [
    line`${WHO} ${WHO} time is up. If you talked, press *Yes, we talked* on the card above. Press *Wrap up* to keep what you found and what you will do next.`,
    (f) => !f.isHeld && canWrap(f),
  ],
  [line`${WHO} ${WHO} time is up. Press *Wrap up* to keep what you found and what you will do next.`, canWrap],
  [line`${ANY} added five minutes, until ${AT}.`, 'said at that time'],
  [line`${ANY} picked ${ANY}. ${WHO} ${WHO} if it doesn’t suit, press *Pick a time* above.`, 'said at that time'],
  [
    line`${WHO} ${WHO} it seems that now isn’t the moment, and that is fine. This is closed; pick another time whenever it suits you both.`,
    (f) => f.ending === 'nobody came' && !f.isLongAgo,
  ],
  [line`${WHO} ${WHO} that wasn’t the moment, and that is fine.`, 'said of that time'],
  [line`${ANY} added to the wrap-up above.`, (f) => f.recaps + f.steps > 0],
  [buttons('Wrap up'), canWrap],
  [buttons('Pick a time'), canPick],
]);

const recap = card(
  async (tx: Tx, payload: OfSession) => {
    const actions = await rows(tx, 'action', { session_id: payload.sessionId });
    return { ...(await sessionFacts(tx, payload)), actions };
  },
  [
    [line`Wrapped up: ${ANY}. Thank you both, ${WHO} ${WHO}.`, (f) => f.ending === 'wrapped up'],
    [line`*What we found*, by ${WHO}`, (f) => f.recaps > 0],
    [line`*Next steps*`, (f) => f.actions.length > 0],
    [
      line`• ${WHO}: when ${ANY}, I will ${ANY} (by ${ANY})`,
      (f, who, _when, will) => f.actions.some((a) => a.owner_id === who && a.will_text === will),
    ],
    [buttons('Save as a card'), (f) => f.isHeld && !f.isQuiet],
  ],
);

export const sessions = {
  'sessions.card': head,
  'sessions.line': said,
  'sessions.recap': recap,
};
