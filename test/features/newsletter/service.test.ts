import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Database } from '../../../src/database/open.ts';
import type { Tx } from '../../../src/database/transaction.ts';
import { saveSettings } from '../../../src/features/admin/service/index.ts';
import { learnPerson } from '../../../src/features/members/service/directory.ts';
import { setBlocks } from '../../../src/features/members/store/blocks.ts';
import { updateMember } from '../../../src/features/members/store/index.ts';
import {
  answerStory,
  consentTo,
  editDraft,
  makeDraft,
  makeDraftNow,
  newsletterFor,
  newsletterNow,
  newsletterPosted,
  newsletterRefused,
  offerStory,
  planNewsletter,
  postDraft,
  skipDraft,
  storiesOf,
  storyNow,
  takeBackStory,
} from '../../../src/features/newsletter/service/index.ts';
import { cleanUp, dataOf, deleteData } from '../../../src/features/privacy/service/index.ts';
import { planReflections } from '../../../src/features/reflections/service/index.ts';
import { iso } from '../../../src/time.ts';
import { freshDatabase, onBothDatabases, workOn } from '../../support/database.ts';
import { heldSession } from '../../support/sessions.ts';

/** The first working day of March 2026, in the morning. */
const NOW = Temporal.Instant.from('2026-03-02T09:30:00Z');
const FEBRUARY = '2026-02';
const [ADA, BEN, CEM, DEA, EVE] = ['UADA', 'UBEN', 'UCEM', 'UDEA', 'UEVE'];
const before = (hours: number) => NOW.subtract({ hours });

onBothDatabases('The newsletter', (dialect) => {
  let db: Database;
  const at = <T>(when: Temporal.Instant, unit: (tx: Tx) => Promise<T>) => workOn(db, when, unit);
  const now = <T>(unit: (tx: Tx) => Promise<T>) => at(NOW, unit);
  const draft = async () => (await now((tx) => newsletterNow(tx, FEBRUARY)))!;
  const prompts = (kind: string) =>
    db.read.selectFrom('prompt').selectAll().where('kind', '=', kind).orderBy('member_id').orderBy('due_at').execute();
  const posts = () => db.read.selectFrom('job').selectAll().where('kind', '=', 'newsletter.post').execute();
  const edits = () => db.read.selectFrom('job').selectAll().where('kind', '=', 'newsletter.post-edit').execute();

  /** A conversation and what its mentee lets be told. */
  const offer = (
    authorId: string,
    partnerId: string,
    words = `${authorId} used it`,
    consent: 'named' | 'unnamed' = 'named',
  ) =>
    at(before(72), async (tx) => {
      const { id: sessionId } = await heldSession(tx, authorId, partnerId, 'Rust');
      const key = { sessionId, authorId, source: 'outcome' as const };
      await offerStory(tx, { ...key, partnerId, words, consent });
      const story = (await storiesOf(tx, authorId)).find((s) => s.story.sessionId === sessionId)!.story;
      return { ...key, partnerId, id: story.id };
    });
  const say = (id: string, by: string, answer: 'named' | 'unnamed' | 'no', version = 1) =>
    at(before(48), (tx) => answerStory(tx, `${id}/${version}`, by, answer));
  const agreed = async (authorId: string, partnerId: string) => {
    const story = await offer(authorId, partnerId);
    await say(story.id, partnerId, 'named');
    return story;
  };
  const press = async (by = DEA) => {
    const { mark } = await draft();
    return now((tx) => postDraft(tx, FEBRUARY, by, mark));
  };

  beforeEach(async () => {
    db = await freshDatabase(dialect);
    await at(before(900), async (tx) => {
      for (const [id, name] of [
        [ADA, 'Ada Byron'],
        [BEN, 'Ben Ito'],
        [CEM, 'Cem Aksoy'],
        [DEA, 'Dea Marku'],
        [EVE, 'Eve Lind'],
      ] as const)
        await learnPerson(tx, { id, real_name: name, tz: 'UTC', is_admin: id === DEA });
      await saveSettings(tx, DEA, { digestChannel: 'C1', zone: 'UTC', ownerIds: [DEA, EVE] });
    });
  });
  afterEach(() => db.close());

  it('tells what both agreed to, with the names that each let stand, and nothing that one was silent about', async () => {
    await agreed(ADA, BEN);
    const half = await offer(CEM, EVE, 'Cem tells this');
    await say(half.id, EVE, 'unnamed');
    await offer(BEN, CEM, 'Nobody answered');
    const refused = await offer(EVE, ADA, 'Refused');
    await say(refused.id, ADA, 'no');
    expect(await now((tx) => makeDraft(tx, FEBRUARY))).toBe(true);
    expect(await draft()).toMatchObject({
      heading: 'Small conversations in February 2026',
      channel: 'C1',
      stories: expect.arrayContaining([
        expect.objectContaining({ topic: 'Rust', words: 'UADA used it', author: 'Ada Byron', partner: 'Ben Ito' }),
        expect.objectContaining({ words: 'Cem tells this', author: 'Cem Aksoy', partner: undefined }),
      ]),
      left: 0,
    });
    expect((await prompts('newsletter.draft')).map((p) => p.member_id)).toEqual([DEA, EVE]);
    expect(await now((tx) => makeDraft(tx, FEBRUARY))).toBe(false);
  });

  it('asks the other person once, and names nobody where the author did not want it', async () => {
    const story = await offer(ADA, BEN, 'It worked', 'unnamed');
    expect(await prompts('newsletter.story')).toMatchObject([
      { member_id: BEN, due_at: iso(before(72).add({ minutes: 15 })), key: `story:${story.id}:1` },
    ]);
    await expect(say(story.id, CEM, 'named')).rejects.toThrow('Only the other person');
    await say(story.id, BEN, 'named');
    await expect(say(story.id, BEN, 'no')).rejects.toThrow('answered this already');
    expect(await now((tx) => storyNow(tx, story.id))).toMatchObject({
      told: { author: undefined, partner: undefined },
    });
    await expect(say('nothing', BEN, 'named')).rejects.toThrow('taken back meanwhile');
  });

  it('asks anew when the words change, three times at most, and takes a yes for the words that were read', async () => {
    const { id, ...key } = await offer(ADA, BEN);
    const change = (words: string) => at(before(60), (tx) => offerStory(tx, { ...key, words, consent: 'named' }));
    await change('UADA used it');
    await change('Second words');
    await expect(say(id, BEN, 'named', 1)).rejects.toThrow('The words have changed');
    await say(id, BEN, 'named', 2);
    await change('Third words');
    await change('Fourth words');
    expect((await prompts('newsletter.story')).map((p) => p.key)).toEqual([1, 2, 3].map((n) => `story:${id}:${n}`));
    await now((tx) => makeDraft(tx, FEBRUARY));
    expect((await draft()).stories).toEqual([]);
    await say(id, BEN, 'no', 4);
    await change('Once more');
    expect(await prompts('newsletter.story')).toHaveLength(3);
    expect(await now((tx) => consentTo(tx, key))).toBe('named');
    await at(before(50), (tx) => offerStory(tx, { ...key, words: 'Once more', consent: 'no' }));
    expect(await now((tx) => storiesOf(tx, ADA))).toEqual([]);
  });

  it('is shorter in a month without a story, and still a draft', async () => {
    await now((tx) => makeDraft(tx, FEBRUARY));
    const { stories, opening, figures } = await draft();
    expect({ stories, figures }).toEqual({ stories: [], figures: undefined });
    expect(opening).toContain('A quiet month for stories');
  });

  it('counts what took place in its month, from five people on', async () => {
    const people = Array.from({ length: 6 }, (_, i) => `UP${i}`);
    const talk = (when: Temporal.Instant, mentee: string, mentor: string) =>
      at(when, async (tx) => planReflections(tx, await heldSession(tx, mentee, mentor, 'Rust')));
    for (const [i, id] of people.entries()) await talk(before(100), id, people[(i + 1) % 6]!);
    await talk(before(24 * 40), ADA, BEN);
    await talk(NOW, ADA, BEN);
    await now((tx) => makeDraft(tx, FEBRUARY));
    expect((await draft()).figures).toBe('6 conversations · 6 people helped');
  });

  it.each([
    ['the author takes it back', (tx: Tx, id: string) => takeBackStory(tx, id, ADA)],
    ['the partner takes it back', (tx: Tx, id: string) => takeBackStory(tx, id, BEN)],
    ['the author deletes their data', (tx: Tx) => deleteData(tx, ADA)],
    ['the partner deletes their data', (tx: Tx) => deleteData(tx, BEN)],
    ['one would rather not meet the other', (tx: Tx) => setBlocks(tx, BEN, [ADA])],
    ['one leaves', (tx: Tx) => updateMember(tx, ADA, { is_deactivated: 1 })],
  ])(
    'leaves a story out when %s before it is posted, and does not post what the owner did not see',
    async (_why, undo) => {
      const story = await agreed(ADA, BEN);
      await agreed(CEM, EVE);
      await now((tx) => makeDraft(tx, FEBRUARY));
      const { mark } = await draft();
      await now((tx) => undo(tx, story.id));
      expect(await now((tx) => postDraft(tx, FEBRUARY, DEA, mark))).toBe(false);
      expect(await posts()).toEqual([]);
      expect(await draft()).toMatchObject({ state: 'draft', left: 1, stories: [{ words: 'UCEM used it' }] });
      expect(await press()).toBe(true);
      expect(await draft()).toMatchObject({ state: 'posting', left: 0, stories: [{ words: 'UCEM used it' }] });
    },
  );

  it('goes out once when two owners press at the same time', async () => {
    await now((tx) => makeDraft(tx, FEBRUARY));
    const { mark } = await draft();
    const pressed = [DEA, EVE, DEA, EVE].map((by) => now((tx) => postDraft(tx, FEBRUARY, by, mark)));
    const results = await Promise.allSettled(pressed);
    expect(results.filter((r) => r.status === 'fulfilled' && r.value)).toHaveLength(1);
    const refusals = results.flatMap((r) => (r.status === 'rejected' ? [String(r.reason.message)] : []));
    expect(refusals).toHaveLength(3);
    for (const refusal of refusals) expect(refusal).toContain('posted this newsletter already');
    expect(await posts()).toMatchObject([{ key: `newsletter:${FEBRUARY}:0`, lane: 'C1' }]);
  });

  it('is edited and skipped by owners only, and its stories keep their words and wait', async () => {
    const story = await agreed(ADA, BEN);
    await now((tx) => makeDraft(tx, FEBRUARY));
    const edit = { heading: 'Hello', opening: 'Well', closing: '', hasFigures: false, hasTechnique: true };
    for (const act of [
      (tx: Tx) => editDraft(tx, FEBRUARY, ADA, { ...edit, stories: [] }),
      (tx: Tx) => postDraft(tx, FEBRUARY, ADA, 'x'),
      (tx: Tx) => skipDraft(tx, FEBRUARY, ADA),
      (tx: Tx) => newsletterFor(tx, ADA),
      (tx: Tx) => makeDraftNow(tx, ADA),
    ])
      await expect(now<unknown>(act)).rejects.toThrow('for the owners and admins');
    const { mark } = await draft();
    await now((tx) => editDraft(tx, FEBRUARY, EVE, { ...edit, stories: ['someone else’s'] }));
    expect(await now((tx) => postDraft(tx, FEBRUARY, DEA, mark))).toBe(false);
    expect(await draft()).toMatchObject({ heading: 'Hello', stories: [], offered: [{ id: story.id }], left: 0 });
    await now((tx) => skipDraft(tx, FEBRUARY, EVE));
    await expect(press()).rejects.toThrow('Eve Lind left this newsletter out already');
    await at(NOW.add({ hours: 24 * 30 }), (tx) => makeDraft(tx, '2026-03'));
    expect(await now((tx) => newsletterNow(tx, '2026-03'))).toMatchObject({ stories: [{ id: story.id }] });
  });

  it('is a draft again when its channel refuses it, and whoever posted it hears how it gets through', async () => {
    await now((tx) => makeDraft(tx, FEBRUARY));
    await press(EVE);
    await now((tx) => newsletterRefused(tx, FEBRUARY, 'not_in_channel'));
    expect(await draft()).toMatchObject({ state: 'draft', decidedBy: undefined });
    expect(await prompts('newsletter.refused')).toMatchObject([{ member_id: EVE }]);
    expect(await press(DEA)).toBe(true);
    expect((await posts()).map((p) => p.key)).toEqual([`newsletter:${FEBRUARY}:0`, `newsletter:${FEBRUARY}:1`]);
  });

  it('tells a story once, and takes it out of the post and says so when it is taken back too late', async () => {
    const [first, second] = [await agreed(ADA, BEN), await agreed(CEM, EVE)];
    await now((tx) => makeDraft(tx, FEBRUARY));
    await press();
    await now((tx) => takeBackStory(tx, first.id, BEN));
    expect((await draft()).stories.map((s) => s.id)).toEqual([second.id]);
    await now((tx) => newsletterPosted(tx, FEBRUARY, { channel: 'C1', ts: '1.1' }));
    expect(await prompts('newsletter.story-left')).toMatchObject([{ member_id: DEA }]);
    await at(NOW.add({ hours: 24 * 30 }), (tx) => makeDraft(tx, '2026-03'));
    expect((await now((tx) => newsletterNow(tx, '2026-03')))?.offered).toEqual([]);
    const beforeIt = (await edits()).length;
    await now((tx) => deleteData(tx, CEM));
    expect(await edits()).toHaveLength(beforeIt + 1);
    expect(await draft()).toMatchObject({ state: 'posted', stories: [], left: 2 });
  });

  it('is planned once, for the first working day, and is not made where there is none', async () => {
    for (const hours of [2, 1]) await at(before(hours), (tx) => planNewsletter(tx));
    const due = await db.read.selectFrom('job').selectAll().where('kind', '=', 'newsletter.draft-due').execute();
    expect(due).toMatchObject([{ run_at: iso(NOW), payload: JSON.stringify({ month: FEBRUARY }) }]);
    await now((tx) => saveSettings(tx, DEA, { hasNewsletter: false }));
    expect(await now((tx) => makeDraft(tx, FEBRUARY))).toBe(false);
    expect(await now((tx) => newsletterFor(tx, DEA))).toEqual({
      now: undefined,
      next: undefined,
      canMake: undefined,
    });
    await now((tx) => saveSettings(tx, DEA, { hasNewsletter: true, newsletterChannel: 'C2' }));
    await now((tx) => makeDraftNow(tx, DEA));
    expect(await now((tx) => newsletterFor(tx, DEA))).toMatchObject({ now: { channel: 'C2' }, canMake: undefined });
  });

  it('keeps what somebody wrote for themselves to themselves, and old stories not at all', async () => {
    const { id } = await offer(ADA, BEN, 'MINE story');
    await say(id, BEN, 'no');
    expect(await now((tx) => dataOf(tx, ADA))).toContain('MINE story');
    expect(await now((tx) => dataOf(tx, ADA))).not.toContain('"no"');
    const theirs = await now((tx) => dataOf(tx, BEN));
    expect(theirs).toContain('storiesAnswered');
    expect(theirs).not.toContain('MINE story');
    await at(NOW.add({ hours: 24 * 121 }), cleanUp);
    expect(await db.read.selectFrom('story').select('id').execute()).toEqual([]);
  });
});
