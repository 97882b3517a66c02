import { topModal } from '../state/store.js';
import { html } from '../ui/html.js';
import { AppModal } from './app-modal.js';

/** The app's modal on top of the stack; those beneath keep their place, and what was typed, in modal-surfaces. */
export function ModalStack() {
  const view = topModal.value;
  return view ? html`<${AppModal} key=${view.id} view=${view} />` : null;
}
