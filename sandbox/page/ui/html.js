import htm from 'htm';
import { h } from 'preact';

/** JSX without a build: a tagged template that makes Preact elements. Text in it is always text, never HTML. */
export const html = htm.bind(h);
