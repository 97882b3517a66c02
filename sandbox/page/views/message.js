import { useMemo } from 'preact/hooks';
import { Blocks } from '../blocks/blocks.js';
import { createSurface } from '../blocks/surface.js';
import { authorName } from '../state/names.js';
import { openThread } from '../state/navigate.js';
import { dialog, dismissed, people, workspace, zone } from '../state/store.js';
import { clockTime, longDay, tsToMs } from '../text/dates.js';
import { plainText } from '../text/plain.js';
import { Mrkdwn } from '../text/text.js';
import { Avatar } from '../ui/avatar.js';
import { html } from '../ui/html.js';
import { Files } from './files.js';
import { MessageTools } from './message-tools.js';
import { ThreadLine } from './thread-line.js';

/** @typedef {import('../types').Message} MessageJson */

/** @param {{message: MessageJson, channel: string, compact?: boolean, inThread?: boolean}} props */
export function Message({ message, channel, compact, inThread }) {
  const ms = tsToMs(message.ts);
  const time = clockTime(ms, zone.value);
  const name = authorName(message);
  if (message.subtype && /_(join|leave|topic|purpose|name)$/.test(message.subtype)) {
    return html`<li class="system-line" data-ts=${message.ts}><${Mrkdwn} source=${message.text ?? ''} /><time>${time}</time></li>`;
  }
  const id = message.user ?? workspace.value?.app?.botUserId ?? message.bot_id ?? '';
  const reply = inThread || message.ephemeral ? undefined : () => openThread(channel, message.thread_ts ?? message.ts);
  /** @param {KeyboardEvent} event */
  const onKeyDown = (event) => event.key === 'Enter' && event.target === event.currentTarget && reply?.();
  const said = `${name}, ${time}. ${plainText(message.text ?? '').slice(0, 200)}`;
  return html`<li class=${`message ${compact ? 'compact' : ''} ${message.ephemeral ? 'ephemeral' : ''}`} data-ts=${message.ts}
    tabindex="-1" aria-label=${said} onKeyDown=${onKeyDown}>
    <div class="gutter">${compact ? html`<time class="side-time">${time}</time>` : html`<${Avatar} id=${id} size=${36} />`}</div>
    <div class="message-main">
      ${!compact && html`<${Head} message=${message} name=${name} id=${id} time=${time} full=${`${longDay(ms, zone.value)}, ${time}`} />`}
      <${Body} message=${message} channel=${channel} />
      ${message.files?.length ? html`<${Files} files=${message.files} />` : null}
      ${!inThread && message.reply_count ? html`<${ThreadLine} message=${message} channel=${channel} />` : null}
      ${message.ephemeral && html`<${OnlyYou} ts=${message.ts} />`}
    </div>
    ${!message.ephemeral && html`<${MessageTools} message=${message} channel=${channel} onReply=${reply} />`}
  </li>`;
}

/** @param {{message: MessageJson, name: string, id: string, time: string, full: string}} props */
function Head({ message, name, id, time, full }) {
  const person = people.value.get(id);
  const isApp = !person || person.isBot;
  return html`<div class="message-head">
    ${
      person && !isApp
        ? html`<button type="button" class="author" onClick=${() => (dialog.value = { name: 'profile', id })}>${name}</button>`
        : html`<span class="author">${name}</span>`
    }
    ${isApp && html`<span class="tag">app</span>`}
    ${person?.deleted && html`<span class="tag">deactivated</span>`}
    <time title=${full}>${time}</time>
    ${message.edited && html`<span class="edited">edited</span>`}
  </div>`;
}

/** @param {{message: MessageJson, channel: string}} props */
function Body({ message, channel }) {
  const surface = useMemo(() => createSurface({ channel, messageTs: message.ts }), [channel, message.ts]);
  // What a person typed has its marks in the text; its blocks hold the same words without them.
  const typed = !message.bot_id && message.blocks?.every((block) => block.block_id === 'typed');
  if (message.blocks?.length && !typed) return html`<${Blocks} blocks=${message.blocks} surface=${surface} />`;
  return html`<${Mrkdwn} source=${message.text ?? ''} />`;
}

/** @param {{ts: string}} props */
function OnlyYou({ ts }) {
  const dismiss = () => {
    dismissed.value = new Set([...dismissed.value, ts]);
  };
  return html`<p class="only-you">Only visible to you · <button type="button" class="link" onClick=${dismiss}>Dismiss</button></p>`;
}
