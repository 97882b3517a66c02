import Sqlite from 'better-sqlite3';
import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import pg from 'pg';
import type { Engine, Person } from './matching-measure.ts';

/** What every peer indexes: a person as one text, title and names of skills. */
const textOf = (person: Person) => `${person.title} ${person.skills.map((s) => s.name).join(' ')}`;
const wordsOf = (q: string) => q.match(/[\p{L}\p{N}]+/gu) ?? [];
/** Fuse.js compares with every record: above this it gets a part of the corpus only. */
const FUSE_MOST = 2_000;
const LIMIT = 20;

/** The peers, each ready to be built on the same people. @param postgres address of a server that has pg_trgm */
export function peerEngines(people: Person[], postgres: string | undefined): (() => Promise<Engine>)[] {
  const local = [
    () => fts5(people, 'unicode61 remove_diacritics 2', 'SQLite FTS5 (bm25)'),
    () => fts5(people, 'trigram', 'SQLite FTS5 (trigram)'),
    () => miniSearch(people),
    () => fuse(people),
  ];
  return postgres === undefined ? local : [...local, () => trigramsOfPostgres(people, postgres)];
}

async function fts5(people: Person[], tokenizer: string, name: string): Promise<Engine> {
  const from = performance.now();
  const db = new Sqlite(':memory:');
  db.exec(`create virtual table person using fts5(id unindexed, text, tokenize = '${tokenizer}')`);
  const insert = db.prepare('insert into person values (?, ?)');
  db.transaction(() => {
    for (const person of people) insert.run(person.id, textOf(person));
  })();
  const select = db
    .prepare<[string], string>(`select id from person where person match ? order by rank limit ${LIMIT}`)
    .pluck();
  const buildMs = performance.now() - from;
  const match = (q: string) => {
    const words = tokenizer === 'trigram' ? wordsOf(q).filter((w) => [...w].length >= 3) : wordsOf(q);
    return words.map((word) => `"${word}"`).join(' OR ');
  };
  const answer = (q: string) => ({ ids: match(q) === '' ? [] : select.all(match(q)), isSure: true });
  return { name, buildMs, answer, close: () => void db.close() };
}

async function miniSearch(people: Person[]): Promise<Engine> {
  const from = performance.now();
  const search = new MiniSearch<{ id: string; text: string }>({
    fields: ['text'],
    searchOptions: { fuzzy: 0.2, prefix: true },
  });
  search.addAll(people.map((person) => ({ id: person.id, text: textOf(person) })));
  const answer = (q: string) => ({
    ids: search
      .search(q)
      .slice(0, LIMIT)
      .map((r) => String(r.id)),
    isSure: true,
  });
  return { name: 'MiniSearch (fuzzy 0.2, prefix)', buildMs: performance.now() - from, answer };
}

async function fuse(people: Person[]): Promise<Engine> {
  const part = people.slice(0, FUSE_MOST);
  const from = performance.now();
  const search = new Fuse(part, { keys: ['title', 'skills.name'], ignoreLocation: true, threshold: 0.4 });
  const answer = (q: string) => ({ ids: search.search(q, { limit: LIMIT }).map((r) => r.item.id), isSure: true });
  const name = part.length < people.length ? `Fuse.js (first ${FUSE_MOST} people only)` : 'Fuse.js';
  return { name, buildMs: performance.now() - from, answer };
}

async function trigramsOfPostgres(people: Person[], address: string): Promise<Engine> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  const from = performance.now();
  await client.query('create extension if not exists pg_trgm');
  await client.query('create temp table person (id text, text text)');
  const columns = [people.map((p) => p.id), people.map(textOf)];
  await client.query('insert into person select * from unnest($1::text[], $2::text[])', columns);
  await client.query('create index on person using gist (text gist_trgm_ops)');
  await client.query('analyze person');
  const sql = `select id from person order by $1 <<-> text limit ${LIMIT}`;
  const answer = async (q: string) => {
    const { rows } = await client.query<{ id: string }>(sql, [q]);
    return { ids: rows.map((row) => row.id), isSure: true };
  };
  const close = () => client.end();
  return { name: 'PostgreSQL pg_trgm (word similarity)', buildMs: performance.now() - from, answer, close };
}
