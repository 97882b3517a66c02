import { isBefore } from '../../../time.ts';
import type { Work } from '../../../work.ts';
import { requireMember } from '../../members/service.ts';
import { comingOf, comingTo } from '../store/bookings.ts';
import { liveHoursOf } from '../store.ts';
import { close } from './hold.ts';
import { callOff, cancelBooking } from './places.ts';

/**
 * A member left or paused. Who left ends their office hours and gives up their places; for who paused, that goes only
 * for the time of the pause, and their office hours go on after it.
 */
export async function hostGone(work: Work, memberId: string, why: 'left' | 'paused'): Promise<void> {
  const { pausedUntil } = await requireMember(work, memberId);
  const isMissed = (at: Temporal.Instant) => why === 'left' || (pausedUntil !== undefined && isBefore(at, pausedUntil));
  for (const hours of await liveHoursOf(work, memberId)) {
    if (why === 'left') await close(work, hours);
    else {
      for (const booking of await comingTo(work, hours.id)) {
        if (isMissed(booking.startsAt)) await callOff(work, booking);
      }
    }
  }
  for (const booking of await comingOf(work, memberId)) {
    if (isMissed(booking.startsAt)) await cancelBooking(work, booking.id, memberId);
  }
}
