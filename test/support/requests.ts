import { afterEach, beforeEach } from 'vitest';
import type { Database } from '../../src/database/open.ts';
import type { Tx } from '../../src/database/transaction.ts';
import { findOrCreateSkill } from '../../src/features/members/service.ts';
import { upsertFromDirectory } from '../../src/features/members/store/index.ts';
import { replaceSkills } from '../../src/features/members/store/skills.ts';
import { answerIsDue, getRequest, startRequest } from '../../src/features/requests/service/index.ts';
import { type Dialect, freshDatabase, workOn } from './database.ts';

/** A Monday, 11:00 in Berlin, 19:00 in Tokyo. */
export const NOW = Temporal.Instant.from('2026-03-02T10:00:00Z');
export const inMinutes = (minutes: number) => NOW.add({ minutes });

/** What an ask may want different from UASKER asking about Kubernetes for now. */
export type Asking = { skill?: string; menteeId?: string; mentorId?: string; urgency?: 'now' | 'today' };

/** A fresh database before each test, with UASKER and UOTHER who ask, and UA, UB and UC who know Kubernetes. */
export function requestsOn(dialect: Dialect) {
  let db: Database;
  const run = <T>(unit: (tx: Tx) => Promise<T>, now = NOW) => workOn(db, now, unit);

  beforeEach(async () => {
    db = await freshDatabase(dialect);
    await run(async (tx) => {
      for (const id of ['UASKER', 'UOTHER']) await person(tx, id, {});
      for (const id of ['UA', 'UB', 'UC']) await person(tx, id, { Kubernetes: 2 });
    });
  });
  afterEach(() => db.close());

  const offers = (requestId: string) =>
    db.read.selectFrom('offer').selectAll().where('request_id', '=', requestId).orderBy('offered_at').execute();

  const pending = async (requestId: string) => {
    const found = (await offers(requestId)).find((o) => o.state === 'pending');
    if (!found) throw new Error('nobody is being asked');
    return found;
  };

  return {
    database: () => db,
    run,
    offers,
    pending,
    stateOf: async (requestId: string) => (await run((tx) => getRequest(tx, requestId)))?.state,
    sessions: () => db.read.selectFrom('session').selectAll().execute(),
    jobs: (kind: string) =>
      db.read.selectFrom('job').selectAll().where('kind', '=', kind).where('finished_at', 'is', null).execute(),
    prompts: (kind: string) =>
      db.read.selectFrom('prompt').selectAll().where('kind', '=', kind).where('state', '=', 'due').execute(),
    /** Lets the answer time of whoever is being asked run out. */
    lapse: async (requestId: string, at: Temporal.Instant) => {
      const offer = await pending(requestId);
      await run((tx) => answerIsDue(tx, offer.id), at);
      return offer;
    },
  };
}

/** Somebody in the directory, with what they offer. */
export async function person(tx: Tx, id: string, offers: Record<string, 1 | 2 | 3>, zone = 'Europe/Berlin') {
  const flags = { is_bot: 0, is_guest: 0, is_deactivated: 0, is_owner: 0 };
  await upsertFromDirectory(tx, { id, name: `Name of ${id}`, title: '', zone, locale: 'en-GB', ...flags });
  const skills = [];
  for (const [name, level] of Object.entries(offers)) {
    skills.push({ skillId: (await findOrCreateSkill(tx, name)).id, level });
  }
  await replaceSkills(tx, id, 'offers', skills);
}

/** Asks, as the modal would. @returns the id of the request. */
export async function start(tx: Tx, more: Asking = {}) {
  const { skill = 'Kubernetes', menteeId = 'UASKER', mentorId, urgency = 'now' } = more;
  const { id } = await findOrCreateSkill(tx, skill);
  const goal = 'understand why my pods restart';
  const rest = { minutes: 20, format: 'thread' as const, urgency, isAnonymous: false, mentorId };
  const request = await startRequest(tx, { menteeId, skillId: id, goal, tried: '', ...rest });
  if (!request) throw new Error('nobody can be asked');
  return request.id;
}
