import { z } from 'zod';
import { inTransaction } from '../../src/database/transaction.ts';
import type { WorkspaceDeps } from '../../src/deps.ts';
import { createRegistry, jobKind, nobody, nothing, type Registry } from '../../src/jobs/define.ts';
import { troubleCameJob } from '../../src/jobs/failure-alert.ts';
import { enqueue } from '../../src/jobs/store.ts';
import { registerDuplicateCleanup } from '../../src/outbox/duplicate-cleanup.ts';

/**
 * A conversation in small: an event opens it, which is said at once; timers cause a nudge at half time, an end and a
 * reminder. The shape of every feature's work: event, transaction, jobs; timer, transaction, messages.
 */
const about = z.object({ n: z.string(), channel: z.string(), what: z.string() });
const words = jobKind('fire.words', about);
const nudge = jobKind('fire.nudge', about);
const bell = jobKind('fire.bell', about);

/** Seconds after the event at which each part comes. */
const BELLS = [
  { what: 'half', after: 4 },
  { what: 'end', after: 8 },
  { what: 'reminder', after: 12 },
];

export const PARTS = ['open', ...BELLS.map((b) => b.what)];
/** A nudge may be left out when nobody can tell whether it was said; all else has to arrive. */
export const isNudge = (text: string): boolean => text.endsWith(' half');
export const textOf = (n: string, what: string): string => `fire ${n} ${what}`;

/** What the app does with one event. @returns false when it was dealt with before. */
export async function takeEvent(deps: WorkspaceDeps, n: string, channel: string): Promise<boolean> {
  const done = await inTransaction(
    deps,
    async (tx) => {
      await enqueue(tx, words, { n, channel, what: 'open' }, { key: `${n}:open`, lane: channel });
      for (const { what, after } of BELLS) {
        const runAt = tx.now.add({ seconds: after });
        await enqueue(tx, bell, { n, channel, what }, { key: `${n}:bell:${what}`, runAt, group: n });
      }
      return true;
    },
    `event:${n}`,
  );
  return done ?? false;
}

export function fireRegistry(): Registry {
  const registry = createRegistry();
  registerDuplicateCleanup(registry);
  registry.timer(troubleCameJob, async () => {});
  registry.timer(bell, async (tx, part) => {
    const kind = part.what === 'half' ? nudge : words;
    await enqueue(tx, kind, part, { key: `${part.n}:${part.what}`, lane: part.channel, group: part.n });
  });
  for (const [kind, ifUnknown] of [
    [words, 'send again'],
    [nudge, 'skip'],
  ] as const) {
    registry.message(kind, {
      ifUnknown,
      render: async (_work, { n, channel, what }) => ({ post: { to: { user: channel }, text: textOf(n, what) } }),
      ends: { arrived: nothing, dead: nothing, expired: nothing, unknown: nothing },
      waiting: nobody,
    });
  }
  return registry;
}

/** `overlooked`: people can read them, and the app, which should have found them, calls them unknown. */
export type Finding = { lost: string[]; doubled: string[]; unknown: number; overlooked: number };

/** Compares what people saw with what was promised for the events; `unknown` are the texts that the app counts as such. */
export function examine(events: string[], seen: string[], unknown: string[]): Finding {
  const times = new Map<string, number>();
  for (const text of seen) times.set(text, (times.get(text) ?? 0) + 1);
  const expected = events.flatMap((n) => PARTS.map((what) => textOf(n, what)));
  return {
    lost: expected.filter((text) => !times.has(text) && !unknown.includes(text)),
    doubled: [...times].filter(([, count]) => count > 1).map(([text]) => text),
    unknown: unknown.length,
    overlooked: unknown.filter((text) => times.has(text)).length,
  };
}

/** Makes every look find nothing: a harness that then reports no duplicates proves nothing. */
export function withoutProtection(deps: WorkspaceDeps): WorkspaceDeps {
  const nothing = async () => ({ ok: true, messages: [] });
  const conversations = { ...deps.workspace.slack.conversations, open: deps.workspace.slack.conversations.open };
  Object.assign(deps.workspace.slack.conversations, { ...conversations, history: nothing, replies: nothing });
  return deps;
}
