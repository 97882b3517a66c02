import { WebAPIPlatformError } from '@slack/web-api';
import { createJobs } from '../../src/app.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import type { WorkspaceDeps } from '../../src/deps.ts';
import { UserError } from '../../src/errors.ts';
import type { Registry } from '../../src/jobs/define.ts';
import type { Job } from '../../src/jobs/tables.ts';
import { instant, isBefore } from '../../src/time.ts';
import type { Dialect } from '../support/database.ts';
import { createEngines, type Engines, MONDAY } from '../support/engine.ts';
import { mortal } from './crash.ts';
import { CHANNEL, type Promised, prepare, type Step, type Story } from './stories.ts';

/** What is wrong with Slack from the beginning of a story on, and for how many hours. */
export const troubles = ['nothing', 'an outage', 'rate limits', 'a refusal of everything', 'no clear answers'] as const;
export type Trouble = (typeof troubles)[number];
const LASTS: Record<Trouble, number> = {
  nothing: 0,
  'an outage': 3,
  'rate limits': 2,
  'a refusal of everything': 3,
  'no clear answers': 0.2,
};

export type Run = {
  dialect: Dialect;
  story: Story;
  trouble: Trouble;
  /** Hours after the beginning at which the trouble does. */
  from: number;
  /** The boundary at which the first life ends; Infinity for none. */
  nth: number;
  /** Takes something out of the app, to see it missed. */
  spoil?: (registry: Registry) => void;
};

export type Outcome = {
  died: boolean;
  unheard: string[];
  messages: number;
  unknown: number;
  /** Unknown, and not said again because its time was over by then, such as that of “ten minutes left”. */
  outOfTime: number;
  stuck: string[];
};

type Moment = { at: number; step?: Step; key?: string; promised?: Promised; does?: () => void };
type Engine = Awaited<ReturnType<Engines['engine']>>;

/** Lives through a story, in two lives if the first one ends, and asks at each deadline whether everybody has heard. */
export async function live({ dialect, story, trouble, from, nth, spoil }: Run): Promise<Outcome> {
  const engines = await createEngines(dialect);
  const { slack, clock } = engines;
  const refused = { isOn: false };
  const registry = () => {
    const all = createJobs();
    spoil?.(all);
    return all;
  };
  const wrap = (deps: WorkspaceDeps) => refusing(deps, refused);
  try {
    await (await engines.engine({ registry, wrap })).work(prepare);
    const off: (() => void)[] = [];
    const moments: Moment[] = [
      { at: from, does: () => off.push(...strike(engines, trouble, refused)) },
      { at: from + LASTS[trouble], does: () => off.splice(0).map((end) => end()) },
      ...story.steps.map((step, n) => ({ at: step.at, step, key: `story:${n}` })),
      ...story.promised.map((promised) => ({ at: promised.within + LASTS[trouble] + from, promised })),
    ];
    moments.sort((a, b) => a.at - b.at);

    let dead: Promise<'dead'> = new Promise(() => {});
    let one: Engine = await engines.engine({
      registry,
      wrap: (deps) => {
        const life = mortal(wrap(deps), nth);
        dead = life.dead;
        return life.deps;
      },
    });
    let died = false;
    const unheard: string[] = [];
    for (const moment of moments) {
      const goOn = () => reach(one, moment).then(() => 'lived' as const);
      if ((await Promise.race([goOn(), dead])) === 'dead') {
        died = true;
        dead = new Promise(() => {});
        one = await engines.engine({ registry, wrap });
        await goOn();
      }
      const { promised } = moment;
      const mayBeLost = promised?.isNicety && trouble === 'no clear answers';
      if (promised && !mayBeLost && !heard(engines, promised))
        unheard.push(`${promised.who}: ${promised.hears.source}`);
    }
    const jobs = await engines.jobs();
    const stuck = jobs.filter((j) => j.finished_at === null && isBefore(instant(j.run_at), clock.now()));
    const messages = jobs.filter((j) => j.sent_at !== null);
    return {
      ...{ died, unheard, messages: messages.length },
      unknown: messages.filter((j) => j.outcome === 'unknown' && !isOutOfTime(j)).length,
      outOfTime: messages.filter((j) => j.outcome === 'unknown' && isOutOfTime(j)).length,
      stuck: stuck.map((j) => j.kind),
    };
  } finally {
    slack.faults.clear();
    await engines.close();
  }
}

const isOutOfTime = (job: Pick<Job, 'expires_at' | 'finished_at'>) =>
  job.expires_at !== null && (job.finished_at ?? '') > job.expires_at;

/** Moves on to a moment, and does what is done then unless it was done before. */
async function reach(at: Engine, { at: hours, step, key, does }: Moment): Promise<void> {
  const target = MONDAY.add({ seconds: Math.round(hours * 3600) });
  const left = target.since(at.deps.clock.now());
  if (left.sign > 0) await at.travel({ milliseconds: Math.round(left.total('milliseconds')) });
  does?.();
  if (!step) return;
  await inTransaction(at.deps, async (tx) => (await step.act(tx)) ?? true, key).catch((error) => {
    // Too late for it, which is said to who tried.
    if (!(error instanceof UserError)) throw error;
  });
  await at.travel({ seconds: 5 });
}

function strike({ slack }: Engines, trouble: Trouble, refused: { isOn: boolean }): (() => void)[] {
  const { faults } = slack;
  if (trouble === 'an outage') return [faults.add({ method: '*', kind: 'reset-before', times: 1e9 })];
  if (trouble === 'rate limits')
    return [faults.add({ method: 'chat.postMessage', kind: '429', retryAfter: 1800, times: 4 })];
  if (trouble === 'no clear answers')
    return [faults.add({ method: 'chat.postMessage', kind: '500-before', times: 1e9 })];
  if (trouble === 'nothing') return [];
  refused.isOn = true;
  return [
    () => {
      refused.isOn = false;
    },
  ];
}

/** Refuses every call as one without a valid token, while it is on. */
function refusing(deps: WorkspaceDeps, refused: { isOn: boolean }): WorkspaceDeps {
  const slack = new Proxy(deps.workspace.slack, {
    get(client, name) {
      if (name !== 'apiCall' || !refused.isOn) return Reflect.get(client, name);
      return () => Promise.reject(new WebAPIPlatformError({ ok: false, error: 'invalid_auth' }));
    },
  });
  return { ...deps, workspace: { ...deps.workspace, slack } };
}

/** Whether this person, or this channel, reads it now, in whatever conversation. */
function heard({ slack }: Engines, { who, hears }: Promised): boolean {
  const conversations = [...slack.state.conversations.values()];
  const theirs = conversations.filter((c) =>
    who === CHANNEL ? c.id === who : c.kind !== 'public' && c.members.has(who),
  );
  return theirs.some((c) =>
    c.messages.some((m) => m.bot_id && hears.test(`${m.text} ${JSON.stringify(m.blocks ?? [])}`)),
  );
}
