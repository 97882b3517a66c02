import { useEffect, useRef } from 'preact/hooks';
import { conversationById, spokenName } from '../state/names.js';
import { closeThread } from '../state/navigate.js';
import { notices, thread, threadMessages } from '../state/store.js';
import { giveBackFocus } from '../ui/dialog.js';
import { html } from '../ui/html.js';
import { Icon } from '../ui/icons.js';
import { Composer } from './composer.js';
import { Message } from './message.js';
import { useSticking, walkMessages } from './message-scroll.js';
import { NoticeRow } from './notice.js';

/** A message and its answers, beside the conversation. */
export function ThreadPane() {
  const open = thread.value;
  const box = useRef(/** @type {HTMLDivElement | null} */ (null));
  const all = threadMessages.value;
  const mine = notices.value.filter((notice) => notice.threadTs === open?.ts);
  const before = useRef(/** @type {HTMLElement | null} */ (document.activeElement));
  useSticking(box, all.slice(1), mine.length);
  useEffect(() => () => giveBackFocus(before.current), []);
  const conversation = open && conversationById(open.channel);
  if (!open || !conversation) return null;
  const [root, ...replies] = all;
  return html`<section class="pane thread" aria-label="Thread" data-testid="thread"
    onKeyDown=${(/** @type {KeyboardEvent} */ event) => event.key === 'Escape' && !event.defaultPrevented && closeThread()}>
    <header class="pane-head"><h2>Thread</h2><span class="place-note">${spokenName(conversation)}</span><span class="grow"></span>
      <button type="button" class="icon-button" aria-label="Close thread" onClick=${closeThread}><${Icon} name="close" /></button></header>
    <div ref=${box} class="messages" role="region" aria-label="Messages of the thread" tabindex="0" onKeyDown=${walkMessages}>
      <ol class="messages-inner">
        ${root && html`<${Message} key=${root.ts} message=${root} channel=${open.channel} inThread />`}
        ${root && html`<li class="reply-count"><span>${replies.length === 0 ? 'No replies yet' : `${replies.length} ${replies.length === 1 ? 'reply' : 'replies'}`}</span></li>`}
        ${replies.map((message) => html`<${Message} key=${message.ts} message=${message} channel=${open.channel} inThread />`)}
        ${mine.map((notice) => html`<${NoticeRow} key=${`n${notice.id}`} notice=${notice} />`)}
      </ol>
    </div>
    ${conversation.isMember && html`<${Composer} conversation=${conversation} threadTs=${open.ts} />`}
  </section>`;
}
