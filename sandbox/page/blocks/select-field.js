import { conversationById, personName, spokenName } from '../state/names.js';
import { conversations, workspace } from '../state/store.js';
import { plain } from '../text/text.js';
import { Combobox } from '../ui/combobox.js';
import { html } from '../ui/html.js';
import { matching } from '../ui/listbox.js';
import { heldIn } from './initial.js';
import { useField } from './surface.js';

/** @typedef {import('../types').Item} Item */
/** @typedef {import('../types').ItemGroup} ItemGroup */
/** @typedef {import('../types').Option} Option */
/** @typedef {import('../types').OptionGroup} OptionGroup */

/** Every select of Block Kit: fixed or fetched options, people, conversations; one or several.
 * @param {import('../types').ElementProps} props */
export function SelectField({ block, element, fieldId, describedBy }) {
  const { state, change, surface, invalid } = useField(block, element);
  const many = element.type.startsWith('multi_');
  const held = heldIn(element.type);
  const now = many ? /** @type {unknown[]} */ (state[held] ?? []) : [state[held]].filter(Boolean);
  /** @param {Item[]} items */
  const onChange = (items) => change({ [held]: many ? items.map((item) => item.raw) : (items[0]?.raw ?? null) });
  const least = element.min_query_length ?? 3;
  const external = element.type.endsWith('external_select');
  /** @param {string} query @returns {ItemGroup[] | Promise<ItemGroup[]>} */
  const load = (query) => {
    if (!external) return localGroups(element, query);
    if (query.length < least) return [];
    return surface.options(block.block_id, element.action_id, query).then(optionGroups);
  };
  const label = fieldId ? undefined : plain(element.placeholder) || 'Choose';
  return html`<${Combobox} id=${fieldId} label=${label} placeholder=${plain(element.placeholder) || 'Choose'} multiple=${many}
    chosen=${now.map(toItem)} load=${load} onChange=${onChange} describedBy=${describedBy} invalid=${invalid}
    max=${element.max_selected_items} compact=${block.type !== 'input'} clearable=${Boolean(block.optional)}
    autofocus=${element.focus_on_load}
    hint=${(/** @type {string} */ query) => (external && query.length < least ? `Type at least ${least} ${least === 1 ? 'letter' : 'letters'}.` : undefined)} />`;
}

/** @param {unknown} raw an option or an id @returns {Item} */
function toItem(raw) {
  if (typeof raw === 'object' && raw !== null && 'text' in raw) return optionItem(/** @type {Option} */ (raw));
  const id = String(raw);
  const conversation = conversationById(id);
  return { key: id, label: conversation ? spokenName(conversation) : personName(id), raw: id };
}

/** @param {Option} option @returns {Item} */
function optionItem(option) {
  const detail = option.description ? { detail: plain(option.description) } : {};
  return { key: option.value ?? plain(option.text), label: plain(option.text), raw: option, ...detail };
}

/** @param {{options?: Option[], option_groups?: OptionGroup[]}} source @returns {ItemGroup[]} */
function optionGroups(source) {
  if (source.option_groups) {
    return source.option_groups.map((group) => ({ label: plain(group.label), items: group.options.map(optionItem) }));
  }
  return [{ items: (source.options ?? []).map(optionItem) }];
}

/** @param {import('../types').Element} element @param {string} query @returns {ItemGroup[]} */
function localGroups(element, query) {
  return sourceGroups(element)
    .map((group) => ({ ...group, items: matching(group.items, query) }))
    .filter((group) => group.items.length > 0);
}

/** @param {import('../types').Element} element @returns {ItemGroup[]} */
function sourceGroups(element) {
  if (element.type.endsWith('users_select')) {
    const people = (workspace.value?.people ?? []).filter((person) => !person.deleted);
    return [
      {
        items: people.map((person) => ({
          key: person.id,
          label: person.name,
          raw: person.id,
          person,
          ...(person.title ? { detail: person.title } : {}),
        })),
      },
    ];
  }
  if (!/(conversations|channels)_select$/.test(element.type)) return optionGroups(element);
  const onlyChannels = element.type.endsWith('channels_select');
  const fitting = conversations.value.filter((one) => !onlyChannels || (one.kind === 'channel' && !one.isPrivate));
  return [{ items: fitting.map((one) => ({ key: one.id, label: spokenName(one), raw: one.id })) }];
}
