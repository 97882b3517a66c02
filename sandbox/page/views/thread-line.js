import { now } from '../state/clock.js';
import { openThread } from '../state/navigate.js';
import { zone } from '../state/store.js';
import { clockTime, dayName, tsToMs } from '../text/dates.js';
import { Avatar } from '../ui/avatar.js';
import { html } from '../ui/html.js';

/** How many answered, and the way to them. @param {{message: import('../types').Message, channel: string}} props */
export function ThreadLine({ message, channel }) {
  const count = message.reply_count ?? 0;
  const last = message.latest_reply ? tsToMs(message.latest_reply) : undefined;
  const day = last === undefined ? '' : dayName(last, now.value, zone.value);
  const when =
    last === undefined
      ? ''
      : `Last reply ${day === 'Today' ? '' : `${day.toLowerCase() === 'yesterday' ? 'yesterday' : day} `}at ${clockTime(last, zone.value)}`;
  return html`<button type="button" class="thread-line" onClick=${() => openThread(channel, message.ts)}>
    <span class="faces">${(message.reply_users ?? []).slice(0, 4).map((id) => html`<${Avatar} key=${id} id=${id} size=${22} />`)}</span>
    <strong>${count} ${count === 1 ? 'reply' : 'replies'}</strong><span class="thread-when">${when}</span>
  </button>`;
}
