import type { Generated } from 'kysely';

export type SkillTable = {
  id: string;
  workspace_id: string;
  key: string;
  name: string;
  created_at: string;
  /** Who named it first, where no vocabulary did; '' once they deleted their data. */
  coined_by: string | null;
  /** When a second person used a coined name. */
  shared_at: string | null;
  /** When an owner approved the name. */
  approved_at: string | null;
};

export type MemberSkillTable = {
  workspace_id: string;
  member_id: string;
  skill_id: string;
  kind: 'offers' | 'wants';
  level: number;
  added_at: string;
};

/** A way to write a skill that this workspace added. `typed` does not count until enough people chose it. */
export type SkillAliasTable = {
  workspace_id: string;
  /** Normalised text. */
  key: string;
  text: string;
  /** Key of the skill that is meant. */
  target: string;
  origin: 'typed' | 'learned' | 'merged' | 'imported';
  /** JSON array of the ids of those who typed it and then chose the target. */
  seen_by: Generated<string>;
  created_at: string;
};

/** Two skills that look like one and are not, as an owner said; `skill_id` is the smaller of the two ids. */
export type SkillApartTable = { workspace_id: string; skill_id: string; other_skill_id: string; created_at: string };

declare module '../../database/schema.ts' {
  interface Schema {
    skill: SkillTable;
    member_skill: MemberSkillTable;
    skill_alias: SkillAliasTable;
    skill_apart: SkillApartTable;
  }
}
