import { normalise, squeeze } from '../src/features/skills/rules/normalise.ts';
import { readSkillFiles } from '../src/features/skills/service/skill-files.ts';
import type { Found } from './vocabulary-sources.ts';

type Merged = { name: string; aliases: string[] };

/**
 * Folds what the packages found into one row a skill, sorted. Our own files win: a name that is an alias there is
 * left out, and so is an alias that is somebody else's name. A skill of ours is listed only for the aliases it gains.
 */
export function merge(found: Found[]): Merged[] {
  const own = readSkillFiles();
  const ownNames = new Map(own.map((skill) => [key(skill.name), skill.name]));
  const taken = new Set(own.flatMap((skill) => [skill.name, ...skill.aliases].map(key)));
  const rows = new Map<string, Merged>();
  for (const { name } of found) {
    const id = key(name);
    if (id === '' || rows.has(id) || (taken.has(id) && !ownNames.has(id))) continue;
    rows.set(id, { name: ownNames.get(id) ?? tidy(name), aliases: [] });
  }
  for (const id of rows.keys()) taken.add(id);
  for (const { name, aliases } of found) addAliases(rows.get(key(name)), aliases, taken);
  return [...rows.values()]
    .filter((row) => row.aliases.length > 0 || !ownNames.has(key(row.name)))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function addAliases(row: Merged | undefined, aliases: string[], taken: Set<string>): void {
  if (row === undefined) return;
  for (const alias of aliases.map(tidy)) {
    const id = key(alias);
    if (id.length < 2 || taken.has(id)) continue;
    taken.add(id);
    row.aliases.push(alias);
  }
}

function key(label: string): string {
  return squeeze(normalise(label));
}

function tidy(label: string): string {
  return label.replaceAll(/\s+/g, ' ').trim();
}
