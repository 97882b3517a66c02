import type { Tx } from '../../../database/transaction.ts';
import { type Away, isMissed } from '../../members/rules/index.ts';
import { comingOf, comingTo } from '../store/bookings.ts';
import { liveHoursOf } from '../store/index.ts';
import { close } from './hold.ts';
import { callOff, cancelBooking } from './places.ts';

/**
 * A member is away. Who left ends their office hours and gives up their places; for who paused, that goes only
 * for the time of the pause, and their office hours go on after it.
 */
export async function hostGone(tx: Tx, memberId: string, away: Away): Promise<void> {
  for (const hours of await liveHoursOf(tx, memberId)) {
    if (away === 'left') await close(tx, hours);
    else {
      for (const booking of await comingTo(tx, hours.id)) {
        if (isMissed(away, booking.startsAt)) await callOff(tx, booking);
      }
    }
  }
  for (const booking of await comingOf(tx, memberId)) {
    if (isMissed(away, booking.startsAt)) await cancelBooking(tx, booking.id, memberId);
  }
}
