import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findSent, METADATA_EVENT, startSearch } from '../../src/outbox/find-sent.ts';
import { createEngines, type Engines, MONDAY } from '../support/engine.ts';

const CHANNEL = 'C0MENTORING';

describe('A search for what was sent', () => {
  let engines: Engines;
  let at: Awaited<ReturnType<Engines['engine']>>;
  beforeEach(async () => {
    engines = await createEngines('sqlite');
    at = await engines.engine();
  });
  afterEach(() => engines.close());

  const slack = () => at.deps.workspace.slack;
  const post = async (key: string, more: object = {}) => {
    const metadata = { event_type: METADATA_EVENT, event_payload: { key } };
    return String((await slack().chat.postMessage({ channel: CHANNEL, text: key, metadata, ...more })).ts);
  };
  const find = (key: string, forCopies = false, threadTs?: string) =>
    findSent(slack(), { channel: CHANNEL, threadTs }, key, startSearch(MONDAY, engines.clock.now(), forCopies));

  it('gives every copy, the first one first, so that the later ones are taken back', async () => {
    const copies = [await post('k')];
    for (let n = 0; n < 2; n += 1) {
      await post('another');
      engines.clock.moveBy({ minutes: 20 });
      copies.push(await post('k'));
    }
    expect(await find('k', true)).toEqual({ channel: CHANNEL, ts: copies, isComplete: true });
    // What is looked for near its time is found there, and nothing further is read.
    expect(await find('k')).toMatchObject({ ts: [copies[0]] });
  });

  it('gives each once, also one that stands at the border of what is read twice', async () => {
    engines.clock.moveTo(MONDAY.add({ seconds: 900 }));
    const ts = await post('k');
    const { spans } = startSearch(MONDAY, engines.clock.now().add({ minutes: 10 }));
    expect(spans[0]?.[1]).toBe(spans[1]?.[0]);
    const whole = { spans: [[spans[0]![0], ts] as [string, string]], pages: 0, ts: [ts] };
    expect((await findSent(slack(), { channel: CHANNEL }, 'k', whole)).ts).toEqual([ts]);
  });

  it('reads the whole of a thread, first copy first', async () => {
    const threadTs = await post('root');
    const copies = [await post('k', { thread_ts: threadTs }), await post('k', { thread_ts: threadTs })];
    expect(await find('k', true, threadTs)).toMatchObject({ ts: copies });
  });
});
