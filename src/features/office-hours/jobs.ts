import { type Known, nobody, nothing, type Registry, type Words } from '../../jobs/define.ts';
import { tellLost } from '../../outbox/ends.ts';
import { UNCLEAR } from '../../slack/refused.ts';
import type { Work } from '../../work.ts';
import { withoutPings } from '../prompts/service/readers.ts';
import { cardKeys, getSession } from '../sessions/service.ts';
import {
  announced,
  announcement,
  announcementEdit,
  announcementFailed,
  begin,
  begins,
  bookingNow,
  calledOff,
  callLink,
  dateNow,
  hostKnows,
  hoursNow,
  lateChange,
  notAnnounced,
  remind,
  remindHost,
  turn,
  turnPage,
} from './service.ts';
import * as views from './views.ts';

export function registerJobs(registry: Registry): void {
  registry.timer(begins, (work, { bookingId }) => begin(work, bookingId));
  registry.timer(turn, (work, { hoursId }) => turnPage(work, hoursId));
  registry.message(announcement, {
    async render(work, { hoursId }) {
      const now = await hoursNow(work, hoursId);
      if (!now?.hours.channel || now.hours.post || now.hours.isEnded) return { skip: 'no longer needed' };
      return { post: { to: { channel: now.hours.channel }, ...(await withoutPings(work, views.announcement(now))) } };
    },
    ends: {
      arrived: (work, { hoursId }, posted) => announced(work, hoursId, posted),
      dead: (work, { hoursId }, reason) => announcementFailed(work, hoursId, reason),
      expired: (work, { hoursId }) => announcementFailed(work, hoursId, 'expired'),
      unknown: (work, { hoursId }) => announcementFailed(work, hoursId, UNCLEAR),
    },
    waiting: nobody,
  });
  registry.edit(announcementEdit, async (work, { hoursId }) => {
    const now = await hoursNow(work, hoursId);
    if (!now?.hours.post) return { skip: 'never announced' };
    return { edit: { ...now.hours.post, ...views.announcement(now) } };
  });
  registerLink(registry);
  registerPrompts(registry);
}

function registerLink(registry: Registry): void {
  registry.message(callLink, {
    words: between('under way'),
    async render(work, { bookingId }) {
      const { booking, hours } = (await bookingNow(work, bookingId)) ?? {};
      const session = booking?.sessionId ? await getSession(work, booking.sessionId) : undefined;
      if (!hours || !session || session.state === 'ended') return { skip: 'no longer needed' };
      if (!session.place) return { behind: cardKeys(session.id) };
      const to = { channel: session.place.channel, threadTs: session.place.rootTs };
      return { post: { to, ...views.callLink(hours.link) } };
    },
    ends: {
      arrived: nothing,
      dead: async (work, payload, _reason, job) => tellLost(work, job, await twoOf(work, payload)),
      expired: nothing,
      unknown: async (work, payload, job) => tellLost(work, job, await twoOf(work, payload)),
    },
    waiting: twoOf,
  });
}

/** Those who are to talk. */
async function twoOf(work: Work, { bookingId }: { bookingId: string }): Promise<string[]> {
  const { booking } = (await bookingNow(work, bookingId)) ?? {};
  const session = booking?.sessionId ? await getSession(work, booking.sessionId) : undefined;
  return session ? [session.menteeId, session.mentorId] : [];
}

/** Of two who have a place together; `known` where the host has read who comes. */
function between(known?: Known) {
  return async (work: Work, { bookingId }: { bookingId: string }): Promise<Words> => {
    const { booking, hours } = (await bookingNow(work, bookingId)) ?? {};
    if (!booking || !hours) return [];
    return [[booking.memberId, hours.hostId, known ?? (await hostKnows(work, hours, booking))]];
  };
}

function registerPrompts(registry: Registry): void {
  const about = (show: (shown: views.BookingShown) => ReturnType<typeof views.reminder>) => {
    return async (work: Work, { bookingId }: { bookingId: string }) => {
      const now = await bookingNow(work, bookingId);
      return now && show(now);
    };
  };
  registry.prompt(remind, about(views.reminder), { words: between() });
  registry.prompt(calledOff, about(views.calledOff));
  registry.prompt(lateChange, about(views.lateChange), { words: between() });
  registry.prompt(notAnnounced, async (work, { hoursId, channel, reason }) => {
    const now = await hoursNow(work, hoursId);
    if (now?.hours.channel !== channel || now.hours.isEnded) return undefined;
    return now.hours.post ? views.announcedAfterAll(channel) : views.notAnnounced(channel, reason);
  });
  registry.prompt(remindHost, async (work, { hoursId, date }) => {
    const now = await dateNow(work, hoursId, date);
    // Without a single guest, slots need no host; an open door does.
    const isNeeded = now && (now.wasWanted || now.hours.slotMinutes === undefined);
    return isNeeded ? views.hostReminder(now) : undefined;
  });
}
