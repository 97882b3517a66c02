import type { ImportedSkill } from './import-formats.ts';
import type { Lexicon } from './lexicon.ts';
import { normalise, squeeze } from './normalise.ts';
import { stem } from './stem.ts';

export type ImportPlan = {
  /** Skills that are new here, with the aliases that are free. */
  added: ImportedSkill[];
  /** Skills that are known by that very name, with the aliases that they gain. */
  extended: ImportedSkill[];
  /** Labels that already mean another skill; they are left out. */
  clashes: { label: string; of: string; belongsTo: string }[];
  /** Share of skills with aliases of which none has a word in common with the name; high in a file whose columns slipped. */
  oddShare: number;
};

/** Longer labels are sentences, not names of skills. */
const LONGEST = 80;

/** What importing these skills would change. Nobody's label is ever taken away. */
export function planImport(lexicon: Lexicon, skills: ImportedSkill[]): ImportPlan {
  const plan: ImportPlan = { added: [], extended: [], clashes: [], oddShare: oddShare(skills) };
  const taken = new Map<string, string>();
  const ownerOf = (label: string) => taken.get(key(label)) ?? ownerInLexicon(lexicon, label);
  for (const { name } of skills) {
    const owner = ownerOf(name);
    if (owner === undefined) taken.set(key(name), name);
    else if (normalise(owner) !== normalise(name)) plan.clashes.push({ label: name, of: name, belongsTo: owner });
  }
  for (const { name, aliases } of skills) {
    const owner = ownerOf(name)!;
    if (normalise(owner) !== normalise(name)) continue;
    const free: string[] = [];
    for (const alias of aliases) {
      const other = ownerOf(alias);
      if (other === undefined && key(alias) !== '' && alias.length <= LONGEST) free.push(alias);
      else if (other !== undefined && other !== owner) plan.clashes.push({ label: alias, of: name, belongsTo: other });
      if (other === undefined) taken.set(key(alias), owner);
    }
    const isKnown = lexicon.skill(normalise(name)) !== undefined;
    if (!isKnown) plan.added.push({ name, aliases: free });
    else if (free.length > 0) plan.extended.push({ name: owner, aliases: free });
  }
  return plan;
}

function ownerInLexicon(lexicon: Lexicon, label: string): string | undefined {
  const found = lexicon.find('text', normalise(label)) ?? lexicon.find('glued', key(label));
  const id = found?.skillIds[0];
  return id === undefined ? undefined : (lexicon.skill(id)?.name ?? id);
}

function key(label: string): string {
  return squeeze(normalise(label));
}

function oddShare(skills: ImportedSkill[]): number {
  const stems = (label: string) => normalise(label).split(' ').map(stem);
  const withAliases = skills.filter((skill) => skill.aliases.length > 0);
  const isOdd = ({ name, aliases }: ImportedSkill) => {
    const own = new Set(stems(name));
    return !aliases.some((alias) => stems(alias).some((s) => own.has(s)));
  };
  return withAliases.filter(isOdd).length / (withAliases.length || 1);
}
