import type { Tx } from '../../../database/transaction.ts';
import { areEnough, type Expectation, expectationFrom } from '../rules/expectation.ts';
import type { Request } from '../rules/index.ts';
import { waits } from '../store/expectation.ts';
import { waitedMinutes } from './closing.ts';

/** How long it usually takes until somebody accepts a request about this skill; undefined when nothing can be claimed. */
export async function expectationFor(tx: Tx, skillId: string | undefined): Promise<Expectation | undefined> {
  const topic = skillId === undefined ? [] : await waits(tx, skillId);
  return expectationFrom(topic, areEnough(topic) ? [] : await waits(tx));
}

/** The same for a request that is under way; undefined once its asker has waited that long: then it only hurts. */
export async function stillExpected(tx: Tx, request: Request): Promise<Expectation | undefined> {
  const expected = await expectationFor(tx, request.skillId);
  const waited = await waitedMinutes(tx, request);
  return expected !== undefined && waited !== undefined && waited < expected.minutes ? expected : undefined;
}
