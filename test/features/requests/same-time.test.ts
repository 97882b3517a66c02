import { expect, it } from 'vitest';
import type { Tx } from '../../../src/database/transaction.ts';
import { pauseMember } from '../../../src/features/members/service.ts';
import { updateMember } from '../../../src/features/members/store/index.ts';
import { book, holdHours } from '../../../src/features/office-hours/service/index.ts';
import {
  acceptOffer,
  acceptProposal,
  advance,
  backToCascade,
  offerArrived,
  proposeTime,
  refuseProposal,
} from '../../../src/features/requests/service/index.ts';
import { pickTime, startSession } from '../../../src/features/sessions/service/index.ts';
import { onBothDatabases } from '../../support/database.ts';
import { inMinutes, NOW, person, requestsOn, start } from '../../support/requests.ts';
import { aForm, GOAL } from '../office-hours/setup.ts';

/** Tuesday of the week after. */
const NEXT_WEEK = NOW.add({ hours: 24 * 8 });
const SKILLS = ['Docker', 'Rust', 'Go'];

onBothDatabases('Two things at one time', (dialect) => {
  const { run, pending, sessions } = requestsOn(dialect);

  /** UA is asked by three people about three things, and answers with the same time to each. */
  async function threeProposals(capacity: number, times: Temporal.Instant[]) {
    await run(async (tx) => {
      await person(tx, 'UA', { Docker: 3, Rust: 3, Go: 3 });
      await updateMember(tx, 'UA', { capacity });
      for (const id of ['U1', 'U2', 'U3']) await person(tx, id, {});
    });
    const offers = [];
    for (const [i, skill] of SKILLS.entries()) {
      const id = await run((tx) => start(tx, { skill, menteeId: `U${i + 1}`, urgency: 'today' }));
      const { id: offerId } = await pending(id);
      await run((tx) => proposeTime(tx, offerId, 'UA', times[i]!));
      offers.push({ offerId, by: `U${i + 1}` });
    }
    return offers;
  }
  const acceptAll = (offers: { offerId: string; by: string }[]) =>
    Promise.allSettled(offers.map(({ offerId, by }) => run((tx) => acceptProposal(tx, offerId, by))));
  const accepted = (results: PromiseSettledResult<void>[]) => results.filter((r) => r.status === 'fulfilled').length;
  const at = (days: number, minutes = 0) => NEXT_WEEK.add({ hours: 24 * days, minutes });

  it('a mentor who wants one a week gets one of three that come in parallel for the same week', async () => {
    const offers = await threeProposals(1, [at(0), at(1), at(2)]);
    expect(accepted(await acceptAll(offers))).toBe(1);
    expect(await sessions()).toHaveLength(1);
  });

  it('and one in each of three weeks', async () => {
    expect(accepted(await acceptAll(await threeProposals(1, [at(-5), at(0), at(6)])))).toBe(3);
  });

  it('a place that is taken in office hours is one of the sessions of its week', async () => {
    await run(async (tx) => {
      await person(tx, 'UA', { Docker: 3 });
      await updateMember(tx, 'UA', { capacity: 1 });
      for (const id of ['U1', 'U2']) await person(tx, id, {});
      const date = NEXT_WEEK.toZonedDateTimeISO('UTC').toPlainDate().toString();
      const hours = await holdHours(tx, 'UA', aForm({ topics: ['Docker'], firstOn: date, rhythm: 'once' }));
      await book(tx, 'U2', { hoursId: hours.id, date, seat: 0, goal: GOAL });
    });
    const id = await run((tx) => start(tx, { skill: 'Docker', menteeId: 'U1', urgency: 'today' }));
    const { id: offerId } = await pending(id);
    const suggest = (when: Temporal.Instant) => run((tx) => proposeTime(tx, offerId, 'UA', when));
    await expect(suggest(at(1))).rejects.toThrow('in that week');
    await suggest(at(-5));
    const backAt = await run((tx) =>
      tx.db.selectFrom('job').select('run_at').where('kind', '=', 'members.back').execute(),
    );
    expect(backAt.map((job) => Temporal.Instant.from(job.run_at).toZonedDateTimeISO('UTC').dayOfWeek)).toHaveLength(1);
  });

  it('a mentor with time for ten still talks with one person at a time', async () => {
    const offers = await threeProposals(10, [at(0), at(0, 10), at(0, 30)]);
    expect(accepted(await acceptAll(offers))).toBe(2);
    const times = (await sessions()).map((s) => Date.parse(s.planned_for ?? '') / 60_000).sort();
    expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(20);
  });

  it('a mentor cannot suggest a time that is taken, in a full week or in their break', async () => {
    const [first] = await threeProposals(2, [at(0), at(3), at(4)]);
    await run((tx) => acceptProposal(tx, first!.offerId, 'U1'));
    const id = await run((tx) => start(tx, { skill: 'Docker', menteeId: 'UOTHER', urgency: 'today' }));
    const { id: offerId } = await pending(id);
    const suggest = (when: Temporal.Instant) => run((tx) => proposeTime(tx, offerId, 'UA', when));
    await expect(suggest(at(0, 10))).rejects.toThrow('another session at that time');
    await run((tx) => updateMember(tx, 'UA', { capacity: 1 }));
    await expect(suggest(at(1))).rejects.toThrow('in that week');
    await expect(suggest(NOW.add({ hours: 24 }))).resolves.toBeUndefined();
  });

  it('a suggestion for after a break stands, and can be taken during it', async () => {
    const [one, two] = await threeProposals(5, [at(0), at(3), at(4)]);
    await run((tx) => pauseMember(tx, 'UA', at(2)));
    await expect(run((tx) => acceptProposal(tx, one!.offerId, 'U1'))).rejects.toThrow('This request is closed');
    await run((tx) => acceptProposal(tx, two!.offerId, 'U2'));
    expect((await sessions()).map((s) => s.state)).toEqual(['planned']);
  });

  it('of two picks for one time, or for one week, that come in parallel the second is refused', async () => {
    await run(async (tx) => {
      await person(tx, 'UA', { Docker: 3, Rust: 3 });
      await updateMember(tx, 'UA', { capacity: 2 });
    });
    const ids: { id: string; by: string }[] = [];
    for (const [skill, menteeId] of [
      ['Docker', 'UASKER'],
      ['Rust', 'UOTHER'],
    ] as const) {
      const request = await run((tx) => start(tx, { skill, menteeId, urgency: 'today' }));
      const { id: offerId } = await pending(request);
      await run((tx) => acceptOffer(tx, offerId, 'UA'));
      const found = (await sessions()).find((s) => s.request_id === request)!;
      ids.push({ id: found.id, by: menteeId });
    }
    const pick = (when: (i: number) => Temporal.Instant) =>
      Promise.allSettled(ids.map(({ id, by }, i) => run((tx) => pickTime(tx, id, by, when(i)))));
    const same = await pick(() => at(0));
    expect(accepted(same)).toBe(1);
    expect(String(same.find((r) => r.status === 'rejected')?.reason)).toContain('another session at that time');
    await run((tx) => updateMember(tx, 'UA', { capacity: 1 }));
    const week = await pick((i) => at(6, i * 60));
    expect(accepted(week)).toBe(1);
    expect(String(week.find((r) => r.status === 'rejected')?.reason)).toContain('That week is full');
  });

  it('a yes to “now” waits for a time when either is in another session, or the asker is off', async () => {
    await run(async (tx) => {
      await person(tx, 'UA', { Docker: 3, Rust: 3 });
      await updateMember(tx, 'UA', { capacity: 5 });
    });
    const docker = await run((tx) => start(tx, { skill: 'Docker' }));
    const rust = await run((tx) => start(tx, { skill: 'Rust', menteeId: 'UOTHER' }));
    const asked = [await pending(docker), await pending(rust)];
    await run((tx) => acceptOffer(tx, asked[0]!.id, 'UA'));
    const [first] = await sessions();
    await run((tx) => startSession(tx, first!.id, 'UA'));
    await run((tx) => acceptOffer(tx, asked[1]!.id, 'UA'), inMinutes(5));
    expect((await sessions()).map((s) => [s.request_id === docker, s.state]).sort()).toEqual([
      [false, 'planned'],
      [true, 'running'],
    ]);
  });

  it.each([
    ['on a break', (tx: Tx) => pauseMember(tx, 'UASKER', NOW.add({ hours: 48 }))],
    ['off work', (tx: Tx) => updateMember(tx, 'UASKER', { work_days: '[7]' })],
  ])('a yes to “now” of somebody %s opens no clock', async (_how, away) => {
    const id = await run((tx) => start(tx));
    await run(away);
    const { id: offerId, mentor_id } = await pending(id);
    await run((tx) => acceptOffer(tx, offerId, mentor_id), inMinutes(5));
    expect((await sessions()).map((s) => s.state)).toEqual(['planned']);
  });
});

onBothDatabases('A suggested time', (dialect) => {
  const { run, pending, stateOf, database, prompts } = requestsOn(dialect);
  const CLOSING = Temporal.Instant.from('2026-03-04T16:00:00Z');
  const TIME = CLOSING.add({ hours: 20 });

  async function suggested() {
    const id = await run((tx) => start(tx, { urgency: 'today' }));
    const { id: offerId, mentor_id } = await pending(id);
    await run((tx) => proposeTime(tx, offerId, mentor_id, TIME));
    return { id, offerId };
  }

  it('holds the request open until it comes, and can be taken until then', async () => {
    const { id, offerId } = await suggested();
    await run((tx) => advance(tx, id), CLOSING);
    expect(await stateOf(id)).toBe('open');
    await run((tx) => acceptProposal(tx, offerId, 'UASKER'), TIME.subtract({ hours: 1 }));
    expect(await stateOf(id)).toBe('matched');
  });

  it('that passes without an answer ends, and the asker reads that nobody was found', async () => {
    const { id } = await suggested();
    await run((tx) => advance(tx, id), TIME);
    expect(await stateOf(id)).toBe('expired');
    expect(await prompts('requests.closed')).toHaveLength(1);
    const jobs = await database()
      .read.selectFrom('job')
      .select('run_at')
      .where('kind', '=', 'requests.look-again')
      .execute();
    expect(jobs.map((job) => job.run_at)).toContain(TIME.toString({ smallestUnit: 'millisecond' }));
  });

  it('that is refused leaves the request as long as a new one has', async () => {
    const { id, offerId } = await suggested();
    await run((tx) => refuseProposal(tx, offerId, 'UASKER'));
    const next = await pending(id);
    await run((tx) => offerArrived(tx, next.id, { channel: 'D1', ts: '1.1' }));
    await run((tx) => advance(tx, id), CLOSING);
    expect(await stateOf(id)).toBe('expired');
  });

  it('that was handed back while another request about the same was answered asks nobody else', async () => {
    const { id, offerId } = await suggested();
    await run((tx) => acceptProposal(tx, offerId, 'UASKER'));
    const again = await run((tx) => start(tx, { urgency: 'today' }));
    const second = await pending(again);
    await run((tx) => acceptOffer(tx, second.id, second.mentor_id));
    const { mentor_id: first } = await database()
      .read.selectFrom('offer')
      .selectAll()
      .where('id', '=', offerId)
      .executeTakeFirstOrThrow();
    await run((tx) => backToCascade(tx, id, first));
    expect(await stateOf(id)).toBe('matched');
    expect(
      (await database().read.selectFrom('offer').select('state').where('request_id', '=', id).execute()).map(
        (o) => o.state,
      ),
    ).toEqual(['handed back']);
  });
});
