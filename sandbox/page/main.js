import { render } from 'preact';
import { sentence, tell } from './state/acts.js';
import { start } from './state/navigate.js';
import { followChanges } from './state/stream.js';
import { html } from './ui/html.js';
import { App } from './views/app.js';

const root = /** @type {HTMLElement} */ (document.getElementById('root'));

// Whatever a click began and nobody waited for is still told.
addEventListener('unhandledrejection', (event) => {
  event.preventDefault();
  tell('', sentence(event.reason));
});

try {
  followChanges();
  await start();
  render(html`<${App} />`, root);
} catch (error) {
  root.replaceChildren(
    Object.assign(document.createElement('p'), { className: 'start-failed', textContent: sentence(error) }),
  );
}
