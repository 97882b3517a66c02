import { parse } from 'csv-parse/sync';
import { z } from 'zod';

/** A skill as a file to import gives it. */
export type ImportedSkill = { name: string; aliases: string[] };

const row = z.record(z.string(), z.string());

/**
 * The skills of a file: ESCO (CSV with preferredLabel and altLabels), O*NET technology skills (TSV with Example), or a
 * plain CSV with name and aliases. Several aliases are parted by "|", ";" or lines.
 * @throws Error that says what is missing, in one sentence.
 */
export function readImport(text: string): ImportedSkill[] {
  const header = text.slice(0, text.indexOf('\n'));
  const delimiter = header.includes('\t') ? '\t' : ',';
  const options = { columns: true, bom: true, delimiter, skip_empty_lines: true, relax_column_count: true, trim: true };
  const rows = z.array(row).parse(parse(text, delimiter === '\t' ? { ...options, quote: false } : options));
  const columns = Object.keys(rows[0] ?? {});
  const nameColumn = ['preferredLabel', 'Example', 'name', 'Name'].find((column) => columns.includes(column));
  if (nameColumn === undefined)
    throw new Error(
      `The first line must name a column "preferredLabel", "Example" or "name"; it has: ${columns.join(', ')}.`,
    );
  const aliasColumn = ['altLabels', 'aliases', 'Aliases'].find((column) => columns.includes(column));
  return merged(rows.map((r) => ({ name: r[nameColumn] ?? '', aliases: split(r[aliasColumn ?? ''] ?? '') })));
}

/** O*NET names one technology once for each occupation; each becomes one skill. */
function merged(skills: ImportedSkill[]): ImportedSkill[] {
  const byName = new Map<string, ImportedSkill>();
  for (const { name, aliases } of skills) {
    if (name === '') continue;
    const known = byName.get(name);
    if (known === undefined) byName.set(name, { name, aliases: [...new Set(aliases)] });
    else known.aliases = [...new Set([...known.aliases, ...aliases])];
  }
  return [...byName.values()];
}

function split(aliases: string): string[] {
  return aliases
    .split(/[|;\n]/)
    .map((alias) => alias.trim())
    .filter((alias) => alias !== '');
}
