import { randomUUID } from 'node:crypto';
import type { Insertable, InsertObject } from 'kysely';
import { systemClock } from '../src/clock.ts';
import { migrate } from '../src/database/migrate.ts';
import { type Database, openDatabase } from '../src/database/open.ts';
import type { Schema } from '../src/database/schema.ts';
import { tellingWords } from '../src/features/matching/rules/hints.ts';
import { normalise } from '../src/features/skills/rules/normalise.ts';
import { iso } from '../src/time.ts';
import { generateCorpus } from './matching-data.ts';
import { seeded } from './random.ts';

const WORKSPACE = 'T0HARBOUR';
/** Rows written with one statement. */
const BATCH = 400;
const zones = ['Europe/London', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Asia/Tokyo', 'Australia/Sydney'];

/**
 * A database as it stands after half a year in a company of `size` people with three to seven skills each: a request
 * for every tenth of them, with an offer that was accepted. @returns the ids of the people.
 */
export async function moveInMany(url: string, size: number): Promise<string[]> {
  const db = await openDatabase(url, systemClock);
  await migrate(db.read);
  const corpus = generateCorpus(size);
  const now = systemClock.now();
  // Newer than the directory's next reading, which would take them for people who have left.
  const created = iso(now.add({ hours: 24 }));
  const skills = [...new Set(corpus.flatMap((person) => person.skills.map((skill) => skill.name)))];
  const idOf = new Map(skills.map((name) => [name, randomUUID()]));
  const workspace_id = WORKSPACE;
  await insert(db, 'skill', skills, (name) => ({
    ...{ id: idOf.get(name)!, workspace_id, key: normalise(name), name, created_at: created },
  }));
  const random = seeded(3);
  await insert(db, 'member', corpus, ({ id, title }) => ({
    ...{ workspace_id, id, name: `Person ${id}`, handle: '', title, zone: random.of(zones), locale: 'en-GB' },
    ...{ is_bot: 0, is_guest: 0, is_deactivated: 0, is_owner: 0, work_start: '09:00', work_end: '17:00' },
    ...{
      work_days: '[1,2,3,4,5]',
      other_hours: '',
      capacity: 1 + random.below(4),
      formats: '["thread","huddle"]',
      usual_minutes: 20,
    },
    ...{ mutes: '[]', in_digest: 1, created_at: created, seen_at: created },
    department: `Department ${random.below(12)}`,
  }));
  const hinted = corpus.flatMap(({ id, title }) => [...tellingWords(title).keys()].map((word) => ({ id, word })));
  await insert(db, 'hint', hinted, ({ id, word }) => ({
    ...{ workspace_id, member_id: id, word, source: 'title' as const, session_id: '' },
  }));
  const held = corpus.flatMap(({ id, skills: own }) =>
    Array.from(new Map(own.map(({ name, level }) => [name, level])), ([name, level]) => ({ id, name, level })),
  );
  await insert(db, 'member_skill', held, ({ id, name, level }) => ({
    ...{ workspace_id, member_id: id, skill_id: idOf.get(name)!, kind: 'offers' as const, level, added_at: created },
  }));
  const past = held.filter((_, i) => i % 50 === 0).map((one) => ({ ...one, requestId: randomUUID() }));
  const asked = () => iso(now.subtract({ hours: 72 + random.below(24 * 170) }));
  await insert(db, 'request', past, ({ requestId, name }) => ({
    ...{ id: requestId, workspace_id, mentee_id: `U${random.below(size)}`, skill_id: idOf.get(name)!, goal: '' },
    ...{ minutes: 20, format: 'thread', urgency: 'today', state: 'matched' as const, tried: '', is_anonymous: 0 },
    ...{ candidates: '[]', created_at: asked(), expires_at: iso(now.subtract({ hours: 1 })), closed_at: iso(now) },
    waited_minutes: 5 + random.below(200),
  }));
  await insert(db, 'offer', past, ({ requestId, id }) => {
    const at = asked();
    return {
      ...{ id: randomUUID(), workspace_id, request_id: requestId, mentor_id: id, state: 'accepted' as const },
      ...{ offered_at: at, answer_by: at, answered_at: at },
    };
  });
  await db.close();
  return corpus.map(({ id }) => id);
}

type Table = 'hint' | 'skill' | 'member' | 'member_skill' | 'request' | 'offer';

async function insert<T, K extends Table>(
  db: Database,
  table: K,
  from: T[],
  row: (one: T) => Insertable<Schema[K]>,
): Promise<void> {
  for (let at = 0; at < from.length; at += BATCH) {
    const rows = from.slice(at, at + BATCH).map(row) as InsertObject<Schema, K>[];
    await db.transact(async (trx) => void (await trx.insertInto(table).values(rows).execute()));
  }
}
