import type { Tx } from '../../../database/transaction.ts';
import type { Lexicon } from '../rules/lexicon.ts';
import { normalise, squeeze } from '../rules/normalise.ts';
import { understand } from '../rules/understand.ts';
import { offeredCounts } from '../store/skills.ts';
import { nameOf } from './naming.ts';
import { standing } from './standing.ts';
import { loadLexicon } from './workspace-lexicon.ts';

/** One line of a list of skills; without `skillId` it is known to the vocabulary but to nobody here yet. */
export type Suggestion = { name: string; skillId?: string; offered: number };

/** Skills for what has been typed so far: those of the workspace first, and of those what most people offer. */
export async function typeahead(tx: Tx, text: string, limit: number, viewerId?: string): Promise<Suggestion[]> {
  const known = await loadLexicon(tx);
  const { lexicon, rows } = known;
  const typed = squeeze(normalise(text));
  const all = typed === '' ? [...rows.keys()] : completions(lexicon, typed, text);
  const ids = all.filter(await standing(tx, known, viewerId));
  const counts = await offeredCounts(
    tx,
    ids.flatMap((id) => rows.get(id)?.[0]?.id ?? []),
  );
  const list = ids.map((id, place) => {
    const row = rows.get(id)?.[0];
    const offered = row === undefined ? 0 : (counts.get(row.id) ?? 0);
    return { place, offered, name: nameOf(lexicon, rows, id), ...(row === undefined ? {} : { skillId: row.id }) };
  });
  const group = (s: { skillId?: string; offered: number }) => (s.offered > 0 ? 0 : s.skillId === undefined ? 2 : 1);
  return list
    .sort((a, b) => group(a) - group(b) || b.offered - a.offered || a.place - b.place)
    .slice(0, limit)
    .map(({ place: _, ...suggestion }) => suggestion);
}

/** The same, but only skills that are in the workspace already. */
export async function skillsLike(
  tx: Tx,
  text: string,
  limit: number,
): Promise<{ id: string; name: string; offered: number }[]> {
  const found = await typeahead(tx, text, mostCompletions);
  const here = found.flatMap(({ skillId, name, offered }) =>
    skillId === undefined ? [] : [{ id: skillId, name, offered }],
  );
  return here.slice(0, limit);
}

const mostCompletions = 200;

/** Ids of skills with a label that begins so, names before aliases, short before long; then what the text may mean. */
function completions(lexicon: Lexicon, typed: string, text: string): string[] {
  const all = [...lexicon.labels()];
  const found = all.filter((label) => label.squeezed.startsWith(typed));
  const within = all.filter((label) => label.text.includes(` ${normalise(text)}`));
  const order = (a: (typeof found)[number], b: (typeof found)[number]) =>
    Number(b.isName) - Number(a.isName) || a.squeezed.length - b.squeezed.length || (a.text < b.text ? -1 : 1);
  const labels = [...found.sort(order), ...within.sort(order)].map((label) => lexicon.resolve(label.skillId));
  const meant = labels.length === 0 ? understand(lexicon, text).map((u) => u.skillId) : [];
  return [...new Set([...labels, ...meant])].slice(0, mostCompletions);
}
