import { z } from 'zod';
import { jobKind } from '../../../jobs/define.ts';

const ofHours = z.object({ hoursId: z.string() });
const ofBooking = z.object({ bookingId: z.string() });

/** The time of a booking has come: its session opens. */
export const beginsJob = jobKind('office-hours.begins', ofBooking);
/** One date is over: the next is prepared. */
export const turnJob = jobKind('office-hours.turn', ofHours);
/** The post in the channel, and its edits. */
export const announcementJob = jobKind('office-hours.announcement', ofHours);
export const announcementEditJob = jobKind('office-hours.announcement-edit', ofHours);
/** Tells the host that the channel does not take the announcement; `reason` is Slack's error code. */
export const notAnnouncedPrompt = jobKind(
  'office-hours.not-announced',
  ofHours.extend({ channel: z.string(), reason: z.string() }),
);
/** The link of the video call, in the session's thread. */
export const callLinkJob = jobKind('office-hours.link', ofBooking);
/** Prompts: to the host before a date, and to who comes; a place that was called off; a late change to the host. */
export const remindHostPrompt = jobKind(
  'office-hours.remind-host',
  z.object({ hoursId: z.string(), date: z.string() }),
);
export const remindPrompt = jobKind('office-hours.remind', ofBooking);
export const calledOffPrompt = jobKind('office-hours.called-off', ofBooking);
export const lateChangePrompt = jobKind('office-hours.late-change', ofBooking);

/** What goes when the office hours end, when a date is skipped, and when a place is given up. */
export const hoursGroup = (hoursId: string) => `office-hours:${hoursId}`;
export const dateGroup = (hoursId: string, date: string) => `office-hours:${hoursId}:${date}`;
export const bookingGroup = (bookingId: string) => `booking:${bookingId}`;
