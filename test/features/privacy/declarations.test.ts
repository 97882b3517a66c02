import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import type { Database } from '../../../src/database/open.ts';
import type { Tx } from '../../../src/database/transaction.ts';
import { learnPerson } from '../../../src/features/members/service/directory.ts';
import { findOrCreateSkill } from '../../../src/features/members/service.ts';
import { dataOf, deleteData } from '../../../src/features/privacy/service/index.ts';
import { declared, personalTables } from '../../../src/features/privacy/store/declarations.ts';
import { saveWorkspace } from '../../../src/features/settings/service.ts';
import { learnAlias } from '../../../src/features/skills/service/index.ts';
import { jobKind } from '../../../src/jobs/define.ts';
import { enqueue } from '../../../src/jobs/store.ts';
import { freshDatabase, onBothDatabases, workOn } from '../../support/database.ts';
import { fillEverything, tablesOf, undeclared } from '../../support/people.ts';

const now = Temporal.Instant.from('2026-03-09T10:00:00Z');
const [ME, OTHER] = ['U0ME', 'U0OTHER'];

onBothDatabases('what features declare about people', (dialect) => {
  let db: Database;
  const at = <T>(unit: (tx: Tx) => Promise<T>) => workOn(db, now, unit);
  /** Every text of every table that holds `words`, as `table.column`, but for the places that are meant to. */
  const placesOf = async (words: string) => {
    const found: string[] = [];
    for (const { name, columns } of await tablesOf(db.read))
      for (const column of columns) {
        const { rows } = await sql<{
          value: unknown;
        }>`select ${sql.ref(column.name)} as value from ${sql.table(name)}`.execute(db.read);
        found.push(...rows.filter(({ value }) => String(value).includes(words)).map(() => `${name}.${column.name}`));
      }
    return found.sort();
  };
  const live = async () => {
    await at((tx) => saveWorkspace(tx, 'Acme', 'UBOT'));
    for (const [id, name] of [
      [ME, 'MINE Name'],
      [OTHER, 'OTHERS Name'],
    ] as const)
      await at((tx) =>
        learnPerson(tx, { id, name: `${name} handle`, real_name: name, profile: { title: `${name} title` } }),
      );
    await db.transact((trx) => fillEverything(trx, 'T1', ME, OTHER));
  };

  beforeEach(async () => {
    db = await freshDatabase(dialect);
  });
  afterEach(() => db.close());

  it('names every table and every text column', async () => {
    const tables = await tablesOf(db.read);
    expect(tables.map((table) => table.name).filter((name) => !declared.has(name as 'member'))).toEqual([]);
    expect(tables.flatMap((table) => undeclared(table).map((column) => `${table.name}.${column}`))).toEqual([]);
  });

  it('names no column that is not there', async () => {
    const columns = new Map((await tablesOf(db.read)).map((t) => [t.name, new Set(t.columns.map((c) => c.name))]));
    const named = personalTables.flatMap((t) =>
      [
        ...Object.keys(t.people ?? {}),
        ...Object.values(t.people ?? {}).flatMap((person) => Object.keys(person?.words ?? {})),
        ...(t.exported ?? []).flatMap((part) => [...part.columns, ...[part.of].flat()]),
        ...(typeof t.kept === 'string' ? [] : [t.kept.by]),
      ].map((column) => [t.table, column] as const),
    );
    expect(named.filter(([table, column]) => !columns.get(table)?.has(column))).toEqual([]);
  });

  it('reads on only in columns that are there, of a table that the row refers to, and that name nobody', async () => {
    const columns = new Map((await tablesOf(db.read)).map((t) => [t.name, new Set(t.columns.map((c) => c.name))]));
    const wrong = reads().flatMap(({ table, refers = {}, read }) => {
      const to = refers[read.by];
      const {
        people = {},
        lists = [],
        authored = [],
        mentions = [],
      } = personalTables.find((t) => t.table === to) ?? {};
      const named = [...Object.keys(people), ...lists, ...authored, ...mentions];
      if (to === undefined) return [`${table}.${read.by} refers to nothing`];
      return read.columns
        .filter((column) => !columns.get(to)?.has(column) || named.includes(column))
        .map((column) => `${table} reads ${to}.${column}`);
    });
    expect(wrong).toEqual([]);
  });

  it('gives what somebody read in the row that theirs refers to, and only while it is shown to them', async () => {
    await live();
    expect(reads().map(({ table, read }) => `${table}.${read.by}`)).toEqual(Object.keys(SHOWN));
    for (const { table, refers = {}, as, read } of reads()) {
      const to = String(refers[read.by]) as 'knowledge_card';
      const values = Object.fromEntries(read.columns.map((column) => [column, `READ ${table}.${column}`]));
      const set = (more: Record<string, string | number | null>) =>
        db.transact((trx) =>
          trx
            .updateTable(to)
            .set({ ...values, ...more })
            .execute(),
        );
      const given = async () => {
        const path = as.split('.');
        const part = path.reduce((file, name) => file[name], JSON.parse(await at((tx) => dataOf(tx, ME))));
        return Object.values(values).filter((words) => JSON.stringify(part).includes(words));
      };
      const { shown, hidden } = SHOWN[`${table}.${read.by}`]!;
      await set(shown);
      expect(await given()).toEqual(Object.values(values));
      for (const more of hidden) {
        await set({ ...shown, ...more });
        expect(await given()).toEqual([]);
      }
    }
  });

  it('says for each column with a person or their words what they get of it', () => {
    const silent = personalTables.filter((t) => Object.keys(t.people ?? {}).length > 0 && t.exported === undefined);
    expect(silent.map((t) => t.table)).toEqual([]);
  });

  it('gives each person all of their words, and nobody else’s', async () => {
    await live();
    const data = await at((tx) => dataOf(tx, ME));
    const mine = personalTables.flatMap((t) =>
      [...Object.values(t.people ?? {}).flatMap((person) => Object.keys(person?.words ?? {})), ...(t.authored ?? [])]
        .filter(() => t.table !== 'member')
        .map((column) => `MINE ${t.table}.${column}`),
    );
    expect([...new Set(mine)].filter((words) => !data.includes(words))).toEqual([]);
    expect(data).not.toContain('OTHERS');
  });

  it('leaves nothing of somebody after a deletion but the bare id that keeps others from asking them', async () => {
    await live();
    const others = (await placesOf('OTHERS')).filter((place) => !isGone(place));
    expect((await placesOf('MINE')).length).toBeGreaterThan(20);
    await at((tx) => deleteData(tx, ME));
    expect(await placesOf('MINE')).toEqual([]);
    expect([...new Set(await placesOf(ME))].filter((place) => !KEPT.includes(place))).toEqual([]);
    // What others wrote is all there, but for what goes with the person.
    expect((await placesOf('OTHERS')).filter((place) => !isGone(place))).toEqual(others);
  });

  it('leaves the rows of another workspace alone, where the same id may be somebody else', async () => {
    await live();
    await db.transact((trx) => fillEverything(trx, 'T2', ME, OTHER));
    const ofT2 = async () => {
      const rows = [];
      for (const { name, columns } of await tablesOf(db.read)) {
        if (!columns.some((column) => column.name === 'workspace_id')) continue;
        const found = await sql`select * from ${sql.table(name)} where workspace_id = 'T2'`.execute(db.read);
        rows.push(...found.rows.map((row) => `${name} ${JSON.stringify(row)}`));
      }
      return rows.sort();
    };
    const before = await ofT2();
    expect(before.length).toBeGreaterThan(20);
    await at((tx) => deleteData(tx, ME));
    expect(await ofT2()).toEqual(before);
  });

  it('keeps what several people typed without the person, and deletes what only they did', async () => {
    await at(async (tx) => {
      const { id } = await findOrCreateSkill(tx, 'Kubernetes');
      for (const memberId of [ME, OTHER]) await learnAlias(tx, 'the cube thing', id, memberId);
      await learnAlias(tx, 'only mine', id, ME);
    });
    await at((tx) => deleteData(tx, ME));
    const left = await db.read.selectFrom('skill_alias').select(['text', 'seen_by']).execute();
    expect(left).toEqual([{ text: 'the cube thing', seen_by: JSON.stringify([OTHER]) }]);
  });

  it('leaves what is about somebody whose id only begins or ends the same', async () => {
    await live();
    const alike = [`${ME}2`, `W${ME}`];
    for (const memberId of alike)
      await at((tx) => enqueue(tx, about, { memberId }, { key: `about:${memberId}`, lane: memberId }));
    await at((tx) => enqueue(tx, about, { memberId: ME }, { key: `about:${ME}` }));
    await at((tx) => deleteData(tx, ME));
    const left = await db.read.selectFrom('job').select('key').where('kind', '=', about.name).execute();
    expect(left.map((job) => job.key).sort()).toEqual(alike.map((id) => `about:${id}`).sort());
  });

  it('can be erased twice', async () => {
    await live();
    await at((tx) => deleteData(tx, ME));
    await at((tx) => deleteData(tx, ME));
    expect([...new Set(await placesOf(ME))].filter((place) => !KEPT.includes(place))).toEqual([]);
  });
});

const reads = () =>
  personalTables.flatMap(({ table, refers, exported = [] }) =>
    exported.flatMap(({ as, read }) => (read ? [{ table, refers, as, read }] : [])),
  );

/** Of each row that an export reads on in: what makes its words shown, and what hides them. */
type Values = Record<string, string | number | null>;

const SHOWN: Record<string, { shown: Values; hidden: Values[] }> = {
  'knowledge_help.card_id': {
    shown: { state: 'open', version: 2, proposer_approved: 2, partner_approved: 2 },
    hidden: [{ state: 'withdrawn' }, { version: 3 }, { proposer_approved: 1 }, { partner_approved: 0 }],
  },
  // One with a name is in the list of those.
  'suggestion_tell.suggestion_id': { shown: { member_id: null }, hidden: [{ member_id: ME }] },
};

const about = jobKind('test.about', z.object({ memberId: z.string() }));

/** Where the bare id stays: whose data was deleted, and while the messages are being edited. */
const KEPT = ['erasure.member_id', 'member.id'];

/** Whether rows of this table may go whole when somebody in them is erased. */
function isGone(place: string): boolean {
  const [table] = place.split('.');
  const found = personalTables.find((t) => t.table === table);
  return (
    Object.values(found?.people ?? {}).some((person) => person?.erase === 'delete') ||
    (found?.mentions ?? []).length > 0
  );
}
