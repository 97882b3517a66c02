import { readFileSync, writeFileSync } from 'node:fs';
import { merge } from './vocabulary-merge.ts';
import { attributions, gather } from './vocabulary-sources.ts';

/*
 * Builds content/vocabulary/technologies.json and languages.json from npm packages (development dependencies).
 * With --check it writes nothing and says whether the files are what the packages and content/skills would give.
 */
const folder = new URL('../content/vocabulary/', import.meta.url);
const { technologies, languages } = gather();
const files = {
  'technologies.json': print('Names of technologies', technologies),
  'languages.json': print('Languages that people speak', languages),
};

if (process.argv.includes('--check')) check();
else for (const [name, text] of Object.entries(files)) writeFileSync(new URL(name, folder), text);

function print(about: string, found: typeof technologies): string {
  const skills = merge(found).map((skill) => `    ${JSON.stringify([skill.name, ...skill.aliases])}`);
  const sources = attributions(found).map((line) => `    ${JSON.stringify(line)}`);
  return `{\n  "about": ${JSON.stringify(`${about}; built by npm run vocabulary:build, not by hand. Each row: name, aliases.`)},\n  "sources": [\n${sources.join(',\n')}\n  ],\n  "skills": [\n${skills.join(',\n')}\n  ]\n}\n`;
}

function check(): void {
  const stale = Object.entries(files).filter(([name, text]) => readFileSync(new URL(name, folder), 'utf8') !== text);
  for (const [name] of stale) console.error(`content/vocabulary/${name} is out of date: run npm run vocabulary:build.`);
  if (stale.length === 0) console.log('The vocabulary is up to date.');
  process.exitCode = stale.length === 0 ? 0 : 1;
}
