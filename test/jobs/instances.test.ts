import { afterEach, beforeEach, expect, it } from 'vitest';
import { enqueue } from '../../src/jobs/store.ts';
import { FAULTS } from '../support/chaos.ts';
import { onBothDatabases } from '../support/database.ts';
import { createEngines, type Engines, say } from '../support/engine.ts';

const LANES = 12;
const EACH = 8;

onBothDatabases('Several instances on one database', (dialect) => {
  let engines: Engines;
  beforeEach(async () => {
    engines = await createEngines(dialect);
  });
  afterEach(() => engines.close());

  it('lose and double nothing between them, and keep the order of each lane, with faults on', async () => {
    const three = await Promise.all([engines.engine(), engines.engine(), engines.engine()]);
    const people = [...engines.slack.state.people.values()].filter(
      (p) => !p.isBot && !p.deleted && p.id !== 'USLACKBOT',
    );
    const lanes = people.slice(0, LANES).map((p) => p.id);
    await three[0]!.work(async (tx) => {
      for (let n = 0; n < EACH; n += 1) {
        for (const lane of lanes) await enqueue(tx, say, { channel: lane, text: `${lane} ${n}` }, { lane });
      }
    });
    for (const [i, kind] of FAULTS.entries()) {
      const text = `${lanes[i % LANES]} ${i % EACH}`;
      engines.slack.faults.add({
        method: 'chat.postMessage',
        kind,
        lateMs: 20_000,
        match: (args) => args.text === text,
      });
    }
    for (let second = 0; second < 300; second += 1) {
      await Promise.all(three.map((one) => one.runner.drain()));
      if ((await engines.jobs()).every((j) => j.outcome !== null)) break;
      engines.clock.moveBy({ seconds: 1 });
    }
    for (const lane of lanes) {
      const expected = Array.from({ length: EACH }, (_, n) => `${lane} ${n}`);
      expect(engines.said(engines.slack.people.as(lane).appDm())).toEqual(expected);
    }
    expect(three.flatMap((one) => one.seen.sent)).toHaveLength(LANES * EACH);
  }, 120_000);
});
