import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { checkYaml, refuse } from '../../../content.ts';
import { normalise, squeeze } from '../rules/normalise.ts';

/** A skill as our own files describe it. `broader` and `related` are names of other skills. */
export type SkillEntry = { name: string; aliases: string[]; broader: string[]; related: string[] };

const label = z
  .string('must be text; put it in quotes')
  .min(1, 'must not be empty')
  .max(80, 'must have 80 letters at most')
  .refine((text) => normalise(text) !== '', 'must hold a letter or a digit');
const labels = z.array(label).default([]);
const entry = z.strictObject({ name: label, aliases: labels, broader: labels, related: labels });
const fileShape = z.array(entry, 'must be a list of skills, each starting with “- name:”');

const shipped = new URL('../../../../content/skills/', import.meta.url);

/**
 * Every skill of content/skills/*.yml.
 * @throws StartError that names each problem with file and line: wrong shape, a label given twice, an unknown reference.
 */
export function readSkillFiles(folder: URL = shipped): SkillEntry[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.yml'));
  const read = files.sort().map((name) => parseSkillFile(name, readFileSync(new URL(name, folder), 'utf8')));
  const problems = [...read.flatMap((file) => file.problems), ...crossCheck(read.flatMap((file) => file.placed))];
  if (problems.length > 0) throw refuse(problems);
  return read.flatMap((file) => file.placed.map((p) => p.skill));
}

type Placed = { skill: SkillEntry; place: string };

/** One file's skills with their places, or what is wrong with it, as "content/skills/file:line problem". */
export function parseSkillFile(name: string, text: string): { placed: Placed[]; problems: string[] } {
  const placeOf = (line: number) => `content/skills/${name}:${line}`;
  const checked = checkYaml(text, fileShape);
  if ('problems' in checked) {
    const problems = checked.problems.map(
      ({ line, path, message }) => `${placeOf(line)} ${[...path.slice(1), message].join(' ')}`,
    );
    return { placed: [], problems };
  }
  const { data, lineOf } = checked;
  return { placed: data.map((skill, i) => ({ skill, place: placeOf(lineOf([i])) })), problems: [] };
}

function crossCheck(all: Placed[]): string[] {
  const problems: string[] = [];
  const owners = new Map<string, string>();
  for (const { skill, place } of all)
    for (const text of [skill.name, ...skill.aliases]) {
      const key = squeeze(normalise(text));
      const owner = owners.get(key);
      if (owner !== undefined && owner !== skill.name)
        problems.push(`${place} “${text}” already belongs to ${owner}; a label can mean one skill only`);
      owners.set(key, skill.name);
    }
  const names = new Set(all.map(({ skill }) => skill.name));
  for (const { skill, place } of all)
    for (const other of [...skill.broader, ...skill.related])
      if (!names.has(other)) problems.push(`${place} ${skill.name} refers to “${other}”, which is no skill here`);
  return problems;
}
