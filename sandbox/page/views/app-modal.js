import { useLayoutEffect, useRef } from 'preact/hooks';
import { Blocks } from '../blocks/blocks.js';
import { checkValues, collectValues } from '../blocks/values.js';
import { act, refresh, sentence } from '../state/acts.js';
import { post, Refusal } from '../state/api.js';
import { current, me, viewerId, workspace } from '../state/store.js';
import { plain } from '../text/text.js';
import { Avatar } from '../ui/avatar.js';
import { Dialog } from '../ui/dialog.js';
import { html } from '../ui/html.js';
import { modalSurface } from './modal-surfaces.js';

/** @typedef {import('../types').View} View */

/** A modal of the app. @param {{view: View}} props */
export function AppModal({ view }) {
  const kept = modalSurface(view.id);
  const { surface, problem, submitting } = kept;
  const form = useRef(/** @type {HTMLFormElement | null} */ (null));
  const deeper = (me.value?.modals.length ?? 0) > 1;
  const app = workspace.value?.app;
  const close = () => act('close', { viewId: view.id });
  useLayoutEffect(() => {
    if (Object.keys(surface.errors.value).length > 0) {
      /** @type {HTMLElement | null} */ (
        form.current?.querySelector('[aria-invalid=true], .field-error ~ * input')
      )?.focus();
    }
  }, [surface.errors.value]);
  /** @param {Event} event */
  const submit = (event) => {
    event.preventDefault();
    submitView(view, kept);
  };
  const footer = html`<footer class="dialog-foot">
    <button type="button" class="button" onClick=${close}>${plain(view.close) || (deeper ? 'Back' : 'Close')}</button>
    ${
      view.submit &&
      html`<button type="submit" form=${`form-${view.id}`} class=${`button primary ${submitting.value ? 'busy' : ''}`}
      aria-disabled=${submitting.value ? 'true' : undefined}>${plain(view.submit)}</button>`
    }
  </footer>`;
  return html`<${Dialog} title=${plain(view.title)} size="modal" onClose=${close} busy=${submitting.value}
    lead=${app && html`<${Avatar} id=${app.botUserId} size=${28} />`} footer=${footer}>
    <form ref=${form} id=${`form-${view.id}`} class="dialog-body" novalidate onSubmit=${submit}>
      ${problem.value && html`<p class="problem" role="alert">${problem.value}</p>`}
      <${Blocks} blocks=${view.blocks} surface=${surface} />
    </form>
  <//>`;
}

/** @param {View} view @param {import('./modal-surfaces.js').ModalSurface} kept */
async function submitView(view, { surface, problem, submitting }) {
  if (submitting.value) return;
  const values = collectValues(view.blocks, surface.values.value);
  problem.value = '';
  surface.errors.value = checkValues(view.blocks, values);
  if (Object.keys(surface.errors.value).length > 0) return;
  submitting.value = true;
  try {
    await post('act/submit', { as: viewerId.value, viewId: view.id, values });
    await refresh(current.value?.id);
  } catch (error) {
    const errors = error instanceof Refusal ? error.answer.errors : undefined;
    if (errors) surface.errors.value = errors;
    else problem.value = sentence(error);
  } finally {
    submitting.value = false;
  }
}
