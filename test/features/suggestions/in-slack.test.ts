import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { saveSettings } from '../../../src/features/admin/service/index.ts';
import { requireMember } from '../../../src/features/members/service.ts';
import { ids } from '../../../src/features/suggestions/views/index.ts';
import { saidIn } from '../../support/dm.ts';
import { createWorld, type World } from '../../support/world.ts';

const OWNER = 'U0DANA';
const [ADA, BRAM, ELIF, HIRO] = ['U0ADA', 'U0BRAM', 'U0ELIF', 'U0HIRO'];

describe('A suggestion, on the embedded Slack', () => {
  let world: World;
  const shown = (id: string) => saidIn(world.as(id).modal()?.blocks);
  const cards = (id: string) =>
    world
      .as(id)
      .messages(world.as(id).appDm())
      .map((m) => `${m.text}\n${saidIn(m.blocks)}`)
      .join('\n');
  const type = async (id: string, command: string) => {
    await world.as(id).command(command);
    await world.settle();
  };
  const inModal = async (id: string, actionId: string) => {
    await world.as(id).click({ viewId: String(world.as(id).modal()?.id), actionId });
    await world.settle();
  };
  const send = async (id: string, fill: Record<string, string>) => {
    const sent = await world.as(id).submit({ fill });
    await world.settle();
    return sent;
  };
  const suggest = async (id: string, words: string, name: string) => {
    await type(id, `/mentor suggest ${words}`);
    return send(id, { name });
  };
  const told = (id: string) =>
    world
      .as(id)
      .messages()
      .map((m) => `${m.text}\n${saidIn(m.blocks)}`)
      .join('\n');
  const answer = async (state: string, words: string) => {
    await type(OWNER, '/mentor suggestions');
    await inModal(OWNER, ids.answer);
    return send(OWNER, { state, answer: words });
  };

  beforeEach(async () => {
    world = await createWorld();
    await world.settle();
    await world.work(async (tx) => {
      await saveSettings(tx, OWNER, { ownerIds: [OWNER], zone: 'Europe/Berlin', hasNewsletter: false });
      for (const id of [OWNER, ADA, BRAM, ELIF, HIRO]) await requireMember(tx, id);
    });
  });
  afterEach(() => world.close());

  it('goes from Home to an owner and back with a word', { timeout: 120_000 }, async () => {
    await world.as(ADA).openHome();
    await world.settle();
    await world.as(ADA).click({ viewId: String(world.as(ADA).home()?.id), actionId: ids.open });
    await world.settle();
    await send(ADA, { words: 'A quiet corner for talks', name: 'with' });
    expect(told(ADA)).toContain('I’ll tell you what becomes of it.');
    await type(OWNER, '/mentor suggestions');
    expect(shown(OWNER)).toMatch(/From <@U0ADA>.*A quiet corner for talks/s);
    await inModal(OWNER, ids.answer);
    await send(OWNER, { state: 'done', answer: 'Room 4 is yours.' });
    await world.travel({ hours: 24 });
    expect(cards(ADA)).toMatch(
      /Your suggestion is done\..*A quiet corner for talks.*<@U0DANA> says:.*Room 4 is yours/s,
    );
    expect(shown(OWNER)).toContain('*Done*, says <@U0DANA>');
  });

  it('without a name is told, too, and the message follows a change of mind', { timeout: 120_000 }, async () => {
    await suggest(BRAM, 'Fewer reminders', 'without');
    await type(OWNER, '/mentor suggestions');
    expect(shown(OWNER)).toContain('No suggestion waits for an answer.');
    await world.travel({ hours: 24 * 28 + 14 });
    expect(cards(OWNER)).toContain('One suggestion waits for your answer.');
    await type(OWNER, '/mentor suggestions');
    expect(shown(OWNER)).toMatch(/Without a name, shown since .*Fewer reminders/s);
    expect(shown(OWNER)).not.toContain(BRAM);
    await inModal(OWNER, ids.answer);
    await send(OWNER, { state: 'not now', answer: '' });
    await world.travel({ hours: 24 * 4 });
    expect(cards(BRAM)).toMatch(/won’t take your suggestion up now\..*You gave no name/s);
    expect(cards(OWNER)).not.toContain('One suggestion waits for your answer.');
    await answer('done', 'We changed our mind.');
    await world.travel({ hours: 24 * 4 });
    expect(cards(BRAM)).toMatch(/Your suggestion is done\..*We changed our mind/s);
    expect(cards(BRAM)).not.toContain('won’t take your suggestion up now');
    for (const id of [ADA, ELIF, HIRO]) expect(cards(id)).not.toContain('suggestion is done');
  });

  it('is refused in the form when it says nothing, or too much', { timeout: 120_000 }, async () => {
    await type(ADA, `/mentor suggest ${'More tea. '.repeat(1000)}`);
    expect(shown(ADA)).toContain('Your text was longer than 1,000 characters');
    expect((await send(ADA, { words: ' ?! ', name: 'with' })).errors).toMatchObject({ words: /better/ });
    expect((await send(ADA, { words: 'x'.repeat(1001), name: 'with' })).errors).toBeTruthy();
    expect((await send(ADA, { words: 'More tea.', name: 'with' })).ok).toBe(true);
  });

  it('can be answered by an owner only, also with a form that was open before', { timeout: 120_000 }, async () => {
    await suggest(ADA, 'Tea', 'with');
    await type(BRAM, '/mentor suggestions');
    expect(told(BRAM)).toContain('That is for the owners and admins of this workspace.');
    await world.work((tx) => saveSettings(tx, OWNER, { ownerIds: [OWNER, BRAM] }));
    await type(BRAM, '/mentor suggestions');
    await inModal(BRAM, ids.answer);
    await world.work((tx) => saveSettings(tx, OWNER, { ownerIds: [OWNER] }));
    expect((await send(BRAM, { state: 'done', answer: '' })).errors).toBeTruthy();
    await type(OWNER, '/mentor suggestions');
    expect(shown(OWNER)).toContain('Tea');
    expect(shown(OWNER)).not.toContain('Done, says');
  });
});
