import { describe, expect, it } from 'vitest';
import { deleteData } from '../../../src/features/privacy/service/index.ts';
import { askingWorld, shown } from '../../support/asking.ts';
import { saidIn } from '../../support/dm.ts';

const { offers, people, press, type, world } = askingWorld();

type Person = ReturnType<typeof people>['ada'];
const at = (id: string) => world().as(id);
const answer = (person: Person) => saidIn(person.messages().at(-1)?.blocks);

/** Types something that nobody understands and picks from the list what they meant. */
async function teach(person: Person, text: string, topic: string): Promise<void> {
  await type(person, `/mentor ${text}`);
  await press(person, 'requests.pick');
  const viewId = String(person.modal()?.id);
  const { all } = await person.options({ viewId, actionId: 'requests.pick-topic', query: topic });
  await person.submit({ fill: { topic: { type: 'external_select', selected_option: all[0] ?? {} } } });
  await world().settle();
}

describe('What was not understood', () => {
  it('is understood at once by the fourth, when three people have picked the same topic', async () => {
    await offers('U0CHIDI', 'Giving feedback', 3);
    const [first, second, third, fourth] = ['U0ADA', 'U0DANA', 'U0FARAH', 'U0GRACE'].map(at) as [
      Person,
      Person,
      Person,
      Person,
    ];
    expect(await type(first, '/mentor zwiebelprinzip')).toContain('No one here offers zwiebelprinzip yet');
    for (const person of [first, first, second]) await teach(person, 'zwiebelprinzip', 'giving feedback');
    expect(saidIn(second.modal()?.blocks)).toContain('Giving feedback: one colleague can help');
    expect(await type(fourth, '/mentor zwiebelprinzip')).toContain('No one here offers zwiebelprinzip yet');
    await teach(third, 'Zwiebelprinzip!', 'giving feedback');
    await type(fourth, '/mentor zwiebelprinzip');
    expect(answer(fourth)).toContain('Giving feedback: one colleague can help');
    expect(answer(fourth)).toContain('Looking for *Giving feedback*, as I read “zwiebelprinzip”.');
  });

  it('is not learned from somebody who had their data deleted', async () => {
    await offers('U0CHIDI', 'Giving feedback', 3);
    for (const id of ['U0ADA', 'U0DANA']) await teach(at(id), 'zwiebelprinzip', 'giving feedback');
    const seenBy = () => world().work((tx) => tx.db.selectFrom('skill_alias').select('seen_by').execute());
    expect(shown(await seenBy())).toContain('U0ADA');
    await world().work((tx) => deleteData(tx, 'U0ADA'));
    expect(await seenBy()).toEqual([{ seen_by: '["U0DANA"]' }]);
    await world().work((tx) => deleteData(tx, 'U0DANA'));
    expect(await seenBy()).toEqual([]);
    await teach(at('U0ELIF'), 'zwiebelprinzip', 'giving feedback');
    await teach(at('U0FARAH'), 'zwiebelprinzip', 'giving feedback');
    expect(await type(at('U0GRACE'), '/mentor zwiebelprinzip')).toContain('No one here offers');
  });

  it('is learned from those who ask on a best guess, and from those who click on another reading', async () => {
    const { ada } = people();
    await type(ada, '/mentor kubernetse');
    expect(answer(ada)).toContain(
      'Looking for *Kubernetes*, my best guess for “kubernetse”; did you mean something else?',
    );
    await press(ada, 'requests.ask-best');
    await ada.submit({ fill: { goal: 'understand why my pods restart', urgency: 'now' } });
    await world().settle();
    await offers('U0CHIDI', 'Docker', 3);
    await type(at('U0DANA'), '/mentor kubernetes and docker');
    expect(answer(at('U0DANA'))).toContain('did you mean Docker?');
    await press(at('U0DANA'), 'requests.topic.0');
    expect(answer(at('U0DANA'))).toContain('Docker: one colleague can help');
    const rows = await world().work((tx) => tx.db.selectFrom('skill_alias').selectAll().orderBy('key').execute());
    expect(rows.map((row) => [row.key, row.target, row.seen_by])).toEqual([
      ['kubernetes and docker', 'docker', '["U0DANA"]'],
      ['kubernetse', 'kubernetes', '["U0ADA"]'],
    ]);
  });

  it('is not learned from a click on a topic that is only close', async () => {
    const { ada } = people();
    await offers('U0ELIF', 'Docker', 2);
    await offers('U0BRAM', 'Docker', 2);
    await type(ada, '/mentor kubernetes');
    expect(answer(ada)).toContain('No one here offers Kubernetes yet');
    expect(answer(ada)).toContain('These topics are close to it');
    await press(ada, 'requests.topic.0');
    expect(answer(ada)).toContain('Docker: 2 colleagues can help');
    expect(await world().work((tx) => tx.db.selectFrom('skill_alias').selectAll().execute())).toEqual([]);
  });
});

describe('Nobody offers it', () => {
  it('and somebody’s title mentions it: they are named with why, and asked only if the asker picks them', async () => {
    const { ada } = people();
    world().slack.people.updateProfile('U0HIRO', { title: 'Certified diver and welder' });
    await world().settle();
    await type(ada, '/mentor underwater welding');
    expect(answer(ada)).toContain('No one here offers underwater welding yet');
    expect(answer(ada)).toContain('This colleague may know more');
    expect(answer(ada)).toContain('Their title mentions welding');
    await world().travel({ minutes: 30 });
    expect(at('U0HIRO').messages()).toEqual([]);
    await press(ada, 'requests.ask');
    expect(saidIn(ada.modal()?.blocks)).toContain('They haven’t said that they know this');
    expect(await ada.submit({ fill: { goal: 'weld a hatch below the water line', urgency: 'this week' } })).toEqual({
      ok: true,
    });
    await world().settle();
    const asked = async () => saidIn(at('U0HIRO').messages().at(-1)?.blocks);
    await world().travel({ hours: 20 });
    expect(await asked()).toContain('You haven’t said that you know this');
    await press(at('U0HIRO'), 'requests.accept');
    expect(shown(at('U0HIRO').messages())).toContain('You accepted');
  });

  it('and all who do are busy: that is what is said', async () => {
    const { ada } = people();
    for (const id of ['U0BRAM', 'U0ELIF']) await type(at(id), '/mentor pause 2 weeks');
    await type(ada, '/mentor kubernetes');
    expect(answer(ada)).toContain('No one can be asked about Kubernetes right now');
  });

  it('and the words are nonsense or a button is out of date: a clear sentence, and nothing is made up', async () => {
    const { ada } = people();
    await type(ada, '/mentor engineer of the month of the best of the rest');
    expect(answer(ada)).not.toContain('Their title mentions');
    const { ts } = ada.messages().at(-1) ?? { ts: '' };
    const element = { type: 'button', value: 'Docker' };
    await ada.click({ channel: ada.appDm(), ts, actionId: 'requests.pick', element });
    await world().settle();
    expect(ada.messages().at(-1)?.text).toContain('out of date');
  });
});
