import type { Tx } from '../../database/transaction.ts';
import { type Known, nobody, nothing, type Registry, type Words } from '../../jobs/define.ts';
import { tellLost } from '../../outbox/ends.ts';
import { UNCLEAR } from '../../slack/refused.ts';
import { withoutPings } from '../prompts/service/readers.ts';
import { cardKeys, getSession } from '../sessions/service/index.ts';
import {
  announced,
  announcementEditJob,
  announcementFailed,
  announcementJob,
  announcementKeys,
  begin,
  beginsJob,
  bookingNow,
  calledOffPrompt,
  callLinkJob,
  dateNow,
  hostKnows,
  hoursNow,
  lateChangePrompt,
  notAnnouncedPrompt,
  remindHostPrompt,
  remindPrompt,
  turnJob,
  turnPage,
} from './service/index.ts';
import * as views from './views/index.ts';

export function registerJobs(registry: Registry): void {
  registry.timer(beginsJob, (tx, { bookingId }) => begin(tx, bookingId));
  registry.timer(turnJob, (tx, { hoursId }) => turnPage(tx, hoursId));
  registry.message(announcementJob, {
    async render(tx, { hoursId }) {
      const now = await hoursNow(tx, hoursId);
      if (!now?.hours.channel || now.hours.post || now.hours.isEnded) return { skip: 'no longer needed' };
      return { post: { to: { channel: now.hours.channel }, ...(await withoutPings(tx, views.announcement(now))) } };
    },
    ends: {
      arrived: (tx, { hoursId }, posted) => announced(tx, hoursId, posted),
      dead: (tx, { hoursId }, reason) => announcementFailed(tx, hoursId, reason),
      expired: (tx, { hoursId }) => announcementFailed(tx, hoursId, 'expired'),
      unknown: (tx, { hoursId }) => announcementFailed(tx, hoursId, UNCLEAR),
    },
    waiting: nobody,
  });
  registry.edit(announcementEditJob, async (tx, { hoursId }) => {
    const now = await hoursNow(tx, hoursId);
    if (!now) return { skip: 'no such office hours' };
    if (!now.hours.post) return { behind: await announcementKeys(tx, hoursId) };
    return { edit: { ...now.hours.post, ...views.announcement(now) } };
  });
  registerLink(registry);
  registerPrompts(registry);
}

function registerLink(registry: Registry): void {
  registry.message(callLinkJob, {
    words: between('under way'),
    async render(tx, { bookingId }) {
      const { booking, hours } = (await bookingNow(tx, bookingId)) ?? {};
      const session = booking?.sessionId ? await getSession(tx, booking.sessionId) : undefined;
      if (!hours || !session || session.state === 'ended') return { skip: 'no longer needed' };
      if (!session.place) return { behind: cardKeys(session.id) };
      const to = { channel: session.place.channel, threadTs: session.place.rootTs };
      return { post: { to, ...views.callLink(hours.link) } };
    },
    ends: {
      arrived: nothing,
      dead: async (tx, payload, _reason, job) => tellLost(tx, job, await twoOf(tx, payload)),
      expired: nothing,
      unknown: async (tx, payload, job) => tellLost(tx, job, await twoOf(tx, payload)),
    },
    waiting: twoOf,
  });
}

/** Those who are to talk. */
async function twoOf(tx: Tx, { bookingId }: { bookingId: string }): Promise<string[]> {
  const { booking } = (await bookingNow(tx, bookingId)) ?? {};
  const session = booking?.sessionId ? await getSession(tx, booking.sessionId) : undefined;
  return session ? [session.menteeId, session.mentorId] : [];
}

/** Of two who have a place together; `known` where the host has read who comes. */
function between(known?: Known) {
  return async (tx: Tx, { bookingId }: { bookingId: string }): Promise<Words> => {
    const { booking, hours } = (await bookingNow(tx, bookingId)) ?? {};
    if (!booking || !hours) return [];
    return [[booking.memberId, hours.hostId, known ?? (await hostKnows(tx, hours, booking))]];
  };
}

function registerPrompts(registry: Registry): void {
  const about = (show: (shown: views.BookingShown) => ReturnType<typeof views.reminder>) => {
    return async (tx: Tx, { bookingId }: { bookingId: string }) => {
      const now = await bookingNow(tx, bookingId);
      return now && show(now);
    };
  };
  registry.prompt(remindPrompt, about(views.reminder), { words: between() });
  registry.prompt(calledOffPrompt, about(views.calledOff));
  registry.prompt(lateChangePrompt, about(views.lateChange), { words: between() });
  registry.prompt(notAnnouncedPrompt, async (tx, { hoursId, channel, reason }) => {
    const now = await hoursNow(tx, hoursId);
    if (now?.hours.channel !== channel || now.hours.isEnded) return undefined;
    return now.hours.post ? views.announcedAfterAll(channel) : views.notAnnounced(channel, reason);
  });
  registry.prompt(remindHostPrompt, async (tx, { hoursId, date }) => {
    const now = await dateNow(tx, hoursId, date);
    // Without a single guest, slots need no host; an open door does.
    const isNeeded = now && (now.wasWanted || now.hours.slotMinutes === undefined);
    return isNeeded ? views.hostReminder(now) : undefined;
  });
}
