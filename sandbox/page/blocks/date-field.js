import { zone } from '../state/store.js';
import { clockTime, isoDay } from '../text/dates.js';
import { plain } from '../text/text.js';
import { html } from '../ui/html.js';
import { useField } from './surface.js';

/** A date, a time or both, on the browser's own pickers. @param {import('../types').ElementProps} props */
export function DateField({ block, element, fieldId, describedBy }) {
  const { state, change, invalid } = useField(block, element);
  const common = {
    class: 'input date',
    id: fieldId,
    'aria-label': fieldId ? undefined : plain(element.placeholder) || 'Date',
    'aria-describedby': describedBy,
    'aria-invalid': invalid ? 'true' : undefined,
    'data-autofocus': element.focus_on_load ? '' : undefined,
  };
  /** @param {Event} event */
  const typed = (event) => /** @type {HTMLInputElement} */ (event.target).value;
  if (element.type === 'datepicker') {
    return html`<input type="date" ...${common} value=${state.selected_date ?? ''}
      onChange=${(/** @type {Event} */ event) => change({ selected_date: typed(event) || null })} />`;
  }
  if (element.type === 'timepicker') {
    return html`<input type="time" ...${common} value=${state.selected_time ?? ''}
      onChange=${(/** @type {Event} */ event) => change({ selected_time: typed(event) || null })} />`;
  }
  const epoch = Number(state.selected_date_time ?? 0);
  const local = epoch ? `${isoDay(epoch * 1000, zone.value)}T${clockTime(epoch * 1000, zone.value)}` : '';
  return html`<input type="datetime-local" ...${common} value=${local}
    onChange=${(/** @type {Event} */ event) => change({ selected_date_time: epochOf(typed(event), zone.value) })} />`;
}

/**
 * @param {string} local "2026-01-13T14:05", in the viewer's zone @param {string} where an IANA zone
 * @returns {number | null} seconds since 1970
 */
function epochOf(local, where) {
  if (!local) return null;
  const asUtc = Date.parse(`${local}:00Z`);
  let guess = asUtc;
  // Twice, because the zone's offset at the first guess may be that of before a clock change.
  for (let round = 0; round < 2; round += 1) {
    const shown = Date.parse(`${isoDay(guess, where)}T${clockTime(guess, where)}:00Z`);
    guess += asUtc - shown;
  }
  return guess / 1000;
}
