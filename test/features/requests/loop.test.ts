import { describe, expect, it } from 'vitest';
import { handBack, sessionsOf } from '../../../src/features/sessions/service/index.ts';
import { askingWorld, shown } from '../../support/asking.ts';

const { ask, people, press, type, world } = askingWorld();

describe('From the question to the conversation', () => {
  it('a command finds colleagues, the first is asked, and a yes opens the conversation', async () => {
    const { ada, bram } = people();
    const card = await type(ada, '/mentor kubernetes my pod restarts every minute');
    expect(card).toContain('2 colleagues can help');
    await press(ada, 'requests.ask-best');
    expect(shown(ada.modal())).toContain('my pod restarts every minute');
    await ada.submit({ fill: { urgency: 'now' } });
    await world().settle();
    expect(ada.modal()).toBeNull();
    expect(ada.messages().at(-1)?.text).toContain('Finding someone for Kubernetes');
    expect(bram.messages().at(-1)?.text).toBe('Ada Okafor asks for 20 minutes of your help with Kubernetes');
    await press(bram, 'requests.accept');
    expect(bram.messages()[0]?.text).toContain('You accepted');
    expect(ada.messages().at(-1)?.text).toContain('<@U0BRAM> accepted your request about Kubernetes');
    const shared = ada.conversations().find((c) => c.kind === 'mpim');
    expect(shared?.memberIds).toEqual(expect.arrayContaining(['U0ADA', 'U0BRAM']));
  });

  it('a no asks the next, and the asker’s message tells nothing of it', async () => {
    const { ada, bram, elif } = people();
    await ask(ada);
    const before = ada.messages().at(-1);
    await press(bram, 'requests.decline');
    expect(elif.messages().at(-1)?.text).toContain('asks for 20 minutes');
    expect(ada.messages().at(-1)).toEqual(before);
    expect(bram.messages().at(-1)?.text).toContain('No problem');
  });

  it('silence asks the next after half an hour, and a late yes still counts', async () => {
    const { ada, bram, elif } = people();
    await ask(ada);
    await world().travel({ minutes: 31 });
    expect(elif.messages().at(-1)?.text).toContain('asks for 20 minutes');
    await press(bram, 'requests.accept');
    expect(elif.messages().at(-1)?.text).toContain('Someone else accepted');
    expect(ada.messages().at(-1)?.text).toContain('<@U0BRAM> accepted');
  });

  it('a name that is not to be shown is nowhere in the question, until somebody accepts', async () => {
    const { ada, bram } = people();
    await ask(ada, { options: ['anonymous'] });
    expect(shown(bram.messages())).not.toMatch(/U0ADA|Ada|Okafor/);
    expect(bram.messages().at(-1)?.text).toMatch(/^A colleague asks/);
    await press(bram, 'requests.accept');
    expect(shown(bram.messages())).toContain('Ada Okafor');
  });

  it('another time is put to the asker, whose yes opens the session for then', async () => {
    const { ada, bram } = people();
    await ask(ada);
    await press(bram, 'requests.suggest');
    await bram.submit({ fill: { date: '2026-03-03', time: '14:00' } });
    await world().settle();
    expect(bram.messages().at(-1)?.text).toContain('You suggested');
    expect(shown(ada.messages())).toContain('A colleague suggests');
    expect(shown(ada.messages().filter((m) => !m.ephemeral))).not.toMatch(/Bram|U0BRAM/);
    await press(ada, 'requests.suits');
    expect(shown(ada.messages())).toContain('U0BRAM');
    const [session] = await world().work((tx) => tx.db.selectFrom('session').selectAll().execute());
    expect(session).toMatchObject({ mentor_id: 'U0BRAM', planned_for: '2026-03-03T13:00:00.000Z' });
  });

  it('whoever was picked and hands it back is not said to be asked first any more', async () => {
    const { ada, bram, elif } = people();
    await type(ada, '/mentor kubernetes');
    await press(ada, 'requests.ask');
    await ada.submit({ fill: { goal: 'understand why my pods restart', urgency: 'now' } });
    await world().settle();
    const card = () => shown(ada.messages().findLast((m) => m.text.includes('Kubernetes') && !m.ephemeral));
    expect(card()).toMatch(/(I asked|I’ll ask) Bram de Vries first/);
    await press(bram, 'requests.accept');
    const [session] = await world().work((tx) => sessionsOf(tx, 'U0BRAM', ['open']));
    await world().work((tx) => handBack(tx, session!.id, 'U0BRAM'));
    await world().settle();
    expect(elif.messages().at(-1)?.text).toContain('asks for 20 minutes');
    expect(shown(ada.messages())).toContain('I’ll ask one colleague at a time');
    expect(shown(ada.messages())).not.toContain('Bram de Vries first');
  });

  it('taking it back withdraws the question', async () => {
    const { ada, bram } = people();
    await ask(ada);
    await press(ada, 'requests.cancel');
    expect(ada.messages().at(-1)?.text).toContain('You took back your request');
    expect(bram.messages().at(-1)?.text).toContain('This request was cancelled');
  });

  it('when nobody is at work, the asker reads when it goes on', async () => {
    await world().travelTo(Temporal.Instant.from('2026-03-02T19:00:00Z'));
    const { ada, bram } = people();
    await ask(ada);
    expect(shown(ada.messages().at(-1))).toContain('I’ll continue <!date');
    expect(bram.messages()).toEqual([]);
    await world().travelTo(Temporal.Instant.from('2026-03-03T08:01:00Z'));
    expect(bram.messages().at(-1)?.text).toContain('asks for 20 minutes');
    expect(ada.messages().at(-1)?.text).toContain('one colleague at a time');
  });

  it('nobody answers: it closes after two working days, with what to do next', async () => {
    const { ada } = people();
    await ask(ada);
    await world().travelTo(Temporal.Instant.from('2026-03-05T10:00:00Z'));
    const last = ada.messages().at(-1);
    expect(last?.text).toContain('I found no one for Kubernetes');
    expect(shown(last)).toMatch(/requests\.ask-best.*requests\.wait-list.*requests\.refine/);
  });
});
