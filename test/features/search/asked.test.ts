import { describe, expect, it } from 'vitest';
import { askingWorld, shown } from '../../support/asking.ts';
import { saidIn } from '../../support/dm.ts';

const ASKED = 'You asked about *Kubernetes*. Our messages show how it’s going';

describe('The card of a search', () => {
  const { world, people, press, type, ask } = askingWorld();
  const results = (person = people().ada) =>
    person.messages().filter(({ ephemeral, blocks }) => ephemeral && saidIn(blocks).includes('Kubernetes'));
  const goal = { goal: 'understand why my pods restart', urgency: 'now' };

  it('says that its topic was asked about once it was, and has no buttons to ask any more', async () => {
    await ask(people().ada);
    expect(results()).toHaveLength(1);
    expect(saidIn(results()[0]?.blocks)).toContain(ASKED);
    expect(shown(results())).not.toContain('requests.ask');
  });

  it('in the messages with the app as well, and that of a request that ended keeps its own words', async () => {
    await people().ada.tellApp('kubernetes');
    await world().settle(5);
    await press(people().ada, 'requests.ask-best');
    expect(await people().ada.submit({ fill: goal })).toEqual({ ok: true });
    await world().settle();
    const all = () =>
      people()
        .ada.messages()
        .map(({ blocks }) => saidIn(blocks))
        .join('\n');
    expect(all()).toContain(ASKED);
    await world().travel({ hours: 200 });
    expect(all()).toContain('I found no one for Kubernetes');
    await press(people().ada, 'requests.ask-best');
    expect(await people().ada.submit({ fill: goal })).toEqual({ ok: true });
    await world().settle();
    expect(all()).toContain('I found no one for Kubernetes');
  });

  it('stays as it is while the form is only open, and where it can’t be replaced the ask starts all the same', async () => {
    await type(people().ada, '/mentor kubernetes');
    await press(people().ada, 'requests.ask-best');
    expect(shown(results())).toContain('requests.ask');
    await world().travel({ minutes: 40 });
    expect(await people().ada.submit({ fill: goal })).toEqual({ ok: true });
    await world().settle();
    expect(shown(results())).toContain('requests.ask');
    expect(shown(people().bram.messages().at(-1))).toContain('my pods restart');
  });
});
