import { useRef } from 'preact/hooks';
import { now } from '../state/clock.js';
import { spokenName } from '../state/names.js';
import { dismissed, newFrom, notices, viewerId, zone } from '../state/store.js';
import { dayName, isoDay, tsToMs } from '../text/dates.js';
import { html } from '../ui/html.js';
import { Message } from './message.js';
import { useSticking, walkMessages } from './message-scroll.js';
import { NoticeRow } from './notice.js';

/** @typedef {import('../types').Message} MessageJson */
/** @typedef {import('../types').Conversation} Conversation */

/** The messages of a conversation, the latest in sight. @param {{conversation: Conversation, messages: MessageJson[], loaded: boolean}} props */
export function MessageList({ conversation, messages, loaded }) {
  const box = useRef(/** @type {HTMLDivElement | null} */ (null));
  const shown = messages.filter((message) => !dismissed.value.has(message.ts));
  const mine = notices.value.filter((notice) => notice.channel === conversation.id && !notice.threadTs);
  const [below, setBelow] = useSticking(box, shown, mine.length);
  return html`<div ref=${box} class="messages" role="region" aria-label=${`Messages with ${spokenName(conversation)}`} tabindex="0"
      data-testid="message-list" onKeyDown=${walkMessages}>
    <div class="messages-inner">
      ${loaded && shown.length === 0 && html`<${Beginning} conversation=${conversation} />`}
      <ol>${rows(conversation, shown)}${mine.map((notice) => html`<${NoticeRow} key=${`n${notice.id}`} notice=${notice} />`)}</ol>
    </div>
    ${
      below &&
      html`<button type="button" class="button to-latest" onClick=${() => {
        box.current?.scrollTo({ top: box.current.scrollHeight });
        setBelow(false);
      }}>Latest messages</button>`
    }
  </div>`;
}

/** @param {{conversation: Conversation}} props */
function Beginning({ conversation }) {
  return html`<p class="beginning">This is the beginning of ${conversation.kind === 'channel' ? '' : 'your conversation with '}<strong>${spokenName(conversation)}</strong>.</p>`;
}

/** Messages with a line where a day begins and where the unread ones do.
 * @param {Conversation} conversation @param {MessageJson[]} shown */
function rows(conversation, shown) {
  const firstNew = firstUnread(shown, newFrom.value[conversation.id] ?? 0);
  /** @type {MessageJson | undefined} */
  let before;
  return shown.flatMap((message) => {
    const out = [];
    const day = isoDay(tsToMs(message.ts), zone.value);
    const newDay = !before || isoDay(tsToMs(before.ts), zone.value) !== day;
    const isNew = message === firstNew;
    if (newDay)
      out.push(
        html`<li key=${`d${day}`} class="day"><span>${dayName(tsToMs(message.ts), now.value, zone.value)}</span></li>`,
      );
    if (isNew) out.push(html`<li key="new" class="new-line"><span>New</span></li>`);
    const compact = !newDay && !isNew && follows(before, message);
    out.push(html`<${Message} key=${message.ts} message=${message} channel=${conversation.id} compact=${compact} />`);
    before = message;
    return out;
  });
}

/** @param {MessageJson[]} shown @param {number} unread */
function firstUnread(shown, unread) {
  if (unread <= 0) return undefined;
  const others = shown.filter((message) => message.user !== viewerId.value && !message.ephemeral);
  return others.at(-unread);
}

/** The same person again within five minutes needs no new head. @param {MessageJson | undefined} before @param {MessageJson} message */
function follows(before, message) {
  if (!before || before.subtype || message.subtype || before.ephemeral || message.ephemeral) return false;
  if (before.user !== message.user || before.bot_id !== message.bot_id || before.reply_count) return false;
  return Number(message.ts) - Number(before.ts) < 300;
}
