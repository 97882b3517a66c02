import type { Tx } from '../../database/transaction.ts';
import { nothing, type Registry, type Rendered, type Words } from '../../jobs/define.ts';
import { madeAt } from '../../jobs/id.ts';
import type { Job } from '../../jobs/tables.ts';
import { tellLost } from '../../outbox/ends.ts';
import { admitAll, isStillThere } from '../prompts/service/readers.ts';
import { getSettings } from '../settings/service.ts';
import { buddyFiles, checkInOf } from './service/buddy-files.ts';
import {
  askArrived,
  askIsOver,
  askOverJob,
  askPrompt,
  checkInComes,
  checkInDueJob,
  checkInNow,
  checkInPrompt,
  closeDueJob,
  endedPrompt,
  hintPrompt,
  introduce,
  introduceDueJob,
  introduced,
  introductionJob,
  lineJob,
  lineWritten,
  matchJob,
  matchWaiting,
  nobodyPrompt,
  notedSince,
  offerPrompt,
  pairIsOver,
  pairNow,
  told,
} from './service/index.ts';
import {
  askNote,
  checkInNote,
  endedNote,
  hintNote,
  introductionView,
  lineView,
  nobodyNote,
  offerNote,
} from './views/index.ts';

export function registerJobs(registry: Registry): void {
  registry.timer(matchJob, (tx, { after }) => matchWaiting(tx, after));
  registry.timer(askOverJob, (tx, { pairId }) => askIsOver(tx, pairId));
  registry.timer(introduceDueJob, (tx, { pairId }) => introduce(tx, pairId));
  registry.timer(checkInDueJob, (tx, { newcomerId, day }) => checkInComes(tx, newcomerId, day));
  registry.timer(closeDueJob, (tx, { newcomerId }) => pairIsOver(tx, newcomerId));
  registerMessages(registry);
  registerAsking(registry);
  registerCheckIns(registry);
  registerNews(registry);
}

function registerMessages(registry: Registry): void {
  registry.message(introductionJob, {
    words: (tx, { pairId }) => pairBetween(tx, pairId),
    render: (tx, { pairId }, job) => introductionNow(tx, pairId, job),
    ends: {
      arrived: (tx, { pairId }, posted) => introduced(tx, pairId, posted),
      dead: (tx, { pairId }, _reason, job) => notIntroduced(tx, pairId, job),
      expired: nothing,
      unknown: (tx, { pairId }, job) => notIntroduced(tx, pairId, job),
    },
    waiting: (tx, { pairId }) => bothOf(tx, pairId),
  });
  registry.message(lineJob, {
    words: async (tx, { newcomerId, day }) => {
      const { buddyId } = (await checkInNow(tx, newcomerId, day)) ?? {};
      return buddyId === undefined ? [] : [[newcomerId, buddyId]];
    },
    render: (tx, { newcomerId, day }, job) => lineNow(tx, newcomerId, day, job),
    ends: {
      arrived: (tx, { newcomerId, day }) => lineWritten(tx, newcomerId, day),
      async dead(tx, { newcomerId, day }, _reason, job) {
        await lineWritten(tx, newcomerId, day);
        await tellLost(tx, job, [newcomerId]);
      },
      expired: (tx, { newcomerId, day }) => lineWritten(tx, newcomerId, day),
      unknown: (tx, { newcomerId, day }) => lineWritten(tx, newcomerId, day),
    },
    waiting: async (_work, { newcomerId }) => [newcomerId],
  });
}

const words = (tx: Tx, { pairId }: { pairId: string }) => pairBetween(tx, pairId);

function registerAsking(registry: Registry): void {
  registry.prompt(
    askPrompt,
    async (tx, { pairId }) => {
      const shown = await pairNow(tx, pairId);
      if (shown?.pair.state === 'asked' && !(await getSettings(tx)).hasBuddies) return undefined;
      return shown && askNote(shown);
    },
    { words, arrived: (tx, { pairId }) => askArrived(tx, pairId) },
  );
  registry.prompt(
    offerPrompt,
    async (tx, { pairId }) => {
      const shown = await pairNow(tx, pairId);
      if (shown?.pair.state === 'accepted') await told(tx, pairId);
      return shown && offerNote(shown);
    },
    { words },
  );
}

function registerCheckIns(registry: Registry): void {
  registry.prompt(checkInPrompt, async (tx, { newcomerId, day }) => {
    const shown = await checkInNow(tx, newcomerId, day);
    return shown && checkInNote(shown);
  });
  registry.prompt(
    hintPrompt,
    async (tx, { pairId, day }) => {
      const shown = await pairNow(tx, pairId);
      const about = checkInOf(day);
      return shown?.pair.state === 'introduced' && about ? hintNote(shown.pair, about) : undefined;
    },
    { words },
  );
}

/** What became of a pair, or of the wait for one. */
function registerNews(registry: Registry): void {
  registry.prompt(endedPrompt, async (tx, { pairId, to }) => {
    const shown = await pairNow(tx, pairId);
    return shown && endedNote(shown, to, shown.isWanted);
  });
  registry.prompt(nobodyPrompt, async (tx, { since }) => {
    const ids = await notedSince(tx, since);
    return ids.length > 0 ? nobodyNote(ids) : undefined;
  });
}

/** Of the question the buddy does not know yet; once they said yes, the two have something under way. */
async function pairBetween(tx: Tx, pairId: string): Promise<Words> {
  const { pair } = (await pairNow(tx, pairId)) ?? {};
  if (!pair) return [];
  const two = [pair.newcomerId, pair.buddyId] as const;
  return [pair.isAccepted ? [...two, 'under way'] : two];
}

/** The first message of two people, once both are at work and on no break. */
async function introductionNow(tx: Tx, pairId: string, job: Job): Promise<Rendered> {
  const shown = await pairNow(tx, pairId);
  if (shown?.pair.state !== 'introduced' || shown.pair.channel !== undefined) return { skip: 'no longer needed' };
  const { pair } = shown;
  const both = [pair.newcomerId, pair.buddyId];
  const open = await admitAll(tx, both, introductionJob.name, job.id);
  if ('until' in open) return { wait: open.until };
  // Never at work at the same time: each has read who the other is, and their hours may change.
  if (!open.ok) return { wait: tx.now.add({ hours: 24 }) };
  const to = { users: both };
  return { post: { to, ...introductionView(shown, buddyFiles().first) } };
}

async function bothOf(tx: Tx, pairId: string): Promise<string[]> {
  const pair = (await pairNow(tx, pairId))?.pair;
  return pair ? [pair.newcomerId, pair.buddyId] : [];
}

/** They have read that I introduce them. */
async function notIntroduced(tx: Tx, pairId: string, job: Job): Promise<void> {
  await tellLost(tx, job, await bothOf(tx, pairId));
}

/** Who wrote it is there; the buddy reads it in their hours. */
async function lineNow(tx: Tx, newcomerId: string, day: number, job: Job): Promise<Rendered> {
  const shown = await checkInNow(tx, newcomerId, day);
  if (!shown?.line || shown.channel === undefined || !shown.buddyId || !shown.pairId)
    return { skip: 'nobody to read it' };
  const both = isStillThere(tx, madeAt(job.id)) ? [shown.buddyId] : [newcomerId, shown.buddyId];
  let open = await admitAll(tx, both, lineJob.name, job.id);
  if ('never' in open) open = await admitAll(tx, [shown.buddyId], lineJob.name, job.id);
  if ('until' in open) return { wait: open.until };
  return { post: { to: { channel: shown.channel }, ...lineView({ id: shown.pairId, newcomerId }, day, shown.line) } };
}
