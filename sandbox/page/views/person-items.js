import { workspace } from '../state/store.js';
import { city } from '../text/dates.js';

/** @typedef {import('../types').Item} Item */
/** @typedef {import('../types').Person} Person */

/** @param {Person} person @returns {Item} */
export function personItem(person) {
  const detail = [person.title, person.tz && city(person.tz)].filter(Boolean).join(' · ');
  const hint = person.deleted
    ? 'deactivated'
    : person.isOwner
      ? 'owner'
      : person.isGuest
        ? 'guest'
        : person.isBot
          ? 'app'
          : undefined;
  return { key: person.id, label: person.name, person, raw: person.id, detail, ...(hint ? { hint } : {}) };
}

/** People by department, in alphabetical order. @param {Person[]} people @returns {import('../types').ItemGroup[]} */
export function byDepartment(people) {
  const groups = Map.groupBy(people, (person) => person.department ?? 'Others');
  return [...groups]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([label, members]) => ({
      label,
      items: members.sort((a, b) => a.name.localeCompare(b.name)).map(personItem),
    }));
}

/** @returns {Person[]} everybody who can be signed in as or written to */
export function humans() {
  return (workspace.value?.people ?? []).filter((person) => !person.isBot);
}
