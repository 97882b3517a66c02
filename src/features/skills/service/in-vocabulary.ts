import type { Tx } from '../../../database/transaction.ts';
import { withImported } from '../store/import.ts';
import { createLexicon, loadVocabulary } from './vocabulary.ts';

/**
 * Those of these skills that the shipped vocabulary knows, by name or alias, that an owner approved, or that came with a
 * list which the owners had read in. Only these are named in public. Whatever else stands in the table, somebody typed: it may be anything, about anybody.
 */
export async function inVocabulary(tx: Tx, skillIds: string[]): Promise<Set<string>> {
  if (skillIds.length === 0) return new Set();
  const rows = await withImported(tx, skillIds);
  const shipped = createLexicon(loadVocabulary());
  const isKnown = (row: (typeof rows)[number]) =>
    row.imported !== null || row.approved_at !== null || shipped.find('text', row.key) !== undefined;
  return new Set(rows.filter(isKnown).map((row) => row.id));
}
