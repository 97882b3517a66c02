import { readFileSync } from 'node:fs';
import devicons from 'devicon/devicon.json' with { type: 'json' };
import ISO6391 from 'iso-639-1';
import * as linguistLanguages from 'linguist-languages';
import simpleIconsData from 'simple-icons/icons.json' with { type: 'json' };
import { z } from 'zod';

/** One name that a package gives, with its other names. */
export type Found = { source: string; name: string; aliases: string[] };

const words = z.array(z.string()).default([]);
const linguist = z.record(z.string(), z.object({ name: z.string(), type: z.string(), aliases: words }));
const devicon = z.array(z.object({ name: z.string(), altnames: words }));
const simpleIcons = z.array(
  z.object({
    title: z.string(),
    slug: z.string(),
    source: z.string(),
    license: z.unknown().optional(),
    aliases: z.object({ aka: words, old: words }).optional(),
  }),
);

// Of the data formats only those that people learn; the rest of linguist's are file types.
const formats = new Set(['JSON', 'YAML', 'TOML', 'XML', 'CSV', 'GraphQL', 'HCL', 'SVG', 'Markdown', 'RDF', 'DTrace']);
// Simple Icons has airlines and shops too: open projects are taken, which their logo's home tells.
const openHome = /^https:\/\/(github\.com|gitlab\.|codeberg\.org|[\w.]*apache\.org|[\w.]*mozilla\.org)/;

/** Everything that the packages know, unmerged. @throws when a package has another shape than expected. */
export function gather(): { technologies: Found[]; languages: Found[] } {
  return { technologies: [...programmingLanguages(), ...tools()], languages: spokenLanguages() };
}

function programmingLanguages(): Found[] {
  const all = Object.values(linguist.parse({ ...linguistLanguages }));
  const kept = all.filter((l) => l.type === 'programming' || l.type === 'markup' || formats.has(l.name));
  return kept.map(({ name, aliases }) => ({ source: 'linguist-languages', name, aliases }));
}

function tools(): Found[] {
  const icons = simpleIcons.parse(simpleIconsData);
  const named = new Map(icons.map((icon) => [icon.slug, icon.title]));
  const drawn = devicon.parse(devicons);
  const slugs = new Set(drawn.map((d) => d.name));
  const open = icons.filter((icon) => slugs.has(icon.slug) || icon.license !== undefined || openHome.test(icon.source));
  return [
    ...open.map((icon) => ({
      source: 'simple-icons',
      name: icon.title,
      aliases: [...(icon.aliases?.aka ?? []), ...(icon.aliases?.old ?? [])],
    })),
    ...drawn.map((d) => ({ source: 'devicon', name: named.get(d.name) ?? d.name, aliases: [d.name, ...d.altnames] })),
  ];
}

function spokenLanguages(): Found[] {
  return ISO6391.getAllCodes().map((code) => {
    const name = ISO6391.getName(code);
    const native = ISO6391.getNativeName(code)
      .split(/[,(/)]/)
      .map((n) => n.trim());
    return { source: 'iso-639-1', name, aliases: [...native, `${name} language`].filter(Boolean) };
  });
}

/** One line for each package that `found` draws on: name, version and licence, as the package states them. */
export function attributions(found: Found[]): string[] {
  const about = z.object({ name: z.string(), version: z.string(), license: z.string() });
  return [...new Set(found.map((f) => f.source))].sort().map((source) => {
    const file = new URL(`./node_modules/${source}/package.json`, import.meta.url);
    const { name, version, license } = about.parse(JSON.parse(readFileSync(file, 'utf8')));
    return `${name} ${version} (${license}), https://www.npmjs.com/package/${name}`;
  });
}
