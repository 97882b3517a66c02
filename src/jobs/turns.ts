import { monotonic } from '../clock.ts';
import type { Deps, WorkspaceDeps } from '../deps.ts';
import { isBefore, iso } from '../time.ts';
import type { Workspace } from '../workspace.ts';
import { type Batches, createBatches } from './batches.ts';
import type { Carrier } from './carrier.ts';
import { nextClaimable, type Waiting, waitingWorkspaces } from './claim.ts';
import type { Registry } from './define.ts';

/** Seconds for which a look into the table holds: what other processes add is found within it. */
const LOOK_AHEAD = 1;

/** Jobs under way at once over all workspaces; one of them alone has sixty at most. */
const MOST_IN_ALL = 240;

/** Workspaces whose pace and leases are remembered while they have nothing to do. */
const MOST_KEPT = 200;

type Parts = {
  registry: Registry;
  /** All that is done for a workspace that has the app no more: timers only. */
  last: Registry;
  carrierOf(deps: WorkspaceDeps): Carrier;
  /** What stands for a workspace that has the app no more, and whose data is to be deleted. */
  former(id: string): Workspace;
  /** Hours for which nothing at all is done for such a workspace. */
  restHours: number;
};

/**
 * Takes what is due in all workspaces, each in its turn with one batch: a burst of one of them is worked off a batch at a
 * time, between those of the others. One that has the app no more is not even looked at.
 */
export function createTurns(deps: Deps, { registry, last, carrierOf, former, restHours }: Parts): Batches {
  const engines = new Map<string, Batches>();
  /** Each engine's own workspace, into which a token that was renewed is put. */
  const seats = new Map<string, Workspace>();
  /** When each workspace is to be looked at next, as ISO text. */
  const planned = new Map<string, string>();
  /** Those of them that have the app no more. */
  const ending = new Set<string>();
  let lookedUntil: { at: Temporal.Instant; by: number } | undefined;

  const rested = () => iso(deps.clock.now().subtract({ hours: restHours }));
  const underWay = () => engines.values().reduce((sum, engine) => sum + engine.count(), 0);

  function wake(workspaceId?: string): void {
    if (workspaceId === undefined) lookedUntil = undefined;
    else planned.set(workspaceId, '');
  }

  /** Finds the workspaces with something due soon, and those that have something in hand, whose leases may end. */
  async function look(now: Temporal.Instant): Promise<void> {
    if (lookedUntil && isBefore(now, lookedUntil.at) && monotonic() < lookedUntil.by) return;
    const at = now.add({ seconds: LOOK_AHEAD });
    lookedUntil = { at, by: monotonic() + LOOK_AHEAD * 1000 };
    for (const one of await waitingWorkspaces(deps.db, iso(at), rested())) plan(one);
    for (const [id, engine] of engines) if (engine.isBusy()) plan({ id, runAt: '' });
  }

  function plan({ id, runAt }: Waiting): void {
    const before = planned.get(id);
    if (before === undefined || runAt < before) planned.set(id, runAt);
  }

  async function engineOf(id: string): Promise<Batches | undefined> {
    const known = engines.get(id);
    const installed = await deps.installations.find({ installedIn: id });
    const isOver = !installed && (await waitingWorkspaces(deps.db, iso(deps.clock.now()), rested(), id)).length > 0;
    const workspace = installed ?? (isOver ? former(id) : undefined);
    if (workspace === undefined) {
      if (!known?.isBusy()) forget(id);
      return undefined;
    }
    const own = { ...deps, workspace: Object.assign(seats.get(id) ?? {}, workspace) };
    seats.set(id, own.workspace);
    const isKnown = known !== undefined && ending.has(id) === isOver;
    if (isOver) ending.add(id);
    else ending.delete(id);
    const room = () => (isOver ? 0 : MOST_IN_ALL - underWay());
    const engine = isKnown ? known : createBatches(own, isOver ? last : registry, carrierOf(own), room);
    engines.delete(id);
    engines.set(id, engine);
    return engine;
  }

  /** One batch of one workspace. One whose database rows or tokens cannot be read keeps nobody else from theirs. */
  async function turn(id: string): Promise<{ tookAny: boolean; hasMore: boolean }> {
    planned.delete(id);
    try {
      const engine = await engineOf(id);
      const taken = (await engine?.take()) ?? { tookAny: false, hasMore: false };
      const next = taken.hasMore ? '' : await engine?.next();
      if (next !== undefined) plan({ id, runAt: next });
      return taken;
    } catch (error) {
      deps.log.error({ err: error, workspace: id }, 'jobs of a workspace could not be claimed');
      return { tookAny: false, hasMore: false };
    }
  }

  function forget(id: string): void {
    engines.delete(id);
    seats.delete(id);
    ending.delete(id);
  }

  function tidy(): void {
    for (const [id, engine] of engines) {
      if (engines.size <= MOST_KEPT) return;
      if (!engine.isBusy()) forget(id);
    }
  }

  return {
    async take() {
      const now = deps.clock.now();
      await look(now);
      const ready = [...planned].filter(([, at]) => at <= iso(now)).map(([id]) => id);
      const all = { tookAny: false, hasMore: false };
      for (const id of ready) {
        const one = await turn(id);
        all.tookAny ||= one.tookAny;
        all.hasMore ||= one.hasMore;
      }
      tidy();
      return all;
    },
    next: async () =>
      planned.values().reduce<string | undefined>((a, b) => (a === undefined || b < a ? b : a), undefined),
    async nextClaimable() {
      const far = '9999';
      const all = await waitingWorkspaces(deps.db, far, rested());
      const times = await Promise.all(all.map(({ id }) => nextClaimable(deps.db, id, deps.clock.now())));
      return times.filter((at) => at !== undefined).sort()[0];
    },
    wake,
    count: underWay,
    isBusy: () => engines.values().some((engine) => engine.isBusy()),
    async settle() {
      for (const engine of [...engines.values()]) await engine.settle();
    },
  };
}
