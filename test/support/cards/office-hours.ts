import type { Tx } from '../../../src/database/transaction.ts';
import { ANY, AT, buttons, CHANNEL, card, line, maybe, N, nothingMore, row, rows, seconds, WHO } from './declare.ts';

type OfHours = { hoursId: string };

async function hoursFacts(tx: Tx, { hoursId }: OfHours) {
  const hours = await row(tx, 'office_hours', { id: hoursId });
  const skips = (await rows(tx, 'office_hours_skip', { hours_id: hoursId })).map((skip) => skip.on_date);
  const now = tx.now.epochMilliseconds / 1000;
  const minutes = hours?.minutes ?? 0;
  return { hours, minutes, isEnded: hours?.ended_at !== null, skips, now, isDoor: hours?.slot_minutes === null };
}

type HoursFacts = Awaited<ReturnType<typeof hoursFacts>>;

/** A date of office hours that is not over, lasts as long as it says and is not left out. */
const isAhead = ({ minutes, hours, skips, now }: HoursFacts, from: string, to: string) => {
  const at = Temporal.Instant.fromEpochMilliseconds(Number(from) * 1000).toZonedDateTimeISO(hours?.zone ?? 'UTC');
  const isWhole = Number(to) - Number(from) === minutes * 60;
  return isWhole && Number(to) > now && !skips.includes(at.toPlainDate().toString());
};

const announcement = card(hoursFacts, [
  [line`Office hours on ${ANY} with ${WHO}${maybe(' (leader)')} have ended.`, (f) => f.isEnded],
  [
    line`*Office hours on ${ANY} with ${WHO}${maybe(' (leader)')}*`,
    (f, _on, host) => !f.isEnded && f.hours?.host_id === host,
  ],
  [
    line`Slots of ${N} minutes, ${ANY}. Next: ${AT} to ${AT}.`,
    (f, n, _how, from, to) => f.hours?.slot_minutes === Number(n) && isAhead(f, from!, to!),
  ],
  [
    line`Drop-in for ${N} minutes, ${ANY}. Next: ${AT} to ${AT}.`,
    (f, n, _how, from, to) => f.isDoor && f.minutes === Number(n) && isAhead(f, from!, to!),
  ],
  [buttons('Book a slot'), (f) => !f.isEnded && !f.isDoor],
  [buttons('I’ll come', 'Come in'), (f) => !f.isEnded && f.isDoor],
  [line`Each place becomes a session for two. All office hours: \`/mentor hours\`.`, 'says how office hours go'],
]);

const notAnnounced = card(
  async (tx: Tx, { hoursId, channel }: OfHours & { channel: string }) => {
    const { hours, isEnded } = await hoursFacts(tx, { hoursId });
    const isWanted = hours?.channel === channel && !isEnded;
    return { isWanted, isThere: hours?.post_ts !== null };
  },
  [
    [
      line`I’m not in ${CHANNEL}, so your office hours aren’t announced there yet. Type \`/invite @Bitewise\` there, and it comes at once.`,
      (f) => f.isWanted && !f.isThere,
    ],
    [
      line`${CHANNEL} is archived, so your office hours aren’t announced there. They’re listed all the same.`,
      (f) => f.isWanted && !f.isThere,
    ],
    [line`Slack didn’t say whether the announcement of your office hours arrived in ${CHANNEL}.`, (f) => f.isWanted],
    [line`The announcement of your office hours couldn’t be posted in ${CHANNEL} in time.`, (f) => !f.isThere],
    [line`Slack refused the announcement of your office hours in ${CHANNEL} (${ANY}).`, (f) => !f.isThere],
    [line`Your office hours are announced in ${CHANNEL} now. Nothing more to do.`, (f) => f.isThere],
  ],
);

type OfBooking = { bookingId: string };

async function bookingFacts(tx: Tx, { bookingId }: OfBooking) {
  const booking = await row(tx, 'booking', { id: bookingId });
  const { hours, isEnded } = await hoursFacts(tx, { hoursId: booking?.hours_id ?? '' });
  return {
    state: booking?.state,
    at: seconds(booking?.starts_at),
    who: booking?.member_id,
    host: hours?.host_id,
    isEnded,
    session: booking?.session_id,
  };
}

const reminder = card(bookingFacts, [
  [line`You gave up your place: *${ANY}* with ${WHO}.`, (f) => f.state === 'cancelled'],
  [line`This is off: *${ANY}* with ${WHO}, ${AT}.`, (f) => f.state === 'called off'],
  [line`*${ANY}* with ${WHO}: your conversation has begun.`, (f) => f.state === 'held'],
  [
    line`Office hours: *${ANY}* with ${WHO}, ${AT}. A conversation opens by itself then. What you would like to get out of it:`,
    (f, _what, host, at) => f.state === 'booked' && f.at === at && f.host === host,
  ],
  [buttons('Cancel booking'), (f) => f.state === 'booked'],
]);

const calledOff = card(bookingFacts, [
  [
    line`The office hours on ${ANY} with ${WHO}, ${AT}, are off. That happens.`,
    (f, _what, _host, at) => f.state === 'called off' && f.at === at,
  ],
  [buttons('Pick another time'), (f) => !f.isEnded],
  [buttons('See other hours'), (f) => f.isEnded],
]);

const lateChange = card(bookingFacts, [
  [
    line`To your office hours comes ${WHO}, ${AT}, about ${ANY}:`,
    (f, who, at) => (f.state === 'booked' || f.state === 'held') && f.who === who && f.at === at,
  ],
  [
    line`In your office hours this place is free again: ${WHO}, ${AT}, about ${ANY}.`,
    (f) => f.state === 'cancelled' || f.state === 'called off',
  ],
]);

type OfDate = OfHours & { date: string };

const hostReminder = card(
  async (tx: Tx, { hoursId, date }: OfDate) => {
    const { hours, isEnded, skips } = await hoursFacts(tx, { hoursId });
    const booked = (await rows(tx, 'booking', { hours_id: hoursId, on_date: date })).filter(
      (b) => b.state === 'booked' || b.state === 'held',
    );
    const at = Temporal.PlainDateTime.from(`${date}T${hours?.starts_at}`).toZonedDateTime(hours?.zone ?? 'UTC');
    const isAhead = Temporal.Instant.compare(tx.now, at.toInstant()) < 0;
    return { isAhead, isOff: isEnded || skips.includes(date), coming: booked };
  },
  [
    [line`Your office hours on ${ANY} don’t take place this time. Nothing more to do.`, (f) => f.isOff],
    [
      line`*Your office hours, ${AT} to ${AT}. No one has a place right now.*`,
      (f) => !f.isOff && f.coming.length === 0,
    ],
    [line`*Your office hours, ${AT} to ${AT}. 1 person comes.*`, (f) => !f.isOff && f.coming.length === 1],
    [
      line`*Your office hours, ${AT} to ${AT}. ${N} people come.*`,
      (f, _from, _to, n) => !f.isOff && f.coming.length === Number(n),
    ],
    [
      line`${AT} · ${WHO} · ${ANY}`,
      (f, at, who) => f.coming.some((b) => b.member_id === who && seconds(b.starts_at) === at),
    ],
    [buttons('Skip this date'), (f) => !f.isOff && f.isAhead],
    [line`${ANY}`, (f, words) => f.coming.some((b) => b.goal.replaceAll(/\s+/g, ' ').startsWith(words!.slice(0, 50)))],
    [line`and ${N} more`, (f, n) => f.coming.length > Number(n)],
  ],
);

const link = card(nothingMore, [
  [line`Here you meet: <${ANY}>. Press *Start* when you’re both in.`, 'holds the link that the host gave'],
]);

export const officeHours = {
  'office-hours.announcement': announcement,
  'office-hours.not-announced': notAnnounced,
  'office-hours.link': link,
  'office-hours.remind': reminder,
  'office-hours.remind-host': hostReminder,
  'office-hours.called-off': calledOff,
  'office-hours.late-change': lateChange,
};
