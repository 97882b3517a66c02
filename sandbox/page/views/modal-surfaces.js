import { signal } from '@preact/signals';
import { createSurface } from '../blocks/surface.js';

/** @typedef {ReturnType<typeof make>} ModalSurface */

/** @type {Map<string, ModalSurface>} */
const kept = new Map();

/** What somebody typed into a modal outlives one pushed over it and an update by the app. @param {string} viewId */
export function modalSurface(viewId) {
  let surface = kept.get(viewId);
  if (!surface) {
    surface = make(viewId);
    kept.set(viewId, surface);
  }
  return surface;
}

/** @param {string} viewId */
function make(viewId) {
  const problem = signal('');
  const surface = createSurface({ viewId }, (text) => {
    problem.value = text;
  });
  return { surface, problem, submitting: signal(false) };
}
