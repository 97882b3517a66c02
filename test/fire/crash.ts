import type { Database } from '../../src/database/open.ts';
import type { WorkspaceDeps } from '../../src/deps.ts';

const never = () => new Promise<never>(() => {});

/**
 * Makes an instance die at its nth boundary, as a power cut would: before a transaction, just before its commit, just
 * after it, before a call to Slack, or after Slack took the call. From then on nothing of it moves any more.
 */
export function mortal(deps: WorkspaceDeps, nth: number) {
  let passed = 0;
  let die = () => {};
  const dead = new Promise<'dead'>((resolve) => {
    die = () => resolve('dead');
  });
  const isTime = () => {
    passed += 1;
    if (passed === nth) die();
    return passed >= nth;
  };
  class Cut extends Error {}

  const cutting =
    <T>(run: (fail: () => void) => Promise<T>) =>
    async (): Promise<T> => {
      if (isTime()) return never();
      try {
        const result = await run(() => {
          if (isTime()) throw new Cut();
        });
        return isTime() ? await never() : result;
      } catch (error) {
        if (error instanceof Cut) return never();
        throw error;
      }
    };
  const db: Database = {
    ...deps.db,
    transact: (unit) =>
      cutting((beforeCommit) =>
        deps.db.transact(async (trx) => {
          const result = await unit(trx);
          beforeCommit();
          return result;
        }),
      )(),
    statement: (query) => cutting(() => deps.db.statement(query))(),
  };
  const { slack } = deps.workspace;
  for (const family of [slack.conversations, slack.chat]) {
    for (const [name, call] of Object.entries(family)) {
      if (typeof call === 'function') Object.assign(family, { [name]: (arg: never) => cutting(() => call(arg))() });
    }
  }
  const call = slack.apiCall.bind(slack);
  slack.apiCall = (...args: Parameters<typeof call>) => cutting(() => call(...args))();
  return { deps: { ...deps, db }, dead };
}
