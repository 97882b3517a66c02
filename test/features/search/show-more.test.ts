import fc from 'fast-check';
import { expect, it } from 'vitest';
import { search, searchOn } from '../../../src/features/search/service/index.ts';
import { resultCard } from '../../../src/features/search/views/index.ts';
import { onBothDatabases } from '../../support/database.ts';
import { inMinutes, NOW, person, requestsOn } from '../../support/requests.ts';

const TWELVE = Array.from({ length: 12 }, (_, i) => `UM${String.fromCharCode(65 + i)}`);

onBothDatabases('Whom a search shows', (dialect) => {
  const { run, database } = requestsOn(dialect);

  const twelve = () =>
    run(async (tx) => {
      for (const [i, id] of TWELVE.entries()) await person(tx, id, { Terraform: i % 2 === 0 ? 2 : 1 });
    });
  const found = (minutes: number, menteeId = 'UASKER') =>
    run((tx) => search(tx, { text: 'terraform', menteeId }), inMinutes(minutes));
  const idsOf = ({ colleagues }: Awaited<ReturnType<typeof search>>) => colleagues.map((one) => one.id);
  const exposure = async () =>
    (await database().read.selectFrom('exposure').selectAll().execute()).map((r) => r.amount);

  it('is the same all day for the same asker, whoever else looks meanwhile', async () => {
    await twelve();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ other: fc.boolean(), minutes: fc.integer({ min: 0, max: 13 * 60 - 1 }) }), {
          minLength: 2,
          maxLength: 8,
        }),
        async (looks) => {
          const own = new Set<string>();
          for (const { other, minutes } of looks.sort((a, b) => a.minutes - b.minutes)) {
            const ids = idsOf(await found(minutes, other ? 'UOTHER' : 'UASKER'));
            if (!other) own.add(ids.join());
          }
          expect(own.size).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 8 },
    );
  });

  it('changes with the asker’s own day, not with that of a server', async () => {
    await twelve();
    const before = idsOf(await found(0));
    // 22:59 in Berlin, and 00:01 there, which is still the day before in UTC.
    expect(idsOf(await found(11 * 60 + 59))).toEqual(before);
    const days = await database().read.selectFrom('shown_mentor').select('on_date').distinct().execute();
    expect(days.map((row) => row.on_date)).toEqual(['2026-03-02']);
    await found(13 * 60 + 1);
    const after = await database()
      .read.selectFrom('shown_mentor')
      .select('on_date')
      .distinct()
      .orderBy('on_date')
      .execute();
    expect(after.map((row) => row.on_date)).toEqual(['2026-03-02', '2026-03-03']);
  });

  it('counts as shown once a day, however often it is looked at', async () => {
    await twelve();
    await found(0);
    const once = await exposure();
    expect(once).toHaveLength(3);
    for (let minute = 1; minute < 10; minute += 1) await found(minute);
    expect(await exposure()).toEqual(once);
  });

  it('counts once when ten looks come in parallel', async () => {
    await twelve();
    const looks = await Promise.all(Array.from({ length: 10 }, () => found(0)));
    expect(new Set(looks.map((look) => idsOf(look).slice(0, 3).join())).size).toBe(1);
    expect(await exposure()).toHaveLength(3);
  });

  it('goes on to the last of them, each once, and says where it is', async () => {
    await twelve();
    let page = await found(0);
    expect(resultCard(page).text).toContain('the best five of twelve');
    const seen = idsOf(page);
    while (!page.among.isAll || page.among.before + page.colleagues.length < page.among.total) {
      const after = page.colleagues.at(-1)?.id;
      page = await run((tx) => searchOn(tx, { topic: 'Terraform', goal: '', after }, 'UASKER'), inMinutes(1));
      seen.push(...idsOf(page));
    }
    expect(seen.toSorted()).toEqual(TWELVE);
    expect(resultCard(page).text).toContain('6 to 12 of twelve');
  });

  it('goes on after somebody who may not be asked any more, and leaves them out', async () => {
    await twelve();
    const first = idsOf(await found(0));
    const last = first.at(-1) ?? '';
    await run((tx) => tx.db.updateTable('member').set({ is_deactivated: 1 }).where('id', '=', last).execute());
    const page = await run((tx) => searchOn(tx, { topic: 'Terraform', goal: '', after: last }, 'UASKER'), NOW);
    expect(idsOf(page).filter((id) => first.includes(id))).toEqual([]);
    expect(idsOf(page)).toHaveLength(7);
  });

  it('keeps blocks on every page', async () => {
    await twelve();
    await run(async (tx) => {
      const pair = { workspace_id: tx.workspaceId, member_id: 'UMH', blocked_id: 'UASKER' };
      await tx.db.insertInto('member_block').values(pair).execute();
    });
    const first = await found(0);
    const page = await run(
      (tx) => searchOn(tx, { topic: 'Terraform', goal: '', after: first.colleagues.at(-1)?.id }, 'UASKER'),
      NOW,
    );
    expect([...idsOf(first), ...idsOf(page)]).not.toContain('UMH');
    expect([...idsOf(first), ...idsOf(page)]).toHaveLength(11);
  });
});
