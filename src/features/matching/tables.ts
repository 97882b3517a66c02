/** How much somebody was shown and helped lately, as it stood on `day`, a working day (exposure.ts). */
export type ExposureTable = { workspace_id: string; member_id: string; amount: number; day: number };
/** A word by which somebody may be found who does not offer a topic. */
export type HintTable = {
  workspace_id: string;
  /** Its stem. */
  word: string;
  /** Who is found. */
  member_id: string;
  /** Where it stands: in their job title, or in the goal of a session in which they helped. */
  source: 'title' | 'goal';
  /** The session of a goal, else ''. */
  session_id: string;
};

/** When something that ranking looks at was last changed; tells the index of this and other instances to read again. */
export type ProfileChangeTable = { workspace_id: string; member_id: string; changed_at: string };

/** One colleague whom somebody was shown for a topic, and in which place. */
export type ShownMentorTable = {
  workspace_id: string;
  asker_id: string;
  /** Of the rows that mean the same topic, the first. */
  skill_id: string;
  /** Date of the asker. */
  on_date: string;
  /** How soon and in which way they wanted to talk. */
  how: string;
  mentor_id: string;
  place: number;
  shown_at: string;
};

declare module '../../database/schema.ts' {
  interface Schema {
    hint: HintTable;
    exposure: ExposureTable;
    shown_mentor: ShownMentorTable;
    profile_change: ProfileChangeTable;
  }
}
