import { signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { refresh, sentence, tell } from '../state/acts.js';
import { post } from '../state/api.js';
import { viewerId } from '../state/store.js';
import { initialState } from './initial.js';

/** @typedef {import('../types').FieldState} FieldState */
/** @typedef {import('../types').Element} Element */
/** @typedef {{viewId: string} | {channel: string, messageTs: string}} Address where a click happened */

/**
 * What holds blocks: a message, a modal or the Home. It keeps what the person chose or typed, and sends clicks.
 * @param {Address} address
 * @param {(text: string) => void} [onRefusal]
 */
export function createSurface(address, onRefusal) {
  /** @type {import('@preact/signals').Signal<import('../types').Values>} */
  const values = signal({});
  /** @type {import('@preact/signals').Signal<Record<string, string>>} */
  const errors = signal({});
  const busy = signal('');
  const channel = 'channel' in address ? address.channel : '';
  /** @param {string} text */
  const refuse = onRefusal ?? ((text) => tell(channel, text));

  return {
    kind: 'channel' in address ? 'message' : 'view',
    values,
    errors,
    busy,
    /** @param {string} blockId @param {string} actionId @param {FieldState} state */
    set(blockId, actionId, state) {
      values.value = { ...values.value, [blockId]: { ...values.value[blockId], [actionId]: state } };
      if (errors.value[blockId]) {
        const { [blockId]: _gone, ...rest } = errors.value;
        errors.value = rest;
      }
    },
    /** @param {string} blockId @param {string} actionId @param {FieldState} element */
    async click(blockId, actionId, element) {
      busy.value = `${blockId}/${actionId}`;
      try {
        const body = { as: viewerId.value, ...address, blockId, actionId, element, state: { values: values.value } };
        await post('act/click', body);
      } catch (error) {
        refuse(sentence(error));
      } finally {
        await refresh(channel);
        busy.value = '';
      }
    },
    /** @param {string} blockId @param {string} actionId @param {string} query */
    options(blockId, actionId, query) {
      return post('act/options', { as: viewerId.value, ...address, blockId, actionId, query });
    },
  };
}

/** @typedef {ReturnType<typeof createSurface>} Surface */

/** @type {import('preact').Context<Surface>} */
export const SurfaceContext = createContext(createSurface({ viewId: '' }));

/**
 * What an element holds and how it changes. In an actions block or beside a section a change is told to the app at once;
 * in an input block only when the block asks for it.
 * @param {import('../types').Block} block @param {Element} element
 */
export function useField(block, element) {
  const surface = useContext(SurfaceContext);
  const state = surface.values.value[block.block_id]?.[element.action_id] ?? initialState(element);
  const tells = block.type !== 'input' || Boolean(block.dispatch_action);
  return {
    surface,
    state,
    invalid: Boolean(surface.errors.value[block.block_id]),
    /** @param {Record<string, unknown>} change @param {{quiet?: boolean}} [how] quiet: kept, but not told */
    change(change, how = {}) {
      const next = { type: element.type, ...change };
      surface.set(block.block_id, element.action_id, next);
      if (tells && !how.quiet) surface.click(block.block_id, element.action_id, next);
    },
  };
}
