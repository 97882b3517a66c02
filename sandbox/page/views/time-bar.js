import { signal } from '@preact/signals';
import { refresh, sentence, tell } from '../state/acts.js';
import { post } from '../state/api.js';
import { now, setNow } from '../state/clock.js';
import { announcement, current, zone } from '../state/store.js';
import { city, clockTime, longDay, shortDay } from '../text/dates.js';
import { html } from '../ui/html.js';
import { Icon } from '../ui/icons.js';

/** @typedef {{label: string, minutes?: number, to?: string}} Leap */

/** @type {Leap[]} */
const LEAPS = [
  { label: '+5 minutes', minutes: 5 },
  { label: '+1 hour', minutes: 60 },
  { label: 'Tomorrow 09:30', to: 'tomorrow-0930' },
  { label: 'Monday 10:00', to: 'monday-1000' },
];

/** The label of the leap under way. */
const leaping = signal('');

/** The sandbox's time where the viewer lives, and leaps ahead in it. */
export function TimeBar() {
  const where = zone.value;
  const isBusy = leaping.value !== '';
  return html`<section class="time-bar" aria-label="Time" aria-busy=${isBusy ? 'true' : 'false'}>
    <p class="clock" data-testid="clock" title=${where}>
      <strong>${clockTime(now.value, where)}</strong>
      <span>${shortDay(now.value, where)} · ${city(where)}</span>
    </p>
    <div class="leaps" role="group" aria-label="Skip ahead">
      <${Icon} name="forward" />
      ${LEAPS.map(
        (
          leap,
        ) => html`<button key=${leap.label} type="button" class=${`dark-button ${leaping.value === leap.label ? 'busy' : ''}`}
          aria-disabled=${isBusy ? 'true' : undefined} onClick=${() => travel(leap)}>${leap.label}</button>`,
      )}
    </div>
    <span class="visually-hidden" role="status">${isBusy ? 'Skipping ahead, and doing everything that is due on the way.' : ''}</span>
  </section>`;
}

/** @param {Leap} leap */
async function travel({ label, minutes, to }) {
  if (leaping.value) return;
  leaping.value = label;
  try {
    const arrived = await post('clock/travel', to ? { to, tz: zone.value } : { minutes });
    setNow(arrived.now);
    await refresh(current.value?.id);
    const day = longDay(now.value, zone.value);
    announcement.value = `It is now ${day}, ${clockTime(now.value, zone.value)} in ${city(zone.value)}.`;
  } catch (error) {
    tell('', sentence(error));
  } finally {
    leaping.value = '';
  }
}
