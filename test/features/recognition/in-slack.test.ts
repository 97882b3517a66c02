import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { saveSettings } from '../../../src/features/admin/service/index.ts';
import { findOrCreateSkill, skillsOf } from '../../../src/features/members/service.ts';
import { ids } from '../../../src/features/recognition/views/index.ts';
import { planReflections } from '../../../src/features/reflections/service/index.ts';
import { answerOutcome } from '../../../src/features/reflections/service/outcome.ts';
import { joinWaitList, letTopicBeNamed } from '../../../src/features/requests/service/index.ts';
import { newest, saidIn } from '../../support/dm.ts';
import { heldSession } from '../../support/sessions.ts';
import { createWorld, type World } from '../../support/world.ts';

const [ADA, BRAM, DANA, ELIF, HIRO] = ['U0ADA', 'U0BRAM', 'U0DANA', 'U0ELIF', 'U0HIRO'];
const MENTORING = 'C0MENTORING';
const FOR = 'for going through the events with me';

describe('Thanks, badges and the board, on the embedded Slack', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
    await world.settle();
  });
  afterEach(() => world.close());

  const type = async (id: string, text: string) => {
    await world.as(id).command(text);
    await world.settle();
  };
  const lastOf = (id: string) => {
    const message = world.as(id).messages().at(-1);
    return { text: `${message?.text}\n${saidIn(message?.blocks)}`, ts: String(message?.ts) };
  };
  const press = async (id: string, actionId: string, value?: string) => {
    const person = world.as(id);
    const place = { channel: person.appDm(), ts: lastOf(id).ts };
    await person.click({ ...place, actionId, ...(value === undefined ? {} : { value }) });
    await world.settle();
  };
  const thanksIn = (id: string) =>
    world
      .as(id)
      .messages()
      .filter((m) => saidIn(m.blocks).includes('thanks you'));

  it('pass on what was typed after a mention or a name, ten minutes later, to that person alone', async () => {
    await type(ADA, `/mentor thanks <@${BRAM}|bram> ${FOR}`);
    expect(lastOf(ADA).text).toContain('Bram de Vries reads your thank-you in 10 minutes');
    expect(lastOf(ADA).text).toContain('Only the two of you see it.');
    await type(HIRO, `/mentor thanks @Bram de Vries ${FOR}`);
    expect(thanksIn(BRAM)).toEqual([]);
    await world.travel({ minutes: 11 });
    expect(newest(world.as(BRAM)).text).toContain(`thanks you:\n${FOR}`);
    expect(
      thanksIn(BRAM)
        .map((m) => saidIn(m.blocks))
        .join(),
    ).toContain('*Ada Okafor* thanks you:');
  });

  it('ask for what is missing, and say kindly what cannot be', async () => {
    await type(ADA, `/mentor thanks @nobodyhere ${FOR}`);
    expect(saidIn(world.as(ADA).modal()?.blocks)).toContain('I wasn’t sure whom you mean.');
    expect(await world.as(ADA).submit({ fill: { person: BRAM, words: 'short' } })).toMatchObject({ ok: false });
    const refused = await world.as(ADA).submit({ fill: { person: ADA, words: FOR } });
    expect(refused).toMatchObject({
      ok: false,
      errors: { person: expect.stringContaining('A thank-you goes to someone else.') },
    });
  });

  it('are taken back by their giver, whose button says later that it is done', async () => {
    await type(ADA, `/mentor thanks <@${BRAM}> ${FOR}`);
    await press(ADA, ids.takeBack);
    expect(lastOf(ADA).text).toContain('Taken back. No one has read it.');
    await world.travel({ minutes: 30 });
    expect(thanksIn(BRAM)).toEqual([]);
  });

  it('go out from the shortcut, and from Home, where they are shown and chosen about', async () => {
    await world.as(ADA).shortcut(ids.shortcut);
    await world.settle();
    await world.as(ADA).submit({ fill: { person: BRAM, words: FOR, share: ['yes'] } });
    await world.settle();
    await world.as(BRAM).openHome();
    await world.travel({ minutes: 11 });
    const place = { viewId: String(world.as(BRAM).home()?.id) };
    expect(saidIn(world.as(BRAM).home()?.blocks)).toContain('Badges and thanks');
    await world.as(BRAM).click({ ...place, actionId: ids.mine });
    await world.settle();
    expect(saidIn(world.as(BRAM).modal()?.blocks)).toContain(FOR);
    await world.as(BRAM).submit({ fill: { choices: ['board'] } });
    await world.settle();
    const kept = await world.app().deps.db.read.selectFrom('recognition_choice').selectAll().execute();
    expect(kept).toMatchObject([{ member_id: BRAM, on_board: 1, thanks_shown: 0 }]);
    await world.as(BRAM).click({ ...place, actionId: ids.board });
    await world.settle();
    expect(saidIn(world.as(BRAM).modal()?.blocks)).toContain('Whose help was used, January to March 2026');
  });

  it('tell of a badge the next morning, and show who helped on the board', async () => {
    for (const mentee of [ADA, HIRO, ELIF, DANA, 'U0CHIDI'])
      await world.work(async (tx) => {
        const session = await heldSession(tx, mentee, BRAM, 'Kubernetes');
        await planReflections(tx, session);
        await answerOutcome(tx, session.id, mentee, 'yes');
      });
    await world.travelTo(Temporal.Instant.from('2026-03-03T12:00:00Z'));
    const said = world
      .as(BRAM)
      .messages()
      .map((m) => saidIn(m.blocks));
    expect(said.filter((text) => text.includes('A badge for you: It worked.'))).toHaveLength(1);
    await type(ELIF, '/mentor board');
    expect(lastOf(ELIF).text).toContain('1. *Bram de Vries*: 5 different people');
    await world.travel({ hours: 72 });
    const later = world
      .as(BRAM)
      .messages()
      .map((m) => saidIn(m.blocks));
    expect(later.filter((text) => text.includes('A badge for you: It worked.'))).toHaveLength(1);
  });

  it('let a reader of the digest help with a topic, and tell the one who waits', async () => {
    await world.work((tx) => saveSettings(tx, DANA, { zone: 'UTC', digestChannel: MENTORING }));
    await world.work(async (tx) => {
      const name = await joinWaitList(tx, { menteeId: ADA, name: 'Negotiation', goal: '' });
      await letTopicBeNamed(tx, ADA, name, true);
    });
    await world.travelTo(Temporal.Instant.from('2026-03-09T10:01:00Z'));
    const post = world
      .as(HIRO)
      .messages(MENTORING)
      .findLast((m) => m.user === world.slack.state.app.botUserId && !m.ephemeral);
    const click = async (id: string) => {
      await world.as(id).click({ channel: MENTORING, ts: String(post?.ts), actionId: ids.help });
      await world.settle();
      return world
        .as(id)
        .messages(MENTORING)
        .findLast((m) => m.ephemeral)?.text;
    };
    expect(await click(HIRO)).toContain('You now offer Negotiation. Whoever looks for it can ask you now.');
    expect(await click(HIRO)).toContain('You offer Negotiation already.');
    await world.travel({ minutes: 30 });
    expect(
      world
        .as(ADA)
        .messages()
        .map((m) => saidIn(m.blocks))
        .join(),
    ).toContain('Negotiation');
    const { offers } = await world.work((tx) => skillsOf(tx, HIRO));
    expect(offers.map((one) => one.name)).toContain(
      (await world.work((w) => findOrCreateSkill(w, 'Negotiation'))).name,
    );
  });
});
