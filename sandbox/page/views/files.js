import { html } from '../ui/html.js';
import { Icon } from '../ui/icons.js';

/** @param {{files: import('../types').SlackFile[]}} props */
export function Files({ files }) {
  return html`<ul class="files" aria-label="Files">${files.map((file) => html`<li key=${file.id}><${FileCard} file=${file} /></li>`)}</ul>`;
}

/** @param {{file: import('../types').SlackFile}} props */
function FileCard({ file }) {
  const name = file.title || file.name || 'File';
  const note = [file.name === name ? '' : file.name, size(file.size)].filter(Boolean).join(' · ');
  return html`<a class="file" href=${file.url_private} download=${file.name ?? true} target="_blank" rel="noopener">
    <${Icon} name="file" /><span><strong>${name}</strong><small>${note}</small></span></a>`;
}

/** @param {number | undefined} bytes */
function size(bytes) {
  if (bytes === undefined) return '';
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 100) / 10} kB` : `${Math.round(bytes / 100_000) / 10} MB`;
}
