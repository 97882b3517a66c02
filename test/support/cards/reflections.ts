import type { Tx } from '../../../src/database/transaction.ts';
import { ANY, buttons, card, line, oneOf, row, rows } from './declare.ts';

const WEEK = { hours: 7 * 24 };
const isPast = (at: string | null | undefined, by: Temporal.DurationLike, now: Temporal.Instant) =>
  !!at && Temporal.Instant.compare(Temporal.Instant.from(at).add(by), now) <= 0;

const reflection = card(
  async (tx: Tx, { reflectionId }: { reflectionId: string }) => {
    const asked = await row(tx, 'reflection', { id: reflectionId });
    const members = await rows(tx, 'member');
    const author = members.find((member) => member.id === asked?.author_id);
    const session = await row(tx, 'session', { id: asked?.session_id });
    const thanks = (await rows(tx, 'thanks', { session_id: asked?.session_id, giver_id: asked?.author_id }))[0];
    const story = await row(tx, 'story', {
      session_id: asked?.session_id,
      author_id: asked?.author_id,
      source: 'reflection',
    });
    const goals = (await rows(tx, 'goal', { member_id: asked?.author_id })).filter((goal) => goal.state === 'open');
    return {
      ...{
        isAnswered: asked?.answered_at !== null,
        canChange: !isPast(asked?.answered_at, WEEK, tx.now),
        isHeld: session?.held_at !== null,
      },
      ...{
        isMuted: author?.mutes.includes('reflections.ask') ?? false,
        isThanksShown: thanks?.is_public === 1,
        isStory: story !== undefined,
      },
      ...{
        partner: members.find((member) => member.id === asked?.partner_id)?.name,
        words: goals.map((goal) => goal.words),
      },
    };
  },
  [
    [line`*A minute to look back?* You talked with ${ANY}.`, (f) => !f.isAnswered && !f.isMuted && f.isHeld],
    [
      line`*A minute to look back?* If you talked with ${ANY}, your answer tells me so.`,
      (f) => !f.isAnswered && !f.isMuted && !f.isHeld,
    ],
    [buttons('Reflect', 'Mute reflections'), (f) => !f.isAnswered && !f.isMuted],
    [buttons('We didn’t talk'), (f) => !f.isAnswered && !f.isHeld],
    [line`Only you see your answer.`, (f) => !f.isAnswered],
    [line`Only you see your answer. I won’t ask about this one again.`, (f) => !f.isAnswered],
    [
      line`Reflection saved. ${oneOf('Only you see your answers.', 'The newsletter may tell your answer if your colleague agrees; only you see the rest.')}${ANY}`,
      (f, who, more) => f.isAnswered && isAll(f, who!, more!),
    ],
    [
      line`Reflection saved. ${oneOf('Only you see your answers.', 'The newsletter may tell your answer if your colleague agrees; only you see the rest.')}`,
      (f, who) => f.isAnswered && isAll(f, who!, ''),
    ],
    [buttons('Edit my reflection'), (f) => f.isAnswered && f.canChange],
    [buttons('Save as a card'), (f) => f.isAnswered],
    [
      line`Was there an answer in your talk that others look for too? You two can keep it as a card, without names.`,
      (f) => f.isAnswered,
    ],
    [line`Reflections are muted. I won’t ask again after your sessions.`, (f) => f.isMuted && !f.isAnswered],
    [buttons('Turn them on again'), (f) => f.isMuted],
    [line`*Do your learning goals still fit?*`, (f) => f.words.length > 0],
    [line`• ${ANY}`, (f, words) => f.words.includes(words!)],
    [buttons('Still right', 'Change them'), 'goals can always be looked at'],
    [line`Your learning goals are as you want them.`, 'they looked at them since'],
  ],
);

function isAll(
  f: { isStory: boolean; isThanksShown: boolean; canChange: boolean },
  who: string,
  more: string,
): boolean {
  const canChange = more.includes('You can change it for a week.');
  const isThanks = more.includes('Your thank-you may be shown to others, as you chose.');
  return who.startsWith('The newsletter') === f.isStory && canChange === f.canChange && isThanks === f.isThanksShown;
}

async function outcomeFacts(tx: Tx, { sessionId }: { sessionId: string }) {
  const outcome = await row(tx, 'outcome', { session_id: sessionId });
  const session = await row(tx, 'session', { id: sessionId });
  const members = await rows(tx, 'member');
  const name = (id: string | undefined) => members.find((member) => member.id === id)?.name ?? 'A former member';
  // Whoever was asked once more answers anew.
  const isOpenAgain = (outcome?.asked_again_at ?? '') > (outcome?.answered_at ?? '');
  const canChange = isOpenAgain || !isPast(outcome?.answered_at, WEEK, tx.now);
  return {
    answer: outcome?.answer,
    isAgain: !!outcome?.asked_again_at,
    canChange,
    mentor: name(session?.mentor_id),
    mentee: name(session?.mentee_id),
  };
}

const outcome = card(outcomeFacts, [
  [
    line`*Did you use it?* Two weeks ago ${ANY} helped you with ${ANY}.`,
    (f, mentor) => f.answer === undefined && f.mentor === mentor,
  ],
  [
    line`*Have you used it since?* You hadn’t yet used what ${ANY} showed you about ${ANY}. I won’t ask again.`,
    (f, mentor) => f.answer === 'not yet' && f.isAgain && f.mentor === mentor,
  ],
  [buttons('Yes', 'Partly', 'Not yet'), (f) => f.answer === undefined || (f.answer === 'not yet' && f.isAgain)],
  [buttons('Talk again'), (f) => f.answer === 'not yet'],
  [
    line`You said: yes. I’ll tell ${ANY}. Thank you.`,
    (f, mentor) => f.answer === 'yes' && f.canChange && f.mentor === mentor,
  ],
  [line`You said: yes. It stays as you left it. Thank you.`, (f) => f.answer === 'yes' && !f.canChange],
  [line`You said: partly. It stays with you. Thank you.`, (f) => f.answer === 'partly'],
  [
    line`You said: not yet. It stays with you. I’ll ask once more in two weeks. Would another talk help?`,
    (f) => f.answer === 'not yet' && !f.isAgain,
  ],
  [line`You said: not yet. It stays with you. Would another talk help?`, (f) => f.answer === 'not yet' && f.isAgain],
  [buttons('Add or change'), (f) => f.answer !== undefined && f.canChange],
]);

const used = card(outcomeFacts, [
  [
    line`*${ANY}* used what you showed them about ${ANY}. Thank you.`,
    (f, mentee) => f.answer === 'yes' && f.mentee === mentee,
  ],
  [line`*${ANY}* used what you two talked about. Thank you.`, (f, mentee) => f.answer === 'yes' && f.mentee === mentee],
]);

const dayOf = (date: string | undefined) =>
  date === undefined
    ? ''
    : Temporal.PlainDate.from(date).toLocaleString('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });

async function actionFacts(tx: Tx, { actionId, round }: { actionId: string; round?: number }) {
  const action = await row(tx, 'action', { id: actionId });
  const members = await rows(tx, 'member');
  const name = (id: string | undefined) => members.find((member) => member.id === id)?.name;
  const owner = members.find((member) => member.id === action?.owner_id);
  const today = tx.now
    .toZonedDateTimeISO(owner?.zone ?? 'UTC')
    .toPlainDate()
    .toString();
  const isOpen = action?.state === 'open' && (round === undefined || round >= (action?.snoozes ?? 0));
  return {
    state: action?.state,
    isOpen,
    isMoved: action?.state === 'open' && !isOpen,
    day: dayOf(action?.due_on),
    isOver: today > (action?.due_on ?? ''),
    partner: name(action?.partner_id),
    owner: owner?.name,
  };
}

/** In the midst of a sentence a former member begins small. */
const isCalled = (name: string | undefined, who: string | undefined) => name?.toLowerCase() === who?.toLowerCase();

const due = card(actionFacts, [
  [
    line`*On your list for ${ANY}.* You agreed on it with ${ANY}.`,
    (f, day, who) => f.isOpen && f.day === day && isCalled(f.partner, who),
  ],
  [
    line`*This was due on ${ANY}. Did you get to it?* You agreed on it with ${ANY}.`,
    (f, day, who) => f.isOpen && f.isOver && f.day === day && isCalled(f.partner, who),
  ],
  [line`*Still on your list. Did you get to it?* You agreed on it with ${ANY}.`, (f) => f.isOpen],
  [line`This is the only reminder. It stays in Home until you close it.`, (f) => f.isOpen],
  [buttons('Done', 'Drop'), (f) => f.isOpen],
  [/^\{Snooze\}$/m, (f) => f.isOpen],
  [line`Done. I’ll let ${ANY} know.`, (f, who) => f.state === 'done' && isCalled(f.partner, who)],
  [line`Dropped. I won’t tell anyone.`, (f) => f.state === 'dropped'],
  [line`Moved to ${ANY}. I’ll ask again then.`, (f, day) => f.isMoved && f.day === day],
]);

const done = card(actionFacts, [
  [line`*${ANY}* did what you two agreed on.`, (f, who) => f.state === 'done' && f.owner === who],
]);

export const lookingBack = {
  'reflections.ask': reflection,
  'reflections.outcome': outcome,
  'reflections.used': used,
  'follow-ups.due': due,
  'follow-ups.done': done,
};
