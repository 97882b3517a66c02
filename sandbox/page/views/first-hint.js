import { hintSeen, waveHintAway } from '../state/memory.js';
import { isAppDm } from '../state/names.js';
import { viewer, workspace } from '../state/store.js';
import { html } from '../ui/html.js';
import { Icon } from '../ui/icons.js';
import { fillComposer } from './drafts.js';

const EXAMPLE = '/mentor kubernetes';

/** What a newcomer may try first. @param {{conversation: import('../types').Conversation}} props */
export function FirstHint({ conversation }) {
  const fits = conversation.isMember && (conversation.kind === 'channel' || isAppDm(conversation));
  if (hintSeen.value || !viewer.value || !fits || !workspace.value?.app) return null;
  const first = viewer.value.name.split(' ')[0];
  return html`<aside class="first-hint" aria-label="What to try first">
    <div>
      <p class="first-hint-lead">You are ${first}. Type <code>${EXAMPLE}</code> below.</p>
      <p>Ask a colleague, then become that colleague at the top left and answer. When you would have to wait, skip ahead in time at the top.</p>
    </div>
    <div class="first-hint-buttons">
      <button type="button" class="button primary" onClick=${() => fillComposer(conversation.id, EXAMPLE)}>Type it for me</button>
      <button type="button" class="icon-button" aria-label="Dismiss this hint" onClick=${waveHintAway}><${Icon} name="close" /></button>
    </div>
  </aside>`;
}
