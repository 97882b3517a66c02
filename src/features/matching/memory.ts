import type { Work } from '../../work.ts';
import type { Lexicon } from './lexicon.ts';
import type { PeopleIndex } from './people-index.ts';
import type { SkillRow } from './store.ts';

/** What this process keeps in memory for one workspace of one database. */
export type Memory = {
  lexicon: Lexicon | undefined;
  /** The workspace's skills by what they mean: the id in the lexicon. Several when one was typed before it was known. */
  rows: Map<string, SkillRow[]>;
  /** What vocabularyVersion said when the lexicon was made. */
  version: string;
  aliases: string;
  /** Number of skills that the lexicon was made with. */
  skills: number;
  /** Everybody, once `warmUp` has read them; undefined in a small workspace, where rows are read as needed. */
  people: PeopleIndex | undefined;
  /** Changes up to then are in the index, in the database's text. */
  readUpTo: string;
};

/** The adapter is the one object that every transaction on a Kysely shares with it, so it stands for the database. */
const memories = new WeakMap<object, Map<string, Memory>>();

/** The memory that belongs to this work's database and workspace. */
export function memoryOf({
  db,
  workspaceId,
}: Pick<Work, 'workspaceId'> & { db: Pick<Work['db'], 'getExecutor'> }): Memory {
  const database = db.getExecutor().adapter;
  const workspaces = memories.get(database) ?? new Map<string, Memory>();
  memories.set(database, workspaces);
  const memory = workspaces.get(workspaceId) ?? blank();
  workspaces.set(workspaceId, memory);
  return memory;
}

function blank(): Memory {
  return { lexicon: undefined, rows: new Map(), version: '', aliases: '', skills: 0, people: undefined, readUpTo: '' };
}
