import type { Work } from '../../../work.ts';
import { type Away, isMissed } from '../../members/rules.ts';
import { comingOf, comingTo } from '../store/bookings.ts';
import { liveHoursOf } from '../store.ts';
import { close } from './hold.ts';
import { callOff, cancelBooking } from './places.ts';

/**
 * A member is away. Who left ends their office hours and gives up their places; for who paused, that goes only
 * for the time of the pause, and their office hours go on after it.
 */
export async function hostGone(work: Work, memberId: string, away: Away): Promise<void> {
  for (const hours of await liveHoursOf(work, memberId)) {
    if (away === 'left') await close(work, hours);
    else {
      for (const booking of await comingTo(work, hours.id)) {
        if (isMissed(away, booking.startsAt)) await callOff(work, booking);
      }
    }
  }
  for (const booking of await comingOf(work, memberId)) {
    if (isMissed(away, booking.startsAt)) await cancelBooking(work, booking.id, memberId);
  }
}
