import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { saveSettings } from '../../../src/features/admin/service/index.ts';
import { ids } from '../../../src/features/newsletter/views/index.ts';
import { deleteData } from '../../../src/features/privacy/service/index.ts';
import { planReflections } from '../../../src/features/reflections/service/index.ts';
import { ids as reflections } from '../../../src/features/reflections/views/index.ts';
import { newest, saidIn, whispered } from '../../support/dm.ts';
import { heldSession } from '../../support/sessions.ts';
import { createWorld, type World } from '../../support/world.ts';

const [ADA, BRAM, DANA, ELIF] = ['U0ADA', 'U0BRAM', 'U0DANA', 'U0ELIF'];
const MENTORING = 'C0MENTORING';
const GENERAL = 'C0GENERAL';
const WORDS = 'The pod had run out of memory, and now I see it before it happens.';

describe('The newsletter, on the embedded Slack', () => {
  let world: World;
  beforeEach(async () => {
    // A Friday: the last day but two of January.
    world = await createWorld({ at: Temporal.Instant.from('2026-01-16T09:00:00Z') });
    await world.settle();
    await world.work((tx) =>
      saveSettings(tx, DANA, { zone: 'Europe/Berlin', digestChannel: MENTORING, ownerIds: [DANA, ELIF] }),
    );
    await world.work((tx) => tx.db.updateTable('member').set({ is_owner: 0 }).where('id', '=', ELIF).execute());
  });
  afterEach(() => world.close());

  const press = async (id: string, actionId: string) => {
    const person = world.as(id);
    const message = person
      .messages(person.appDm())
      .findLast((m) => JSON.stringify(m.blocks ?? []).includes(`"${actionId}"`));
    if (!message) throw new Error(`${id} has no ${actionId}`);
    await person.click({ channel: person.appDm(), ts: message.ts, actionId });
    await world.settle();
  };
  const dm = (id: string) =>
    world
      .as(id)
      .messages(world.as(id).appDm())
      .map((m) => `${m.text}\n${saidIn(m.blocks)}`)
      .join('\n---\n');
  const posts = (channel = MENTORING) =>
    world
      .as(DANA)
      .messages(channel)
      .filter((m) => m.user === world.slack.state.app.botUserId && !m.ephemeral)
      .map((m) => saidIn(m.blocks))
      .filter((text) => text.includes('Small conversations in'));

  /** Ada talked with Bram two weeks ago, used it, and lets it be told. */
  const story = async (consent = 'named') => {
    await world.as(ADA).openHome();
    await world.work(async (tx) => planReflections(tx, await heldSession(tx, ADA, BRAM, 'Kubernetes')));
    await world.travelTo(Temporal.Instant.from('2026-01-30T10:00:00Z'));
    await press(ADA, reflections.yes);
    expect(saidIn(world.as(ADA).modal()?.blocks)).toContain('Only if Bram de Vries agrees as well');
    await world.as(ADA).submit({ fill: { used: 'yes', detail: WORDS, story: consent } });
    await world.travel({ minutes: 30 });
  };
  const toMonday = (text: string) => world.travelTo(Temporal.Instant.from(text));

  it('goes from two people’s yes over an owner’s eyes into the channel, once', async () => {
    await story();
    expect(newest(world.as(BRAM)).text).toContain('would like to tell the newsletter about your conversation');
    expect(newest(world.as(BRAM)).text).toContain(WORDS);
    await press(BRAM, ids.yesNamed);
    expect(newest(world.as(BRAM)).text).toContain('may be told, with your name');
    await toMonday('2026-02-02T15:00:00Z');
    for (const owner of [DANA, ELIF]) {
      expect(dm(owner)).toContain('*The newsletter about January 2026 is ready for you to read.*');
      expect(dm(owner)).toContain('Ada Okafor, with the help of Bram de Vries');
    }
    expect(posts()).toEqual([]);
    const clicks = [DANA, ELIF, DANA, ELIF].map((owner) => press(owner, ids.post).catch(() => undefined));
    await Promise.all(clicks);
    await world.settle();
    expect(posts()).toHaveLength(1);
    expect(posts()[0]).toContain(WORDS);
    expect(dm(ELIF)).toContain(`posted it in <#${MENTORING}>`);
    await world.travel({ hours: 24 * 20 });
    expect(posts()).toHaveLength(1);
  });

  it('is posted only by an owner who is in its channel', async () => {
    await toMonday('2026-02-02T15:00:00Z');
    const { members } = world.slack.state.conversations.get(MENTORING)!;
    members.delete(DANA);
    await press(DANA, ids.post);
    expect(whispered(world.as(DANA))).toContain('Only someone who is in');
    expect(posts()).toEqual([]);
    members.add(DANA);
    await press(DANA, ids.post);
    expect(posts()).toHaveLength(1);
  });

  it('is edited in a modal and read again before it is posted', async () => {
    await story('unnamed');
    await press(BRAM, ids.yes);
    await toMonday('2026-02-02T15:00:00Z');
    await press(DANA, ids.edit);
    const form = saidIn(world.as(DANA).modal()?.blocks);
    expect(form).toContain('They can be left out, but not changed');
    expect(await world.as(DANA).submit({ fill: { heading: '' } })).toMatchObject({ ok: false });
    await world.as(DANA).submit({ fill: { heading: 'News <!channel> of us', opening: 'First *words*' } });
    await world.settle();
    expect(newest(world.as(DANA)).text).toContain('News <!channel> of us');
    await world.as(ELIF).command('/mentor newsletter');
    await world.settle();
    const modal = world.as(ELIF).modal();
    expect(saidIn(modal?.blocks)).toContain('A colleague who asked');
    await world.as(ELIF).click({ viewId: String(modal?.id), actionId: ids.edit });
    await world.settle();
    expect(world.as(ELIF).modals()).toHaveLength(2);
    await world.as(ELIF).submit({ fill: { opening: 'Second words' } });
    await world.settle();
    expect(saidIn(world.as(ELIF).modal()?.blocks)).toContain('Second words');
    await world.as(ELIF).click({ viewId: String(world.as(ELIF).modal()?.id), actionId: ids.post });
    await world.settle();
    expect(saidIn(world.as(ELIF).modal()?.blocks)).toContain('it’s on its way to');
    const post = world
      .as(DANA)
      .messages(MENTORING)
      .findLast((m) => saidIn(m.blocks).includes('Second words'));
    expect(JSON.stringify(post?.blocks)).toContain('"plain_text","text":"News <!channel> of us"');
    expect(JSON.stringify(post?.blocks)).not.toContain('Ada');
  });

  it('asks twice at most, and silence is a no', async () => {
    await story();
    await world.travel({ hours: 24 * 25 });
    const asked = world
      .as(BRAM)
      .messages(world.as(BRAM).appDm())
      .filter((m) => saidIn(m.blocks).includes('would like to tell the newsletter'));
    expect(asked).toHaveLength(2);
    await toMonday('2026-03-02T15:00:00Z');
    expect(dm(DANA)).toContain('A quiet month for stories');
    expect(dm(DANA)).not.toContain(WORDS);
  });

  it('loses a story that is taken back, before and after it was posted', async () => {
    await story();
    await press(BRAM, ids.yesNamed);
    await toMonday('2026-02-02T15:00:00Z');
    await press(BRAM, ids.takeBack);
    expect(dm(DANA)).toContain('One story is no longer in it');
    expect(dm(DANA)).not.toContain(WORDS);
    await press(DANA, ids.post);
    expect(posts()).toHaveLength(1);
    expect(posts()[0]).not.toContain(WORDS);
  });

  it('loses a story from the post itself when its author deletes their data', async () => {
    await story();
    await press(BRAM, ids.yesNamed);
    await toMonday('2026-02-02T15:00:00Z');
    await press(DANA, ids.post);
    expect(posts()[0]).toContain(WORDS);
    await world.as(ADA).command('/mentor stories');
    await world.settle();
    expect(saidIn(world.as(ADA).modal()?.blocks)).toContain('told in the newsletter about January 2026');
    await world.work((tx) => deleteData(tx, ADA));
    await world.settle();
    expect(posts()).toHaveLength(1);
    expect(posts()[0]).not.toContain(WORDS);
  });

  it('says how to invite the app where it is missing, and is for owners', async () => {
    await world.work((tx) => saveSettings(tx, DANA, { newsletterChannel: 'C0ENGINEERING' }));
    await toMonday('2026-02-02T15:00:00Z');
    await press(DANA, ids.post);
    expect(dm(DANA)).toContain('I am not in <#C0ENGINEERING> yet, so nothing was posted.');
    for (const id of ['U0APP', DANA]) await world.as(BRAM).invite('C0ENGINEERING', id);
    await press(DANA, ids.post);
    const said = world
      .as(BRAM)
      .messages('C0ENGINEERING')
      .map((m) => saidIn(m.blocks));
    expect(said.join('\n')).toContain('Small conversations in January 2026');
    await world.as(BRAM).command('/mentor newsletter');
    await world.settle();
    expect(world.as(BRAM).modal()).toBeNull();
    expect(dm(BRAM)).toContain('for the owners and admins of this workspace');
    expect(posts(GENERAL)).toEqual([]);
  });
});
