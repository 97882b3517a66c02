import { describe, expect, it } from 'vitest';
import { pauseMember } from '../../../src/features/members/service.ts';
import {
  acceptOffer,
  advance,
  cancelRequest,
  helperAppeared,
  joinWaitList,
  openRequestsOf,
  pendingOffersOf,
  statusOf,
} from '../../../src/features/requests/service/index.ts';
import { askFor, whyCannotAsk } from '../../../src/features/search/service/index.ts';
import { onBothDatabases } from '../../support/database.ts';
import { person, requestsOn, start } from '../../support/requests.ts';

onBothDatabases('Asking', (dialect) => {
  const { run, offers, pending, jobs, prompts } = requestsOn(dialect);

  describe('an ask', () => {
    it('puts the question to one colleague, who has 30 working minutes', async () => {
      const id = await run((tx) => start(tx));
      const [offer, ...others] = await offers(id);
      expect(others).toEqual([]);
      expect(offer).toMatchObject({ state: 'pending', answer_by: '2026-03-02T10:30:00.000Z' });
      expect(await jobs('requests.offer')).toHaveLength(1);
      expect(await jobs('requests.progress')).toHaveLength(1);
    });

    it('puts it first to whoever was picked', async () => {
      const id = await run((tx) => start(tx, { mentorId: 'UC' }));
      expect(await pending(id)).toMatchObject({ mentor_id: 'UC' });
    });

    it('ignores a pick that does not offer the topic', async () => {
      const id = await run((tx) => start(tx, { mentorId: 'UOTHER' }));
      expect((await pending(id)).mentor_id).not.toBe('UOTHER');
    });

    it('is refused while one for the same skill is open, also when two come at the same moment', async () => {
      const both = await Promise.allSettled([run((tx) => start(tx)), run((tx) => start(tx))]);
      expect(both.filter((r) => r.status === 'fulfilled')).toHaveLength(1);
      await expect(run((tx) => start(tx))).rejects.toThrow('already have an open request about Kubernetes');
    });

    it('is refused before the form is filled in, and only then', async () => {
      const why = (menteeId: string, goal = '') =>
        run((tx) => whyCannotAsk(tx, menteeId, { topic: 'kubernetes', goal }));
      expect(await why('UASKER')).toBeUndefined();
      await run((tx) => start(tx));
      expect(await why('UASKER')).toContain('already have an open request about Kubernetes');
      expect(await why('UOTHER')).toBeUndefined();
      expect(await why('UASKER', 'I want to kill myself')).toBeUndefined();
    });

    it('is refused when three are open', async () => {
      const skills = ['Docker', 'Rust', 'Go'];
      await run((tx) => person(tx, 'UD', { Docker: 1, Rust: 1, Go: 1 }));
      for (const skill of skills) await run((tx) => start(tx, { skill }));
      await expect(run((tx) => start(tx))).rejects.toThrow('3 requests open');
    });

    it('is refused for all but one of those that come at once when two are open', async () => {
      const skills = ['Docker', 'Rust', 'Go', 'SQL', 'Git'];
      await run((tx) => person(tx, 'UD', Object.fromEntries(skills.map((skill) => [skill, 1 as const]))));
      for (const skill of skills.slice(0, 2)) await run((tx) => start(tx, { skill }));
      const last = await Promise.allSettled(skills.slice(2).map((skill) => run((tx) => start(tx, { skill }))));
      expect(last.filter((r) => r.status === 'fulfilled')).toHaveLength(1);
    });

    it('waits for the first who will be at work when nobody is', async () => {
      const evening = Temporal.Instant.from('2026-03-02T19:00:00Z');
      const id = await run((tx) => start(tx), evening);
      expect(await offers(id)).toEqual([]);
      expect((await jobs('requests.look-again')).map((job) => job.run_at)).toEqual(['2026-03-03T08:00:00.000Z']);
      await run((tx) => advance(tx, id), Temporal.Instant.from('2026-03-03T08:00:00Z'));
      expect(await offers(id)).toHaveLength(1);
    });

    it('waits today for a picked colleague who is back today, and not when it should be now', async () => {
      await run((tx) => person(tx, 'UNY', { Kubernetes: 3 }, 'America/New_York'));
      const waiting = await run((tx) => start(tx, { mentorId: 'UNY', urgency: 'today' }));
      expect(await offers(waiting)).toEqual([]);
      expect((await jobs('requests.look-again')).map((job) => job.run_at)).toEqual(['2026-03-02T14:00:00.000Z']);
      const now = await run((tx) => start(tx, { mentorId: 'UNY', menteeId: 'UOTHER' }));
      expect((await pending(now)).mentor_id).not.toBe('UNY');
    });

    it('opens nothing when nobody can be asked', async () => {
      for (const id of ['UA', 'UB', 'UC']) await run((tx) => pauseMember(tx, id, undefined));
      const ask = { menteeId: 'UASKER', skillId: undefined, topic: 'k8s', goal: 'understand why my pods restart' };
      const rest = { tried: '', minutes: 20, format: 'thread' as const, urgency: 'now' as const, isAnonymous: false };
      const instead = await run((tx) => askFor(tx, { ...ask, ...rest }));
      expect(instead).toMatchObject({ skill: { name: 'Kubernetes' }, colleagues: [] });
      expect(await run((tx) => openRequestsOf(tx, 'UASKER'))).toEqual([]);
    });
  });

  describe('taking back', () => {
    it('ends the request for its asker alone, once', async () => {
      const id = await run((tx) => start(tx));
      await expect(run((tx) => cancelRequest(tx, id, 'UOTHER'))).rejects.toThrow('Only the person who asked');
      await run((tx) => cancelRequest(tx, id, 'UASKER'));
      expect((await offers(id)).map((o) => o.state)).toEqual(['withdrawn']);
      await expect(run((tx) => cancelRequest(tx, id, 'UASKER'))).rejects.toThrow('closed already');
      await expect(run((tx) => cancelRequest(tx, 'nothing', 'UASKER'))).rejects.toThrow('no longer there');
    });

    it('comes too late once somebody has accepted', async () => {
      const id = await run((tx) => start(tx));
      const offer = await pending(id);
      await run((tx) => acceptOffer(tx, offer.id, offer.mentor_id));
      await expect(run((tx) => cancelRequest(tx, id, 'UASKER'))).rejects.toThrow('accepted this already');
    });
  });

  describe('the wait list', () => {
    const join = () => run((tx) => joinWaitList(tx, { menteeId: 'UASKER', name: 'Underwater welding', goal: '' }));

    it('is joined once, and its asker is told when somebody offers the skill', async () => {
      expect(await join()).toBe('Underwater welding');
      await join();
      const [waiting, ...others] = await run((tx) => openRequestsOf(tx, 'UASKER'));
      expect(others).toEqual([]);
      await run(async (tx) => {
        await person(tx, 'UD', { 'Underwater welding': 2 });
        for (const id of ['UD', 'UASKER']) await helperAppeared(tx, waiting?.skillId ?? '', id);
      });
      expect(await prompts('requests.helper')).toMatchObject([{ member_id: 'UASKER' }]);
    });

    it('ends with the ask', async () => {
      await join();
      await run((tx) => person(tx, 'UD', { 'Underwater welding': 2 }));
      const id = await run((tx) => start(tx, { skill: 'Underwater welding' }));
      expect((await run((tx) => openRequestsOf(tx, 'UASKER'))).map((r) => r.id)).toEqual([id]);
    });
  });

  it('The status lists what is open, without the name of an asker who hides it', async () => {
    await run(async (tx) => {
      const id = await start(tx, { mentorId: 'UA' });
      await tx.db.updateTable('request').set({ is_anonymous: 1 }).where('id', '=', id).execute();
    });
    const mine = await run((tx) => statusOf(tx, 'UASKER'));
    expect(mine.requests).toMatchObject([{ topic: 'Kubernetes', isWaiting: false }]);
    const theirs = await run((tx) => statusOf(tx, 'UA'));
    expect(theirs.offers).toEqual([{ topic: 'Kubernetes', minutes: 20, asker: undefined }]);
    expect(await run((tx) => pendingOffersOf(tx, 'UA'))).toHaveLength(1);
  });
});
