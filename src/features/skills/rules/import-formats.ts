import { parse } from 'csv-parse/sync';
import { z } from 'zod';

/** A skill as a file to import gives it. */
export type ImportedSkill = { name: string; aliases: string[] };

const row = z.record(z.string(), z.string());
const line = z.object({
  name: z.string().optional(),
  display_name: z.string().optional(),
  topic: z.string().optional(),
  aliases: z.array(z.string()).default([]),
});

/**
 * The skills of a file: ESCO (CSV with preferredLabel and altLabels), O*NET technology skills (TSV with Example), or a
 * plain CSV with name and aliases, where several aliases are parted by "|", ";" or lines; or a JSON object a line with
 * a name (or display_name, or topic) and a list of aliases.
 * @throws Error that says what is missing, in one sentence.
 */
export function readImport(text: string): ImportedSkill[] {
  if (
    text
      .replace(/^\ufeff/, '')
      .trimStart()
      .startsWith('{')
  )
    return merged(readLines(text));
  return merged(readTable(text));
}

function readLines(text: string): ImportedSkill[] {
  return text.split('\n').flatMap((written, i) => {
    if (written.trim() === '') return [];
    const { name, display_name, topic, aliases } = parseLine(written, i + 1);
    const called = name ?? display_name ?? topic;
    if (called === undefined) throw new Error(`Line ${i + 1} has no "name", "display_name" or "topic".`);
    return {
      name: called.trim(),
      aliases: [...new Set([topic ?? '', ...aliases].map((alias) => alias.trim()))].filter(Boolean),
    };
  });
}

function parseLine(written: string, number: number): z.infer<typeof line> {
  try {
    return line.parse(JSON.parse(written.replace(/^\ufeff/, '')));
  } catch {
    throw new Error(`Line ${number} is no JSON object with a name and a list of aliases.`);
  }
}

function readTable(written: string): ImportedSkill[] {
  // Some spreadsheets say first what parts their columns.
  const text = written.replace(/^\ufeff?sep=.\r?\n/i, '');
  const delimiter = delimiterOf(/^[^\r\n]*/.exec(text)?.[0] ?? '');
  const columns = (names: string[]) => names.map((name) => unquoted(name).toLowerCase());
  const options = { columns, bom: true, delimiter, skip_empty_lines: true, relax_column_count: true, trim: true };
  // A mark of inches is no quotation: between tabs, marks count only around the whole.
  const rows = z.array(row).parse(parse(text, delimiter === '\t' ? { ...options, quote: false } : options));
  const known = Object.keys(rows[0] ?? {});
  const nameColumn = ['preferredlabel', 'example', 'name'].find((column) => known.includes(column));
  if (nameColumn === undefined)
    throw new Error(
      `The first line must name a column "preferredLabel", "Example" or "name"; it has: ${known.join(', ')}.`,
    );
  const aliasColumn = ['altlabels', 'aliases'].find((column) => known.includes(column));
  return rows.map((r) => ({
    name: unquoted(r[nameColumn] ?? ''),
    aliases: split(unquoted(r[aliasColumn ?? ''] ?? '')),
  }));
}

/** What parts the columns of a heading: tabs, or semicolons, as where the comma is in numbers, or commas. */
function delimiterOf(heading: string): '\t' | ';' | ',' {
  if (heading.includes('\t')) return '\t';
  return heading.includes(';') && !heading.includes(',') ? ';' : ',';
}

/** Without the quotation marks that a spreadsheet puts around a whole value. */
const unquoted = (value: string) => (/^".*"$/s.test(value) ? value.slice(1, -1).replaceAll('""', '"').trim() : value);

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
