import { afterEach, expect, it } from 'vitest';
import { features } from '../../src/features/index.ts';
import { createRegistry } from '../../src/jobs/define.ts';
import { onBothDatabases } from '../support/database.ts';
import { posts } from '../support/overtaken/posts.ts';
import { talks } from '../support/overtaken/talks.ts';
import { createWorld, type World } from '../support/world.ts';

const scenarios = { ...talks, ...posts };

/** Edits that cannot come before their message, each with why. */
const never: Record<string, string> = {
  'home.refresh': 'a Home is no message, and is shown anew each time',
  'reports.card-edit': 'is planned when the card is there, and names where',
  'sessions.line-edit': 'is planned when the line is there, and names where; its arrival plans one',
};

it('Each kind of edit is tried while its message is on its way, or says why it cannot come then', () => {
  const edits: string[] = [];
  const registry = { ...createRegistry(), edit: ({ name }: { name: string }) => void edits.push(name) };
  for (const { jobs } of features) jobs?.(registry);
  expect([...Object.keys(scenarios), ...Object.keys(never)].toSorted()).toEqual(edits.toSorted());
});

onBothDatabases('An edit that comes while its message is on its way', (dialect) => {
  let world: World;
  afterEach(() => world.close());

  const all = Object.entries(scenarios).flatMap(([kind, each]) => each.map((scenario, i) => ({ kind, scenario, i })));
  it.each(all)('is made as soon as the message is there: $kind, $i', async ({ kind, scenario }) => {
    world = await createWorld({ dialect });
    const { send, change } = await scenario(world);
    await world.settle();
    const disarm = world.slack.faults.add({ method: 'chat.postMessage', kind: 'reset-after', times: 1e9 });
    await send();
    await world.settle(0);
    disarm();
    const edits = () =>
      world.work((tx) => tx.db.selectFrom('job').selectAll().where('kind', '=', kind).orderBy('id').execute());
    const before = (await edits()).length;
    await change();
    // Whatever would read otherwise by now fails here (test/support/cards/stale.ts).
    await world.travel({ minutes: 5 });
    const since = (await edits()).slice(before);
    expect(since.at(-1)).toMatchObject({ outcome: 'done' });
  });
});
