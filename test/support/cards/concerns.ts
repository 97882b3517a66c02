import type { Tx } from '../../../src/database/transaction.ts';
import { ANY, AT, buttons, card, line, row, rows, seconds, WHO } from './declare.ts';

async function concernFacts(tx: Tx, { concernId }: { concernId: string }) {
  const concern = await row(tx, 'concern', { id: concernId });
  const suspended = (await rows(tx, 'quiet_suspension', { for_id: concernId })).length > 0;
  const quietBlocked = await rows(tx, 'quiet_block', { member_id: concern?.reporter_id });
  const { read_at, closed_at, lost_at } = concern ?? {};
  return {
    isRead: !!read_at,
    isClosed: !!closed_at,
    isLost: !!lost_at,
    readAt: seconds(read_at),
    closedAt: seconds(closed_at),
    at: seconds(concern?.created_at),
    reporter: concern?.reporter_id,
    reported: concern?.reported_id,
    isNamed: concern?.is_named === 1,
    words: concern?.words ?? '',
    suspended,
    quietBlocked: quietBlocked.length > 0,
    isQuiet: concern?.is_quiet === 1,
  };
}

const waits = 'No one has read it yet. I’ll tell you when someone has read it, or if I can’t reach anyone.';
const wasRead = 'Someone has read your report.';
const wasClosed = 'Someone has read your report and closed it. If it isn’t settled for you, please report it again.';
const wasLost = 'I couldn’t make sure that your report reached anyone. Please turn to someone directly.';
type State = Awaited<ReturnType<typeof concernFacts>>;
const states = [
  [new RegExp(`^${waits}$`, 'm'), (f: State) => !f.isRead && !f.isClosed && !f.isLost],
  [new RegExp(`^${wasClosed}$`, 'm'), (f: State) => f.isClosed],
  [new RegExp(`^${wasRead}$`, 'm'), (f: State) => f.isRead && !f.isClosed],
  [new RegExp(`^${wasLost}$`, 'm'), (f: State) => f.isLost && !f.isRead],
] as const;

const receipt = card(concernFacts, [
  [line`*Your report of a concern*: ${ANY}, ${AT}`, (f, _kind, at) => f.at === at],
  ...states,
  [buttons('Block them'), 'answers from the state'],
  [
    line`You blocked them. \`/mentor skills\` shows whom you blocked, and lets you change it.`,
    (f) => f.reported !== null,
  ],
  [line`I send you no more questions from whoever asked.`, (f) => f.quietBlocked],
  [buttons('Undo'), (f) => f.quietBlocked],
  [line`You can always turn to:`, (f) => !f.isRead && !f.isClosed],
  [line`• ${ANY}`, 'people and places from the settings'],
]);

const news = card(concernFacts, [
  [line`*Your report of ${AT}*`, (f, at) => f.at === at],
  [new RegExp(`^${wasRead}$`, 'm'), (f) => f.isRead],
  [new RegExp(`^${wasClosed}$`, 'm'), (f) => f.isClosed],
  [new RegExp(`^${wasLost}$`, 'm'), (f) => f.isLost],
  [line`• ${ANY}`, 'people and places from the settings'],
]);

const copy = card(concernFacts, [
  [line`*Someone has reported a concern*`, (f) => !f.isClosed],
  [line`*A report of a concern, closed*`, (f) => f.isClosed],
  [line`*Kind:* ${ANY}`, 'what the reporter chose'],
  [line`*About:* ${ANY}`, 'what the reporter chose'],
  [line`*Whom:* no one in particular`, (f) => f.reported === null],
  [line`*Whom:* the person who asked quietly`, (f) => f.isQuiet],
  [line`*Whom:* ${WHO}`, (f, who) => f.reported === who && !f.isQuiet],
  [line`*From:* someone who’d rather not be named`, (f) => !f.isNamed],
  [line`*From:* ${WHO}`, (f, who) => f.isNamed && f.reporter === who],
  [line`*When:* ${AT}`, (f, at) => f.at === at],
  [line`They wrote nothing about it.`, (f) => f.words === ''],
  [line`What was written to them:`, 'what the reporter chose to show'],
  [line`No one has read it yet. ${ANY}`, (f) => !f.isRead && !f.isClosed],
  [line`Read ${AT}. ${ANY}`, (f, at) => f.readAt === at && !f.isClosed],
  [line`Closed ${AT}. Their quiet asks are suspended.`, (f, at) => f.closedAt === at && f.suspended],
  [line`Closed ${AT}.`, (f, at) => f.closedAt === at && !f.suspended],
  [buttons('I’ve read it'), (f) => !f.isRead && !f.isClosed],
  [buttons('Suspend quiet asks'), (f) => !f.suspended && !f.isClosed],
  [buttons('Lift suspension'), (f) => f.suspended],
  [buttons('Show who asked'), (f) => f.isQuiet && !f.isClosed],
  [buttons('Close report'), (f) => !f.isClosed],
]);

export const concerns = { 'concerns.receipt': receipt, 'concerns.copy': copy, 'concerns.news': news };
