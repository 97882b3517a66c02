import { useMemo } from 'preact/hooks';
import { Blocks } from '../blocks/blocks.js';
import { createSurface } from '../blocks/surface.js';
import { me, workspace } from '../state/store.js';
import { html } from '../ui/html.js';
import { AppHeader } from './app-header.js';

/** The app's Home, as it drew it for the viewer. */
export function AppHome() {
  const home = me.value?.home;
  const surface = useMemo(() => createSurface({ viewId: home?.id ?? '' }), [home?.id]);
  const name = workspace.value?.app?.name ?? 'The app';
  return html`<${AppHeader} tab="home" />
    <div class="home-scroll" role="tabpanel" id="app-panel" aria-labelledby="tab-home" tabindex="-1" data-testid="home">
      ${
        home
          ? html`<div class="home"><${Blocks} key=${home.id} blocks=${home.blocks} surface=${surface} /></div>`
          : html`<p class="quiet-page">${name} has not drawn its Home for you yet.</p>`
      }
    </div>`;
}
