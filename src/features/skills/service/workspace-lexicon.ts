import { createMemory } from '../../../database/memory.ts';
import type { Tx } from '../../../database/transaction.ts';
import type { Lexicon } from '../rules/lexicon.ts';
import { aliasRows, type SkillRow, skillRows, vocabularyVersion } from '../store/skills.ts';
import { createLexicon, loadVocabulary } from './vocabulary.ts';

/** The vocabulary of one workspace, and its skills by what they mean. */
export type Known = { lexicon: Lexicon; rows: Map<string, SkillRow[]> };

/** What this process keeps of one workspace's vocabulary. */
type Memory = Known & {
  /** What vocabularyVersion said when the lexicon was made; '' before. */
  version: string;
  aliases: string;
  /** Number of skills that the lexicon was made with. */
  skills: number;
};

const memoryOf = createMemory<{ known?: Memory }>(() => ({}));

/** The shipped vocabulary with this workspace's own skills and aliases, as they stand in the database. */
export async function loadLexicon(tx: Tx): Promise<Known> {
  const memory = memoryOf(tx);
  const version = await vocabularyVersion(tx);
  const before = memory.known;
  if (before?.version === version.all) return before;
  const skills = await skillRows(tx);
  // New skills join the lexicon there is; other changes are rare.
  const isOnlyMore = before?.aliases === version.aliases && skills.length > before.skills;
  const lexicon = before && isOnlyMore ? before.lexicon : await withAliases(tx, skills);
  addNew(lexicon, skills);
  const rows = byMeaning(lexicon, skills);
  memory.known = { lexicon, rows, version: version.all, aliases: version.aliases, skills: skills.length };
  return memory.known;
}

function addNew(lexicon: Lexicon, skills: SkillRow[]): void {
  for (const { key, name } of skills) if (lexicon.find('text', key) === undefined) lexicon.add(name);
}

async function withAliases(tx: Tx, skills: SkillRow[]): Promise<Lexicon> {
  const lexicon = createLexicon(loadVocabulary());
  addNew(lexicon, skills);
  const aliases = await aliasRows(tx);
  // A merged skill is known by its old name still, and that name means the other one now.
  for (const { key, text, target, origin } of aliases)
    if (origin === 'merged') {
      lexicon.add(text);
      lexicon.add(target);
      // Whatever stands in the table, a circle must not stop the whole app.
      if (lexicon.resolve(target) !== key) lexicon.redirect(key, target);
    }
  for (const { text, target, origin } of aliases)
    if (origin === 'learned' || origin === 'imported') addAlias(lexicon, text, target);
  return lexicon;
}

/** The skill that a key means here: its own, or the one whose alias it is. */
export function meaningOf(lexicon: Lexicon, key: string): string {
  return lexicon.find('text', key)?.skillIds[0] ?? key;
}

function byMeaning(lexicon: Lexicon, skills: SkillRow[]): Map<string, SkillRow[]> {
  const rows = new Map<string, SkillRow[]>();
  for (const row of skills) {
    const id = meaningOf(lexicon, row.key);
    // The row that bears the name itself comes first: that is the one to show.
    const others = rows.get(id) ?? [];
    rows.set(id, row.key === id ? [row, ...others] : [...others, row]);
  }
  return rows;
}

function addAlias(lexicon: Lexicon, text: string, target: string): void {
  const skill = lexicon.skill(lexicon.resolve(target));
  if (skill !== undefined) lexicon.add(skill.name, [text]);
}
