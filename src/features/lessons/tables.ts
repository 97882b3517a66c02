import type { Occasion, Track } from './rules.ts';

export type CourseTable = {
  workspace_id: string;
  member_id: string;
  track: Track;
  state: 'going' | 'stopped';
  sends: number;
  /** The lesson that they stand at, and what brought it forward. */
  lesson: string | null;
  because: Occasion | null;
  started_at: string;
};

export type LessonStepTable = {
  workspace_id: string;
  member_id: string;
  /** Name of the lesson's file without the ending. */
  lesson: string;
  state: 'answered' | 'skipped';
  choice: number | null;
  at: string;
};

declare module '../../database/schema.ts' {
  interface Schema {
    course: CourseTable;
    lesson_step: LessonStepTable;
  }
}
