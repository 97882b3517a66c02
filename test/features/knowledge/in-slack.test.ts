import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { approveCard, proposeCard } from '../../../src/features/knowledge/service/index.ts';
import { ids } from '../../../src/features/knowledge/views.ts';
import { profileForm } from '../../../src/features/members/rules/profile.ts';
import { saveProfile } from '../../../src/features/members/service/profile.ts';
import { setMute } from '../../../src/features/members/service.ts';
import { planReflections } from '../../../src/features/reflections/service/index.ts';
import { ids as reflections } from '../../../src/features/reflections/views/index.ts';
import { ids as requests } from '../../../src/features/requests/views/index.ts';
import { newest, saidIn, whispered } from '../../support/dm.ts';
import { filledForm } from '../../support/members.ts';
import { heldSession } from '../../support/sessions.ts';
import { createWorld, type World } from '../../support/world.ts';
import { MENTEE, MENTOR, openOne, session } from '../sessions/setup.ts';
import { other, words } from './setup.ts';

const [ADA, BRAM, DANA, ELIF, HIRO] = ['U0ADA', 'U0BRAM', 'U0DANA', 'U0ELIF', 'U0HIRO'];

describe('Knowledge cards, on the embedded Slack', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
    await world.settle();
  });
  afterEach(() => world.close());

  const held = () => world.work((tx) => heldSession(tx, ADA, BRAM, 'Kubernetes'));
  const rows = () => world.work((tx) => tx.db.selectFrom('knowledge_card').selectAll().execute());
  const modal = (id: string) => saidIn(world.as(id).modal()?.blocks);
  const top = (id: string) => ({ viewId: String(world.as(id).modal()?.id) });
  const said = (id: string) =>
    world
      .as(id)
      .messages()
      .map((m) => `${saidIn(m.blocks)}\n${m.text}`);
  const click = async (
    id: string,
    place: { viewId: string } | { channel: string; ts: string },
    actionId: string,
    value?: string,
  ) => {
    await world.as(id).click({ ...place, actionId, ...(value === undefined ? {} : { value }) });
    await world.settle();
  };
  const type = async (id: string, text: string) => {
    await world.as(id).command(text);
    await world.settle();
  };
  const submit = async (id: string, fill: Record<string, string>) => {
    const answer = await world.as(id).submit({ fill });
    await world.settle();
    return answer;
  };
  /** What the app whispered in a thread last. */
  const whisperedIn = (id: string, { channel, ts }: { channel: string; ts: string }) =>
    [...world.as(id).messages(channel), ...world.as(id).thread(channel, ts)].findLast((m) => m.ephemeral)?.text;
  /** Ada's card, before Bram. */
  const proposed = async () => {
    const { id: sessionId } = await held();
    await world.work((tx) => proposeCard(tx, sessionId, ADA, words));
    await world.settle();
    return newest(world.as(BRAM)).place;
  };
  const published = async () => {
    await click(BRAM, await proposed(), ids.approve);
    return (await rows())[0]!.id;
  };

  it('begin at the wrap-up in the thread, and only for the two', async () => {
    const id = await world.work((tx) => openOne(tx));
    await world.settle();
    const { place } = await world.work((tx) => session(tx, id));
    const card = { channel: place!.channel, ts: place!.rootTs };
    for (const action of ['sessions.start', 'sessions.wrap-up']) await click(MENTEE, card, action);
    await submit(MENTEE, { recap: 'Read the events before the logs of the pod.' });
    const recap = world.as(MENTOR).thread(card.channel, card.ts).at(-1)!;
    expect(saidIn(recap.blocks)).toContain('Save as a card');
    await click(MENTEE, { channel: card.channel, ts: recap.ts }, ids.write);
    expect(modal(MENTEE)).toContain('Bram de Vries reads it next.');
    expect(await submit(MENTEE, {})).toEqual({ ok: true });
    expect(await rows()).toMatchObject([
      { answer: 'Read the events before the logs of the pod.', proposer_id: MENTEE },
    ]);
    expect(newest(world.as(MENTEE)).text).toContain('Sent. Your colleague reads it');
    await world
      .as(MENTOR)
      .click({ channel: card.channel, ts: recap.ts, actionId: ids.write, element: { value: 'another' } });
    await world.settle();
    expect(whisperedIn(MENTOR, card)).toContain('A card is written by the two people of a session');
    await click(MENTOR, { channel: card.channel, ts: recap.ts }, ids.write);
    expect(modal(MENTOR)).toContain('others are shown them only if they suit you as well.');
  });

  it('begin after a reflection that calls the talk good, and not after another', async () => {
    await world.work(async (tx) => planReflections(tx, await heldSession(tx, ADA, BRAM, 'Kubernetes')));
    await world.travelTo(Temporal.Instant.from('2026-03-03T09:40:00Z'));
    const { place } = newest(world.as(ADA));
    await click(ADA, place, reflections.reflect);
    await submit(ADA, { usefulness: '2', answer: 'It went past me.' });
    expect(newest(world.as(ADA)).text).not.toContain('Save as a card');
    await click(ADA, place, reflections.edit);
    await submit(ADA, { usefulness: '5' });
    expect(newest(world.as(ADA)).text).toContain('Save as a card');
    await click(ADA, place, ids.write);
    expect(modal(ADA)).toContain('Leave out people, customers');
    expect(said(BRAM).join()).not.toContain('card');
  });

  it('say at the field what gives somebody away, is too little or too much', async () => {
    await held();
    await type(ADA, '/mentor cards');
    await click(ADA, top(ADA), ids.write);
    const send = (question: string, answer = words.answer) => submit(ADA, { question, answer });
    const about = (text: string) => ({ ok: false, errors: { question: expect.stringContaining(text) } });
    expect(await send('Why does Bram’s pod restart?')).toMatchObject(about('Please take out “Bram”'));
    expect(await send('<!channel> why does it restart?')).toMatchObject(about('Please take out “<!channel>”'));
    expect(await send('Does @elif know why?')).toMatchObject(about('Please take out “@elif”'));
    expect(await rows()).toEqual([]);
    expect(await send('Why does *my* pod <restart> & `stop`?')).toEqual({ ok: true });
    expect(await rows()).toMatchObject([{ question: 'Why does *my* pod <restart> & `stop`?' }]);
    expect(newest(world.as(BRAM)).text).toContain('Why does ∗my∗ pod &lt;restart&gt; &amp; ˋstopˋ?');
  });

  it('go to the other, who approves; a search shows it above the colleagues, and it counts once', async () => {
    const skills = profileForm.parse(filledForm({ offers_3: ['Kubernetes'] }));
    await world.work((tx) => saveProfile(tx, BRAM, skills));
    const place = await proposed();
    expect(newest(world.as(BRAM)).text).toContain(
      'Ada Okafor would like to keep something from your talk about Kubernetes',
    );
    await type(ELIF, '/mentor kubernetes');
    expect(said(ELIF).at(-1)).not.toContain('This may already help');
    await click(BRAM, place, ids.approve);
    expect(newest(world.as(BRAM)).text).toContain('is published');
    await click(BRAM, place, ids.own);
    expect(newest(world.as(ADA)).text).toContain('is published');
    await world.as(BRAM).close();

    await type(ELIF, '/mentor kubernetes');
    const result = world.as(ELIF).messages().at(-1)!;
    const shown = saidIn(result.blocks);
    expect(shown.indexOf('This may already help')).toBeLessThan(shown.indexOf(`<@${BRAM}>`));
    expect(shown).toContain('Or ask a colleague anyway');
    const at = { channel: world.as(ELIF).appDm(), ts: result.ts };
    await click(ELIF, at, ids.read);
    expect(modal(ELIF)).toContain(words.answer);
    for (const secret of ['Ada', 'Bram', ADA, BRAM]) expect(modal(ELIF)).not.toContain(secret);
    await click(ELIF, top(ELIF), ids.helped);
    expect(modal(ELIF)).toContain('You said that it helped.');
    await click(ELIF, top(ELIF), requests.askBest);
    expect(JSON.stringify(world.as(ELIF).modal())).toContain('"initial_value":"Kubernetes"');
    const helps = await world.work((tx) => tx.db.selectFrom('knowledge_help').selectAll().execute());
    expect(helps).toMatchObject([{ member_id: ELIF, month: '2026-03' }]);
    expect(said(ADA).join()).not.toContain('helped');
    await world.travelTo(Temporal.Instant.from('2026-04-02T10:00:00Z'));
    for (const author of [ADA, BRAM])
      expect(
        said(author).filter((text) => text.includes('Your card about *Kubernetes* helped someone in March.')),
      ).toHaveLength(1);
  });

  it('are all listed, in the search of a modal too, and where a message is asked about', async () => {
    for (let i = 0; i < 3; i += 1) {
      await proposed();
      const card = (await rows()).find((row) => row.partner_approved === 0)!;
      await world.work((tx) => approveCard(tx, card.id, 1, BRAM));
    }
    await world.as(ELIF).shortcut(requests.findShortcut);
    await world.settle();
    await submit(ELIF, { topic: 'kubernetes' });
    expect(modal(ELIF)).toContain('All 3 cards');
    await click(ELIF, top(ELIF), ids.list);
    expect(modal(ELIF).split(words.question)).toHaveLength(4);
    await world.as(ELIF).click({ ...top(ELIF), actionId: ids.read });
    await world.settle();
    expect(modal(ELIF)).toContain(words.answer);
    for (let i = 0; i < 3; i += 1) await world.as(ELIF).close();
    await world.as(HIRO).say({ channel: 'C0GENERAL', text: 'kubernetes' });
    await world.settle();
    const message = world.as(HIRO).messages('C0GENERAL').at(-1)!;
    const about = { callbackId: requests.aboutShortcut, channel: 'C0GENERAL', ts: message.ts };
    await world.as(ELIF).messageShortcut(about);
    await world.settle();
    expect(modal(ELIF)).toContain(`This may already help: ${words.question}`);
    expect(modal(ELIF)).toContain('What would you like to get out of it?');
  });

  it('come back with other words, and the button of the old ones says so kindly', async () => {
    const place = await proposed();
    await click(BRAM, place, ids.change);
    await submit(BRAM, { answer: other.answer });
    expect(newest(world.as(ADA)).text).toContain('Bram de Vries suggests other words');
    await click(ADA, newest(world.as(ADA)).place, ids.change);
    const late = { answer: 'Something that was written while the words were changing.' };
    world.lookAway('a version is written behind the app’s back');
    await world.work((tx) => tx.db.updateTable('knowledge_card').set({ version: 3, partner_approved: 3 }).execute());
    const refused = await submit(ADA, late);
    expect(refused.ok).toBe(false);
    expect(JSON.stringify(refused.errors)).toContain('changed in the meantime');
    expect(JSON.stringify(world.as(ADA).modal())).toContain(late.answer);
    await world.as(ADA).close();
    const asked = world
      .as(ADA)
      .messages()
      .find((m) => saidIn(m.blocks).includes('suggests other words'))!;
    await click(ADA, { channel: world.as(ADA).appDm(), ts: asked.ts }, ids.approve);
    expect(said(ADA).at(-1)).toContain('changed in the meantime');
    expect((await rows())[0]).toMatchObject({ proposer_approved: 1 });
  });

  it('are rather not published without a reason, and told neutrally', async () => {
    await click(BRAM, await proposed(), ids.withdraw);
    expect(newest(world.as(BRAM)).text).toContain('is withdrawn');
    const told = newest(world.as(ADA)).text;
    expect(told).toContain('is withdrawn: no one is shown it, and its words are deleted.');
    expect(told).not.toContain(words.answer);
    await click(BRAM, newest(world.as(BRAM)).place, ids.approve, `${(await rows())[0]!.id} 1`).catch(() => {});
    expect(await rows()).toMatchObject([{ state: 'withdrawn' }]);
  });

  it('are listed, changed and withdrawn from Home and the command', async () => {
    await published();
    await world.as(ADA).openHome();
    await world.settle();
    expect(saidIn(world.as(ADA).home()?.blocks)).toContain('1 card of yours published');
    await click(ADA, { viewId: String(world.as(ADA).home()?.id) }, ids.open);
    expect(modal(ADA)).toContain('Published');
    await click(ADA, top(ADA), ids.own);
    await click(ADA, top(ADA), ids.withdraw);
    expect(modal(ADA)).not.toContain(words.question);
    expect(saidIn(world.as(ADA).home()?.blocks)).toContain('Keep what came of a talk');
    await type(ELIF, '/mentor kubernetes');
    expect(said(ELIF).at(-1)).not.toContain('This may already help');
  });

  it('are taken down by an owner with a reason, from where they are read', async () => {
    const cardId = await published();
    await type(DANA, '/mentor kubernetes');
    const at = { channel: world.as(DANA).appDm(), ts: world.as(DANA).messages().at(-1)!.ts };
    await click(DANA, at, ids.read);
    await click(DANA, top(DANA), ids.openTakeDown);
    expect(await submit(DANA, { reason: ' ' })).toMatchObject({ ok: false });
    await submit(DANA, { reason: 'It names a <!channel> customer.' });
    for (const author of [ADA, BRAM]) {
      expect(newest(world.as(author)).text).toContain('An owner of Bitewise took down your card about Kubernetes');
      expect(newest(world.as(author)).text).toContain('It names a <!channel> customer.');
    }
    await type(HIRO, '/mentor kubernetes');
    expect(said(HIRO).at(-1)).not.toContain('This may already help');
    await type(ADA, '/mentor cards');
    expect(modal(ADA)).not.toContain(words.question);
    expect(await rows()).toMatchObject([{ id: cardId, state: 'taken down' }]);
  });

  it('are not put before somebody who muted them, and wait in what they have', async () => {
    await world.work((tx) => setMute(tx, BRAM, 'knowledge.approval', true));
    const { id: sessionId } = await held();
    await world.work((tx) => proposeCard(tx, sessionId, ADA, words));
    await world.settle();
    expect(world.as(BRAM).messages()).toEqual([]);
    await type(BRAM, '/mentor cards');
    expect(modal(BRAM)).toContain('For you to approve');
    await click(BRAM, top(BRAM), ids.own);
    await click(BRAM, top(BRAM), ids.approve);
    expect(modal(BRAM)).toContain('is published');
  });

  it('wait until the other is at work', async () => {
    await world.travelTo(Temporal.Instant.from('2026-03-07T10:00:00Z'));
    const { id: sessionId } = await held();
    await world.work((tx) => proposeCard(tx, sessionId, ADA, words));
    await world.travel({ hours: 5 });
    expect(world.as(BRAM).messages()).toEqual([]);
    await world.travelTo(Temporal.Instant.from('2026-03-09T10:00:00Z'));
    expect(
      saidIn(
        world
          .as(BRAM)
          .messages()
          .map((m) => m.blocks),
      ),
    ).toContain('A knowledge card?');
  });

  it('answer nonsense, strangers and late clicks with a sentence', async () => {
    const place = await proposed();
    const press = async (id: string, actionId: string, value: string) => {
      await world.as(id).click({ ...place, actionId, element: { value } });
      await world.settle();
      return whispered(world.as(id));
    };
    expect(await press(BRAM, ids.approve, 'nonsense')).toContain('This button is out of date.');
    expect(await press(BRAM, ids.approve, 'nobody 1')).toContain('That card is no longer there');
    expect(await press(BRAM, ids.approve, `${(await rows())[0]!.id} 7`)).toContain('changed in the meantime');
    await click(BRAM, place, ids.approve);
    await type(ELIF, '/mentor kubernetes');
    const at = { channel: world.as(ELIF).appDm(), ts: world.as(ELIF).messages().at(-1)!.ts };
    await world.as(ELIF).click({ ...at, actionId: ids.read, element: { value: 'x'.repeat(2000) } });
    await world.settle();
    expect(whispered(world.as(ELIF))).toContain('That card isn’t shown any more.');
  });
});
