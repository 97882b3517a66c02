import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Database } from '../../../src/database/open.ts';
import type { Tx } from '../../../src/database/transaction.ts';
import { publish } from '../../../src/events.ts';
import { pauseMember } from '../../../src/features/members/service.ts';
import { type MomentForm, momentForm } from '../../../src/features/moments/rules/form.ts';
import {
  begin,
  declineTurn,
  draw,
  end,
  endMoment,
  momentIn,
  momentNow,
  momentsOf,
  onMessage,
  pauseMoment,
  posted,
  saveMoment,
  setWilling,
  skipNext,
  startOf,
  turnNow,
} from '../../../src/features/moments/service.ts';
import { dataOf, deleteData } from '../../../src/features/privacy/service/index.ts';
import { freshDatabase, onBothDatabases, workOn } from '../../support/database.ts';
import { person } from '../office-hours/setup.ts';

/** A Monday, 11:00 in Berlin; the moment is on Thursdays at 14:00 there. */
const NOW = Temporal.Instant.from('2026-03-02T10:00:00Z');
const START = Temporal.Instant.from('2026-03-05T13:00:00Z');
const DATE = '2026-03-05';
const CHANNEL = 'C0TEAM';
const HOSTS = ['UADA', 'UBEN', 'UCLEO'];

onBothDatabases('Moments', (dialect) => {
  let db: Database;
  let now: Temporal.Instant;
  const run = <T>(unit: (tx: Tx) => Promise<T>) => workOn(db, now, unit);
  const form = (different: object = {}): MomentForm =>
    momentForm.parse({
      ...{ days: ['4'], time: '14:00', zone: 'Europe/Berlin', minutes: '10', deck: 'tools' },
      ...different,
    });
  const setUp = (different: object = {}) => run((tx) => saveMoment(tx, 'UOWNER', CHANNEL, form(different)));
  const turns = () => db.read.selectFrom('moment_turn').selectAll().orderBy('on_date').execute();
  const live = async (kind: string) => {
    const jobs = await db.read.selectFrom('job').selectAll().where('kind', '=', kind).execute();
    return jobs.filter((job) => job.finished_at === null).map((job) => job.due_at);
  };
  const hostPrompts = async () => {
    const rows = await db.read.selectFrom('prompt').selectAll().where('kind', '=', 'moments.host').execute();
    return rows.filter((row) => row.state === 'due').map((row) => row.member_id);
  };
  /** The turn of the first Thursday, drawn, with all three willing. */
  async function drawn() {
    const moment = await setUp();
    for (const id of HOSTS) await run((tx) => setWilling(tx, moment.id, id, true));
    now = START.subtract({ hours: 24 });
    await run((tx) => draw(tx, moment.id, DATE));
    const [turn] = await turns();
    return { moment, turn: turn! };
  }
  /** The same under way, its post in Slack. */
  async function running() {
    const { moment, turn } = await drawn();
    now = START;
    await run((tx) => begin(tx, moment.id, DATE));
    await run((tx) => posted(tx, turn.id, { channel: CHANNEL, ts: '1.1' }));
    return { moment, turn };
  }

  beforeEach(async () => {
    db = await freshDatabase(dialect);
    now = NOW;
    await run(async (tx) => {
      for (const id of ['UOWNER', ...HOSTS]) await person(tx, id);
    });
  });
  afterEach(() => db.close());

  it('are one to a channel, also when two set one up at the same moment', async () => {
    const tried = await Promise.allSettled(
      ['UOWNER', 'UADA'].map((by) => run((w) => saveMoment(w, by, CHANNEL, form()))),
    );
    expect(tried.filter((r) => r.status === 'fulfilled')).toHaveLength(1);
    expect(await db.read.selectFrom('moment').selectAll().execute()).toHaveLength(1);
  });

  it('are changed by who set them up, and by nobody else', async () => {
    const { id } = await setUp();
    await expect(run((tx) => saveMoment(tx, 'UADA', CHANNEL, form()))).rejects.toThrow('Only who set this moment up');
    for (const change of [skipNext, endMoment]) {
      await expect(run((tx) => change(tx, id, 'UADA'))).rejects.toThrow('Only who set this moment up');
    }
    await expect(run((tx) => pauseMoment(tx, id, 'UADA', true))).rejects.toThrow('Only who set this moment up');
    await expect(run((tx) => startOf(tx, 'UADA', id))).rejects.toThrow('Only who set this moment up');
    const changed = await setUp({ days: ['1'], time: '09:30' });
    expect(changed).toMatchObject({ id, days: [1], time: '09:30' });
    expect(await live('moments.begin')).toEqual(['2026-03-09T08:30:00.000Z']);
  });

  it('draw a host a day before, who hears of it, and once only', async () => {
    const { moment, turn } = await drawn();
    await run((tx) => draw(tx, moment.id, DATE));
    expect(HOSTS).toContain(turn.host_id);
    expect(await hostPrompts()).toEqual([turn.host_id]);
    expect(await turns()).toHaveLength(1);
  });

  it('draw somebody else when the host cannot, until nobody is left', async () => {
    const { turn } = await drawn();
    const asked = [turn.host_id ?? ''];
    await expect(run((tx) => declineTurn(tx, turn.id, 'UOWNER'))).rejects.toThrow('Someone else hosts');
    for (let n = 0; n < 2; n += 1) {
      await run((tx) => declineTurn(tx, turn.id, asked.at(-1) ?? ''));
      asked.push((await turns())[0]?.host_id ?? '');
    }
    expect(new Set(asked)).toEqual(new Set(HOSTS));
    await expect(run((tx) => declineTurn(tx, turn.id, asked[0] ?? ''))).rejects.toThrow('You said so already');
    await run((tx) => declineTurn(tx, turn.id, asked[2] ?? ''));
    expect((await turns())[0]?.host_id).toBeNull();
  });

  it('never draw somebody who is away, off work or gone, and replace who leaves', async () => {
    const moment = await setUp({ time: '20:00' });
    await run((tx) => setWilling(tx, moment.id, 'UADA', true));
    now = START;
    await run((tx) => draw(tx, moment.id, DATE));
    expect((await turns())[0]?.host_id).toBeNull();
    await setUp();
    await run((tx) => pauseMember(tx, 'UADA', undefined));
    await run((tx) => setWilling(tx, moment.id, 'UBEN', true));
    now = START.subtract({ hours: 3 });
    await run((tx) => draw(tx, moment.id, DATE));
    expect((await turns())[0]?.host_id).toBe('UBEN');
    await run((tx) => publish(tx, { memberLeft: { memberId: 'UBEN' } }));
    expect((await turns())[0]?.host_id).toBeNull();
    expect((await run((tx) => momentNow(tx, moment.id, 'UBEN')))?.isWilling).toBe(false);
  });

  it('keep a host whose break is over by then', async () => {
    const { turn } = await drawn();
    await run((tx) => pauseMember(tx, turn.host_id ?? '', START.subtract({ hours: 8 })));
    expect((await turns())[0]?.host_id).toBe(turn.host_id);
    await run((tx) => pauseMember(tx, turn.host_id ?? '', START.add({ hours: 8 })));
    expect((await turns())[0]?.host_id).not.toBe(turn.host_id);
  });

  it('hand on when the host would rather not host at all', async () => {
    const { moment, turn } = await drawn();
    await run((tx) => setWilling(tx, moment.id, turn.host_id ?? '', false));
    const [after] = await turns();
    expect(after?.host_id).not.toBe(turn.host_id);
    expect((await run((tx) => momentNow(tx, moment.id, 'UOWNER')))?.willing).toBe(2);
  });

  it('begin once, plan the next, and count each person who writes once', async () => {
    const { moment, turn } = await running();
    await run((tx) => begin(tx, moment.id, DATE));
    expect(await live('moments.post')).toHaveLength(1);
    expect(await live('moments.begin')).toEqual(['2026-03-12T13:00:00.000Z']);
    const heard = (memberId: string, threadTs = '1.1') =>
      run((w) => onMessage(w, { channel: CHANNEL, threadTs, memberId }));
    await Promise.all(['UADA', 'UADA', 'UBEN', 'UCLEO'].map((id) => heard(id)));
    await heard('UOWNER', '9.9');
    now = START.add({ minutes: 10 });
    await run((tx) => end(tx, turn.id));
    await run((tx) => end(tx, turn.id));
    expect(await turns()).toMatchObject([{ state: 'over', shared: 3 }]);
    expect(await live('moments.summary')).toHaveLength(1);
  });

  it('count who writes within a day after, and nobody later', async () => {
    const { turn } = await running();
    now = START.add({ minutes: 10 });
    await run((tx) => end(tx, turn.id));
    const heard = (memberId: string) => run((w) => onMessage(w, { channel: CHANNEL, threadTs: '1.1', memberId }));
    now = START.add({ hours: 20 });
    await heard('UADA');
    expect(await live('moments.summary-edit')).toHaveLength(1);
    now = START.add({ hours: 30 });
    await heard('UBEN');
    expect((await turns())[0]?.shared).toBe(1);
  });

  it('are left out when the app slept through them', async () => {
    const { moment } = await drawn();
    now = START.add({ minutes: 11 });
    await run((tx) => begin(tx, moment.id, DATE));
    expect(await turns()).toMatchObject([{ state: 'off' }]);
    expect(await live('moments.post')).toEqual([]);
    expect(await live('moments.begin')).toEqual(['2026-03-12T13:00:00.000Z']);
  });

  it('are skipped one at a time, also two in a row, and a host who was drawn need not come', async () => {
    const { moment, turn } = await drawn();
    await run((tx) => skipNext(tx, moment.id, 'UOWNER'));
    expect((await run((tx) => turnNow(tx, turn.id)))?.turn.state).toBe('off');
    expect(await hostPrompts()).toEqual([]);
    await run((tx) => skipNext(tx, moment.id, 'UOWNER'));
    expect((await run((tx) => momentNow(tx, moment.id, 'UADA')))?.next?.date).toBe('2026-03-19');
    now = START;
    await run((tx) => begin(tx, moment.id, DATE));
    expect(await live('moments.post')).toEqual([]);
  });

  it('rest while paused and come again after, with the host drawn anew', async () => {
    const { moment } = await drawn();
    await run((tx) => pauseMoment(tx, moment.id, 'UOWNER', true));
    expect(await live('moments.begin')).toEqual([]);
    await expect(run((tx) => skipNext(tx, moment.id, 'UOWNER'))).rejects.toThrow('no next one');
    await run((tx) => pauseMoment(tx, moment.id, 'UOWNER', false));
    await run((tx) => draw(tx, moment.id, DATE));
    const [turn] = await turns();
    expect([turn?.state, HOSTS.includes(turn?.host_id ?? '')]).toEqual(['drawn', true]);
  });

  it('leave out days off, and keep the host where only the time changed', async () => {
    const { moment, turn } = await drawn();
    await setUp({ time: '15:00' });
    expect((await turns())[0]).toMatchObject({
      host_id: turn.host_id,
      state: 'drawn',
      starts_at: '2026-03-05T14:00:00.000Z',
    });
    await setUp({ holidays: `${DATE}\n2026-03-12` });
    expect((await run((tx) => momentNow(tx, moment.id, 'UADA')))?.next?.date).toBe('2026-03-19');
  });

  it('end, and the channel can have a new one', async () => {
    const { moment } = await drawn();
    await run((tx) => endMoment(tx, moment.id, 'UOWNER'));
    await expect(run((tx) => endMoment(tx, moment.id, 'UOWNER'))).rejects.toThrow('has ended');
    await expect(run((tx) => setWilling(tx, moment.id, 'UADA', true))).rejects.toThrow('has ended');
    expect(await run((tx) => momentIn(tx, CHANNEL, 'UADA'))).toBeUndefined();
    const next = await setUp();
    expect(next.id).not.toBe(moment.id);
    expect(await run((tx) => momentsOf(tx, 'UOWNER'))).toMatchObject([{ moment: { id: next.id } }]);
  });

  it('are part of the data that a member can see and delete', async () => {
    const { turn } = await running();
    const host = turn.host_id ?? '';
    await run((tx) => onMessage(tx, { channel: CHANNEL, threadTs: '1.1', memberId: host }));
    const sees = async (id: string) => JSON.parse(await run((tx) => dataOf(tx, id))).moments;
    expect(await sees(host)).toMatchObject({ setUp: [], willingToHost: [{ moment_id: turn.moment_id }], hosted: [{}] });
    expect((await sees(host)).shared).toHaveLength(1);
    expect((await sees('UOWNER')).setUp).toMatchObject([{ channel: CHANNEL, deck: 'tools' }]);
    await run((tx) => deleteData(tx, host));
    expect(await sees(host)).toEqual({ setUp: [], willingToHost: [], hosted: [], shared: [], declined: [] });
  });
});
