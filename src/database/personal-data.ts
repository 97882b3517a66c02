import type { RawBuilder, SqlBool } from 'kysely';
import type { Schema } from './schema.ts';
import type { Tx } from './transaction.ts';

/** A column with a member's id. */
export type PersonColumn<C extends string> = {
  /**
   * What becomes of the row when this person's data is deleted: it goes; or it stays, for whoever else it is about,
   * with the id of a former member in place of theirs, or with none; or, their own row, with the bare id.
   */
  erase: 'delete' | 'former' | 'clear' | 'keep';
  /** Columns with words of theirs, and what stands there afterwards. */
  words?: { [K in C]?: string | null };
};

/** Columns of another table's row. They hold no id and no name, since the people of that row are others. */
type Read<C extends string> = {
  by: C;
  columns: readonly string[];
  /** A condition in SQL about that row: otherwise its columns are left out. */
  only: string;
};

/** One list of the file that somebody gets with all that is kept about them. */
export type ExportPart<C extends string> = {
  /** Its name there; `moments.setUp` is a list inside `moments`. */
  as: string;
  /** Rows in which one of these columns names the person. */
  of: C | readonly C[];
  /** Columns that are given. Another person's words are left out; a skill is given by its name. */
  columns: readonly C[];
  /** What the skill is called there; default: topic. */
  skillAs?: string;
  /** A condition in SQL: the rest of the rows is not the person's business. */
  only?: string;
  /** Given with a row, from the one that a column of it refers to: what the person read there. */
  read?: Read<C>;
  /** There is one row at most, given as it is. */
  isSingle?: boolean;
};

/** Rows that are older than they may be kept go by themselves. */
export type Age<C extends string> = {
  days: number;
  /** A row without an instant in this column stays. */
  by: C;
  /** Reads on from “90 days after”. */
  after: string;
  /** A condition in SQL: which rows go, where not all of them do. */
  only?: string;
  /** The same condition in words. */
  which?: string;
  /** In place of `by`, where rows are found faster by something else. */
  isOld?: (before: string) => RawBuilder<SqlBool>;
};

/** What is kept about people in one table. Every text column is named, or a fact by its name (FACTS). */
export type PersonalTable<C extends string = string> = {
  /** What docs/privacy.md says of it. */
  what: string;
  from: string;
  seenBy: string;
  people?: { [K in C]?: PersonColumn<C> };
  /** JSON with members' ids in arrays; an erased one is taken out. */
  lists?: readonly C[];
  /** A row goes when nobody is left in its lists. */
  goesWhenEmptied?: boolean;
  /** JSON arrays of `{ authorId, text }`; each part is its author's. */
  authored?: readonly C[];
  /** Text that may name a member by id; the whole row goes with them. */
  mentions?: readonly C[];
  /** Text that is about nobody. */
  facts?: readonly C[];
  /** Which table an id belongs to: its row is kept for as long as this one. */
  refers?: { [K in C]?: keyof Schema };
  exported?: readonly ExportPart<C>[];
  /** For how long: in words where only a person ends it. */
  kept: string | Age<C>;
  /** Days after which the words go, where the row is kept longer. */
  wordsKept?: number;
  /** Every row is a post that may name anybody. */
  isPost?: boolean;
  /** A conversation with the app that is about the people of a row alone. */
  conversation?: C;
  /** What is to be done first, where the columns do not say it. */
  beforeErasing?: (tx: Tx, memberId: string) => Promise<void>;
  /** What is to be shown anew where they are a former member now. */
  afterErasing?: (tx: Tx, formerId: string) => Promise<void>;
};

/** A table without a word or an id of anybody. */
export type NobodysTable<C extends string = string> = {
  nobodys: string;
  facts?: readonly C[];
  refers?: { [K in C]?: keyof Schema };
  /** Every row is a post that may name anybody. */
  isPost?: boolean;
};

/** What one feature keeps, table by table. */
export type PersonalData = {
  [T in keyof Schema]?: PersonalTable<keyof Schema[T] & string> | NobodysTable<keyof Schema[T] & string>;
};

/** Text columns that are about nobody wherever they stand. */
export const FACTS =
  /^(id|workspace_id|state|kind|channel|ts|zone|day|days|week|month|on_date|.*_(at|on|ts|until|channel|in))$/;

/** What the id of a former member begins with. */
const FORMER = 'former-';

/** The id under which somebody stays whose data was deleted; nothing leads back from it. */
export const formerId = () => `${FORMER}${crypto.randomUUID()}`;

export const isFormer = (id: string) => id.startsWith(FORMER);
