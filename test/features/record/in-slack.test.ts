import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ids } from '../../../src/features/record/views/index.ts';
import { iso } from '../../../src/time.ts';
import { dialects } from '../../support/database.ts';
import { saidIn, whispered } from '../../support/dm.ts';
import { heldSession } from '../../support/sessions.ts';
import { createWorld, type World } from '../../support/world.ts';

const [ASKER, HELPER, OTHER] = ['U0ADA', 'U0BRAM', 'U0DANA'];

describe.each(dialects)('`/mentor record`, on %s', (dialect) => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld({ dialect });
  });
  afterEach(() => world.close());

  const record = async (who: string) => {
    await world.as(who).command('/mentor record');
    await world.settle();
    return saidIn(lastTo(who)?.blocks);
  };
  const lastTo = (who: string) =>
    world
      .as(who)
      .messages()
      .findLast((m) => m.ephemeral);
  const files = () => [...world.slack.state.files.values()];
  const sendFile = async (who: string) => {
    const shown = lastTo(who);
    await world.as(who).click({ channel: world.as(who).appDm(), ts: String(shown?.ts), actionId: ids.file });
    await world.settle();
  };

  /** A talk that was held, rated in words, used, and with a next step done; quietly asked or not. */
  const talk = (topic: string, { quiet = false, words = 'Probes restart it' } = {}) =>
    world.work(async (tx) => {
      const held = await heldSession(tx, ASKER, HELPER, topic);
      const at = iso(tx.now);
      const common = { workspace_id: tx.workspaceId, session_id: held.id };
      await tx.db
        .updateTable('session')
        .set({ is_quiet: quiet ? 1 : 0, used_at: at })
        .where('id', '=', held.id)
        .execute();
      const mine = { author_id: ASKER, partner_id: HELPER, role: 'mentee' as const, question: 'What did you take?' };
      const answered = { answer: words, created_at: at, answered_at: at };
      await tx.db
        .insertInto('reflection')
        .values({ ...common, ...mine, ...answered, id: `r-${held.id}` })
        .execute();
      await tx.db
        .insertInto('reflection')
        .values({
          ...{ ...common, ...answered, id: `m-${held.id}`, author_id: HELPER, partner_id: ASKER },
          ...{ role: 'mentor' as const, question: 'How was it?', answer: 'I explained too fast' },
        })
        .execute();
      const outcome = { mentee_id: ASKER, mentor_id: HELPER, answer: 'yes' as const, detail: 'In the release' };
      await tx.db
        .insertInto('outcome')
        .values({ ...common, ...outcome, time_saved: 'one to four hours', answered_at: at })
        .execute();
      const step = { owner_id: ASKER, partner_id: HELPER, when_text: 'it restarts', will_text: 'read the events' };
      await tx.db
        .insertInto('action')
        .values({
          ...{ ...common, ...step, id: `a-${held.id}`, due_on: '2026-03-05', state: 'done', snoozes: 0 },
          ...{ created_at: at, closed_at: at },
        })
        .execute();
      await tx.db
        .insertInto('lesson_step')
        .values({ workspace_id: tx.workspaceId, member_id: ASKER, lesson: LESSON, state: 'answered', choice: 0, at })
        .onConflict((c) => c.doNothing())
        .execute();
    });
  const LESSON = 'mentee-1-know-what-you-want';

  it('shows what somebody learned and used to them, what the other passed on to the other, and nobody the words of the other', async () => {
    await talk('Kubernetes');
    const asker = await record(ASKER);
    expect(asker).toMatch(/What I learned[\s\S]*Kubernetes[\s\S]*Probes restart it/);
    expect(asker).toMatch(/What I used[\s\S]*Used\. My estimate of the time it saved: one to four hours/);
    expect(asker).toMatch(/Next step done\. “read the events”/);
    expect(asker).not.toContain('What I passed on');
    const helper = await record(HELPER);
    expect(helper).toMatch(/What I passed on[\s\S]*Kubernetes[\s\S]*They used it/);
    expect(helper).toContain('I explained too fast');
    for (const [said, theirs] of [
      [asker, 'too fast'],
      [helper, 'Probes'],
      [helper, 'In the release'],
      [helper, 'read the events'],
    ] as const)
      expect(said).not.toContain(theirs);
    expect(`${asker}${helper}`).not.toMatch(/Bram|Ada|U0/);
  });

  it('sends a file that can be handed on: no colleague, nothing quiet, nothing that runs', async () => {
    await talk('Kubernetes', { words: '<script>alert(1)</script> & "more"' });
    await talk('Burnout at work', { quiet: true, words: 'It was too much' });
    expect(await record(ASKER)).toMatch(/Burnout at work[\s\S]*It was too much/);
    await sendFile(ASKER);
    const [file] = files();
    const page = String(file?.content);
    expect(file).toMatchObject({ name: 'growth-record.html', complete: true });
    expect(Object.keys(file?.shares.private ?? {})).toEqual([world.as(ASKER).appDm()]);
    expect(page).toContain('Growth record of Ada Okafor');
    expect(page).toMatch(
      /<td>2026-03-02<\/td><td>Kubernetes<blockquote>&lt;script&gt;alert\(1\)&lt;\/script&gt; &amp; /,
    );
    expect(page).not.toMatch(/Burnout|too much|Bram|<script|U0/);
    await record(HELPER);
    await sendFile(HELPER);
    expect(String(files().at(-1)?.content)).not.toMatch(/Burnout|Ada/);
  });

  it('brings one file when the button is pressed several times, and none where there is nothing', async () => {
    expect(await record(OTHER)).toContain('Nothing yet');
    await talk('Kubernetes');
    await record(ASKER);
    const shown = lastTo(ASKER);
    const press = () =>
      world.as(ASKER).click({ channel: world.as(ASKER).appDm(), ts: String(shown?.ts), actionId: ids.file });
    await Promise.all([press(), press(), press()]);
    await world.settle();
    expect(files()).toHaveLength(1);
  });

  it('says so where only what was asked quietly is there', async () => {
    await talk('Burnout at work', { quiet: true });
    await world.work((tx) => tx.db.deleteFrom('lesson_step').execute());
    await record(ASKER);
    await sendFile(ASKER);
    expect(whispered(world.as(ASKER))).toContain('There’s nothing to put into a file yet');
    expect(files()).toEqual([]);
  });

  it('has its button in Home', async () => {
    await world.as(ASKER).openHome();
    await world.settle();
    await world.as(ASKER).click({ viewId: String(world.as(ASKER).home()?.id), actionId: ids.open });
    await world.settle();
    expect(saidIn(world.as(ASKER).messages().at(-1)?.blocks)).toContain('Nothing yet');
  });
});
