import { conversations, workspace } from '../state/store.js';
import { matching } from '../ui/listbox.js';

/** @typedef {import('../types').ItemGroup} ItemGroup */
/** @typedef {import('../types').Item} Item */

/** Commands of Slack itself that this page knows. */
export const OWN_COMMANDS = [
  { command: '/invite', description: 'Add somebody, or the app, to this channel', usageHint: '@somebody' },
];

export function allCommands() {
  return [...(workspace.value?.commands ?? []), ...OWN_COMMANDS];
}

/** @param {{sign: '/' | '@' | '#', query: string}} typed @returns {ItemGroup[]} at most eight, none when nothing fits */
export function suggestions({ sign, query }) {
  const items = sign === '/' ? commands(query) : matching(sign === '@' ? people() : channels(), query);
  return items.length > 0 ? [{ items: items.slice(0, 8) }] : [];
}

/** @param {string} query @returns {Item[]} */
function commands(query) {
  return allCommands()
    .filter((one) => one.command.slice(1).startsWith(query.toLowerCase()))
    .map((one) => ({
      key: one.command,
      label: `${one.command} ${one.usageHint ?? ''}`.trim(),
      detail: one.description ?? '',
      raw: one.command,
    }));
}

/** @returns {Item[]} */
function people() {
  return (workspace.value?.people ?? [])
    .filter((person) => !person.deleted)
    .map((person) => ({
      key: `<@${person.id}>`,
      label: person.displayName || person.name,
      detail: person.title ?? '',
      person,
      raw: `@${person.displayName || person.name}`,
    }));
}

/** @returns {Item[]} */
function channels() {
  return conversations.value
    .filter((one) => one.kind === 'channel')
    .map((one) => ({ key: `<#${one.id}>`, label: `#${one.name}`, raw: `#${one.name}` }));
}

/** How a command that is being typed is used. @param {string} text @returns {string | undefined} */
export function usageOf(text) {
  const command = allCommands().find((one) => text === one.command || text.startsWith(`${one.command} `));
  return command ? `${command.command} ${command.usageHint ?? ''}`.trim() : undefined;
}
