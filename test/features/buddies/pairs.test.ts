import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Database } from '../../../src/database/open.ts';
import type { Tx } from '../../../src/database/transaction.ts';
import { publish } from '../../../src/events.ts';
import { saveSettings } from '../../../src/features/admin/service/index.ts';
import {
  acceptNewcomer,
  askArrived,
  askIsOver,
  changeBuddy,
  declineNewcomer,
  introduce,
  introduced,
  joined,
  matchWaiting,
  meet,
  refuseBuddy,
  roomOf,
  setWelcoming,
  stepDown,
  told,
  wantBuddy,
} from '../../../src/features/buddies/service/index.ts';
import { pauseMember, resumeMember, setMute } from '../../../src/features/members/service.ts';
import { setBlocks } from '../../../src/features/members/store/blocks.ts';
import { updateMember } from '../../../src/features/members/store/index.ts';
import { freshDatabase, onBothDatabases, workOn } from '../../support/database.ts';
import { filledSettings, MIRA, NOW, OWNER, person, switchedOn, willing } from './setup.ts';

onBothDatabases('Buddies', (dialect) => {
  let db: Database;
  let now: Temporal.Instant;
  const run = <T>(unit: (tx: Tx) => Promise<T>) => workOn(db, now, unit);
  const join = async (id: string, different: object = {}) => {
    await run((tx) =>
      joined(tx, { id, name: id, tz: 'Europe/Berlin', profile: { title: 'UX Designer' }, ...different }),
    );
    await run((tx) => matchWaiting(tx));
  };
  const pairs = () => db.read.selectFrom('buddy_pair').selectAll().orderBy('asked_at').orderBy('id').execute();
  const open = async () => (await pairs()).filter((pair) => pair.closed_at === null);
  const current = async () => (await open())[0]!;
  const due = async (kind: string) => {
    const rows = await db.read.selectFrom('prompt').selectAll().where('kind', '=', kind).execute();
    return rows.filter((row) => row.state === 'due').map((row) => row.member_id);
  };
  /** Mira has met a buddy. */
  async function together() {
    await join(MIRA);
    const { id, buddy_id } = await current();
    await run((tx) => acceptNewcomer(tx, id, buddy_id));
    await run((tx) => meet(tx, id, MIRA));
    await run((tx) => introduced(tx, id, { channel: 'G0TWO', ts: '1.1' }));
    return { id, buddyId: buddy_id };
  }

  beforeEach(async () => {
    db = await freshDatabase(dialect);
    now = NOW;
    await run(switchedOn);
  });
  afterEach(() => db.close());

  it('are asked one at a time, and the newcomer hears nothing before somebody said yes', async () => {
    await run((tx) => willing(tx, 'UA', 'UB', 'UC'));
    await join(MIRA);
    await run((tx) => matchWaiting(tx));
    expect(await open()).toEqual([expect.objectContaining({ newcomer_id: MIRA, state: 'asked' })]);
    const { id, buddy_id } = await current();
    expect(await due('buddies.ask')).toEqual([buddy_id]);
    expect(await due('buddies.offer')).toEqual([]);
    expect((await run((tx) => roomOf(tx, MIRA))).newcomer).toMatchObject({ state: 'open', pair: undefined });
    await run((tx) => acceptNewcomer(tx, id, buddy_id));
    expect(await due('buddies.offer')).toEqual([MIRA]);
  });

  it('are never the newcomer, an app, a guest, deactivated, on a break, blocked either way, muted, new themselves, or of other work', async () => {
    const ids = [
      'UBOT',
      'UGUEST',
      'UGONE',
      'UPAUSED',
      'UBLOCKS',
      'UBLOCKED',
      'UMUTED',
      'UNEW',
      'USALES',
      'UFAR',
      'UDM',
    ];
    await run(async (tx) => {
      await willing(tx, ...ids);
      await person(tx, 'UBOT', { is_bot: 1 });
      await person(tx, 'UGUEST', { is_guest: 1 });
      await person(tx, 'UGONE', { is_deactivated: 1 });
      await person(tx, 'USALES', { title: 'Account Executive' });
      await person(tx, 'UFAR', { zone: 'Pacific/Auckland' });
      await pauseMember(tx, 'UPAUSED', undefined);
      await setBlocks(tx, 'UBLOCKS', [MIRA]);
      await setBlocks(tx, MIRA, ['UBLOCKED']);
      await setMute(tx, 'UMUTED', 'buddies.ask', true);
      await updateMember(tx, 'UDM', { unreachable: 'cannot_dm' });
    });
    await run((tx) => joined(tx, { id: 'UNEW', tz: 'Europe/Berlin', profile: { title: 'UX Designer' } }));
    await run((tx) => refuseBuddy(tx, 'UNEW'));
    // Even if their own name were on the list.
    await run((tx) => setWelcoming(tx, MIRA, true));
    await join(MIRA);
    expect(await open()).toEqual([]);
    await run((tx) => willing(tx, 'URIGHT'));
    await run((tx) => matchWaiting(tx));
    expect(await open()).toEqual([expect.objectContaining({ buddy_id: 'URIGHT' })]);
  });

  it('come from another team of the same work where that can be told', async () => {
    await run(async (tx) => {
      await willing(tx, 'USAME', 'UOTHER', 'UUNKNOWN');
      await person(tx, 'UUNKNOWN', { title: '' });
      for (const [id, department] of [
        [MIRA, 'Web'],
        ['USAME', 'web'],
        ['UOTHER', 'Apps'],
      ] as const) {
        if (id === MIRA) await person(tx, MIRA);
        await updateMember(tx, id, { department });
      }
    });
    await join(MIRA);
    const asked: string[] = [];
    for (let turn = 0; turn < 3; turn += 1) {
      const { id, buddy_id } = await current();
      asked.push(buddy_id);
      await run((tx) => declineNewcomer(tx, id, buddy_id));
      await run((tx) => matchWaiting(tx));
    }
    expect(asked).toEqual(['UOTHER', 'USAME', 'UUNKNOWN']);
    expect(await open()).toEqual([]);
  });

  it('decline in private: the next is asked, nobody twice, and their place in the order stays', async () => {
    await run((tx) => willing(tx, 'UA', 'UB'));
    await join(MIRA);
    const first = await current();
    await run((tx) => declineNewcomer(tx, first.id, first.buddy_id));
    await expect(run((tx) => declineNewcomer(tx, first.id, first.buddy_id))).rejects.toThrow(/said so already/);
    await run((tx) => matchWaiting(tx));
    const second = await current();
    expect(second.buddy_id).not.toBe(first.buddy_id);
    expect(await due('buddies.offer')).toEqual([]);
    expect(await due('buddies.ended')).toEqual([]);
    await run((tx) => acceptNewcomer(tx, second.id, second.buddy_id));
    now = now.add({ hours: 1 });
    await join('UNEXT');
    expect((await open()).map((p) => p.buddy_id).sort()).toEqual(['UA', 'UB']);
  });

  it('who do not answer within two working days are let be, and the next is asked', async () => {
    await run((tx) => willing(tx, 'UA', 'UB'));
    await join(MIRA);
    const { id, buddy_id, answer_by } = await current();
    expect(answer_by).toBe('2026-03-04T16:00:00.000Z');
    now = Temporal.Instant.from(answer_by);
    await run((tx) => askIsOver(tx, id));
    await run((tx) => matchWaiting(tx));
    expect((await current()).buddy_id).not.toBe(buddy_id);
    await expect(run((tx) => acceptNewcomer(tx, id, buddy_id))).rejects.toThrow(/Someone else is asked/);
  });

  it('have their two working days from when the question has reached them', async () => {
    await run((tx) => willing(tx, 'UA', 'UB'));
    await join(MIRA);
    const { id, buddy_id, answer_by } = await current();
    now = Temporal.Instant.from('2026-03-04T09:00:00Z');
    await run((tx) => askArrived(tx, id));
    expect((await current()).answer_by).toBe('2026-03-06T16:00:00.000Z');
    now = Temporal.Instant.from(answer_by);
    await run((tx) => askIsOver(tx, id));
    expect(await current()).toMatchObject({ id, state: 'asked', buddy_id });
    const over = await db.read.selectFrom('job').select('run_at').where('kind', '=', 'buddies.ask-over').execute();
    expect(over.map((job) => job.run_at)).toContain('2026-03-06T16:00:00.000Z');
    now = Temporal.Instant.from('2026-03-06T16:00:00Z');
    await run((tx) => askIsOver(tx, id));
    expect(await open()).toEqual([]);
    // An answer that comes after it changes nothing any more.
    await run((tx) => askArrived(tx, id));
    expect(await open()).toEqual([]);
  });

  it('are one to a newcomer and have one newcomer, whatever happens at the same moment', async () => {
    await run((tx) => willing(tx, 'UONLY'));
    await run((tx) => joined(tx, { id: 'UN1', tz: 'Europe/Berlin' }));
    await run((tx) => joined(tx, { id: 'UN2', tz: 'Europe/Berlin' }));
    await Promise.allSettled([1, 2, 3, 4].map(() => run((tx) => matchWaiting(tx))));
    expect(await open()).toHaveLength(1);
    const { id } = await current();
    const said = await Promise.allSettled([1, 2, 3].map(() => run((tx) => acceptNewcomer(tx, id, 'UONLY'))));
    expect(said.map((s) => s.status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
    const met = await Promise.allSettled([run((w) => introduce(w, id)), run((w) => introduce(w, id))]);
    expect(met.map((m) => m.status)).toEqual(['fulfilled', 'fulfilled']);
    const jobs = await db.read.selectFrom('job').select('kind').where('kind', '=', 'buddies.introduction').execute();
    expect(jobs).toHaveLength(1);
  });

  it('take on three newcomers within a year and no more', async () => {
    await run((tx) => willing(tx, 'UA'));
    for (const n of [1, 2, 3]) {
      await join(`UN${n}`);
      const { id } = await current();
      await run((tx) => acceptNewcomer(tx, id, 'UA'));
      await run((tx) => publish(tx, { memberLeft: { memberId: `UN${n}` } }));
      now = now.add({ hours: 24 });
    }
    await join('UN4');
    expect(await open()).toEqual([]);
    now = now.add({ hours: 24 * 365 });
    await join('UN5', { tz: 'Europe/Berlin' });
    expect((await open()).map((p) => p.newcomer_id)).toEqual(['UN5']);
  });

  it('are changed once without a reason, and whoever was the buddy is told kindly', async () => {
    await run((tx) => willing(tx, 'UA', 'UB', 'UC'));
    const first = await together();
    await expect(run((tx) => changeBuddy(tx, first.id, first.buddyId))).rejects.toThrow();
    await run((tx) => changeBuddy(tx, first.id, MIRA));
    expect(await due('buddies.ended')).toEqual([first.buddyId]);
    await run((tx) => matchWaiting(tx));
    const second = await current();
    await expect(run((tx) => changeBuddy(tx, second.id, MIRA))).rejects.toThrow(/earlier buddy/);
    await run((tx) => acceptNewcomer(tx, second.id, second.buddy_id));
    await expect(run((tx) => changeBuddy(tx, first.id, MIRA))).rejects.toThrow(/earlier buddy/);
    await expect(run((tx) => changeBuddy(tx, second.id, MIRA))).rejects.toThrow(/once/);
  });

  it('are refused without a reason, and looked for again when the newcomer would like one after all', async () => {
    await run((tx) => willing(tx, 'UA', 'UB'));
    await join(MIRA);
    await run((tx) => refuseBuddy(tx, MIRA));
    await run((tx) => matchWaiting(tx));
    expect(await open()).toEqual([]);
    // Whoever was only asked has nothing to be told.
    expect(await due('buddies.ended')).toEqual([]);
    await expect(run((tx) => refuseBuddy(tx, MIRA))).rejects.toThrow(/already/);
    await run((tx) => wantBuddy(tx, MIRA));
    await run((tx) => matchWaiting(tx));
    expect(await open()).toHaveLength(1);
    await expect(run((tx) => wantBuddy(tx, MIRA))).rejects.toThrow(/already/);
    await expect(run((tx) => wantBuddy(tx, 'UA'))).rejects.toThrow(/ninety working days/);
  });

  it('stay through a few days off, but not through those in which they should have answered', async () => {
    await run((tx) => willing(tx, 'UA', 'UB'));
    const { id, buddyId } = await together();
    await run((tx) => pauseMember(tx, buddyId, NOW.add({ hours: 24 * 5 })));
    expect((await current()).id).toBe(id);
    await run((tx) => stepDown(tx, id, buddyId));
    await run((tx) => matchWaiting(tx));
    const asked = await current();
    await run((tx) => pauseMember(tx, asked.buddy_id, NOW.add({ hours: 24 * 5 })));
    expect((await pairs()).find((pair) => pair.id === asked.id)).toMatchObject({ state: 'closed', ending: 'away' });
  });

  it('who leave or take a break are replaced, and the newcomer hears it in a sentence', async () => {
    await run((tx) => willing(tx, 'UA', 'UB', 'UC'));
    const first = await together();
    await run((tx) => pauseMember(tx, first.buddyId, undefined));
    expect(await due('buddies.ended')).toEqual([MIRA]);
    await run((tx) => matchWaiting(tx));
    const second = await current();
    expect(second.buddy_id).not.toBe(first.buddyId);
    await run((tx) => acceptNewcomer(tx, second.id, second.buddy_id));
    await run((tx) => told(tx, second.id));
    await run((tx) => publish(tx, { memberLeft: { memberId: second.buddy_id } }));
    expect(await due('buddies.ended')).toEqual([MIRA, MIRA]);
    await run((tx) => matchWaiting(tx));
    const third = await current();
    expect([first.buddyId, second.buddy_id]).not.toContain(third.buddy_id);
    await run((tx) => declineNewcomer(tx, third.id, third.buddy_id));
    await run((tx) => matchWaiting(tx));
    expect(await open()).toEqual([]);
    // Back from the break, and not one who declined: they can be asked again.
    await run((tx) => resumeMember(tx, first.buddyId));
    await run((tx) => matchWaiting(tx));
    expect((await open()).map((p) => p.buddy_id)).toEqual([first.buddyId]);
  });

  it('who go before the newcomer knew of them go without a word', async () => {
    await run((tx) => willing(tx, 'UA'));
    await join(MIRA);
    const { id } = await current();
    await run((tx) => acceptNewcomer(tx, id, 'UA'));
    await run((tx) => stepDown(tx, id, 'UA'));
    expect(await due('buddies.ended')).toEqual([]);
    expect(await due('buddies.offer')).toEqual([]);
    await run((tx) => matchWaiting(tx));
    expect(await open()).toEqual([]);
  });

  it('are free again when the newcomer leaves, and are told', async () => {
    await run((tx) => willing(tx, 'UA'));
    await together();
    await run((tx) => publish(tx, { memberLeft: { memberId: MIRA } }));
    expect(await due('buddies.ended')).toEqual(['UA']);
    await join('UNEXT');
    expect((await open()).map((p) => p.newcomer_id)).toEqual(['UNEXT']);
  });

  it('who are missing are said to the owners once, and found when somebody becomes willing', async () => {
    await join(MIRA);
    await run((tx) => matchWaiting(tx));
    await run((tx) => matchWaiting(tx));
    expect(await due('buddies.nobody')).toEqual([OWNER]);
    expect((await run((tx) => roomOf(tx, OWNER))).owner).toMatchObject({ unmatched: [MIRA] });
    await run((tx) => willing(tx, 'UA'));
    const jobs = await db.read.selectFrom('job').select('kind').where('finished_at', 'is', null).execute();
    expect(jobs.map((j) => j.kind)).toContain('buddies.match');
    await run((tx) => matchWaiting(tx));
    expect((await open()).map((p) => p.buddy_id)).toEqual(['UA']);
  });

  it('are looked for in pages, whoever began first before the others', async () => {
    await run(async (tx) => {
      for (let n = 0; n < 130; n += 1) await joined(tx, { id: `UN${String(n).padStart(3, '0')}`, tz: 'Europe/Berlin' });
    });
    const matchJobs = async () =>
      (await db.read.selectFrom('job').selectAll().where('kind', '=', 'buddies.match').execute()).map((j) => j.payload);
    await run((tx) => matchWaiting(tx));
    const page = (await matchJobs()).find((payload) => payload.includes('after'));
    expect(page).toContain('UN099');
    await run((tx) => willing(tx, 'UA'));
    await run((tx) => matchWaiting(tx));
    expect((await open()).map((p) => p.newcomer_id)).toEqual(['UN000']);
  });

  it('are not looked for while they are switched off', async () => {
    await run((tx) => willing(tx, 'UA'));
    await run((tx) => saveSettings(tx, OWNER, filledSettings([])));
    await join(MIRA);
    expect(await db.read.selectFrom('buddy_newcomer').selectAll().execute()).toEqual([]);
    await expect(run((tx) => setWelcoming(tx, 'UB', true))).rejects.toThrow(/aren’t switched on/);
    await run((tx) => saveSettings(tx, OWNER, filledSettings(['yes'])));
    await join('UNEXT');
    const { id } = await current();
    await run((tx) => saveSettings(tx, OWNER, filledSettings([])));
    await expect(run((tx) => acceptNewcomer(tx, id, 'UA'))).rejects.toThrow(/switched off/);
  });

  it('are nobody’s business but those of the two, and of no other workspace', async () => {
    await run((tx) => willing(tx, 'UA'));
    await join(MIRA);
    const { id } = await current();
    for (const by of [MIRA, 'UOTHER', OWNER]) {
      await expect(run((tx) => acceptNewcomer(tx, id, by))).rejects.toThrow(/settled/);
      await expect(run((tx) => declineNewcomer(tx, id, by))).rejects.toThrow(/settled/);
    }
    await expect(run((tx) => meet(tx, id, MIRA))).rejects.toThrow(/settled/);
    await expect(workOn(db, now, (tx) => acceptNewcomer(tx, id, 'UA'), 'T2')).rejects.toThrow(/settled/);
    await expect(run((tx) => acceptNewcomer(tx, 'nonsense', 'UA'))).rejects.toThrow(/settled/);
    expect((await current()).state).toBe('asked');
  });

  it('are for people: apps and guests who join are no newcomers', async () => {
    await join('UBOT', { is_bot: true });
    await join('UGUEST', { is_restricted: true });
    await join('UGONE', { deleted: true });
    expect(await db.read.selectFrom('buddy_newcomer').selectAll().execute()).toEqual([]);
  });
});
