import { nothing, type Registry, type Rendered, type Words } from '../../jobs/define.ts';
import { madeAt } from '../../jobs/id.ts';
import type { Job } from '../../jobs/tables.ts';
import { tellLost } from '../../outbox/ends.ts';
import type { Work } from '../../work.ts';
import { admitAll, isStillThere } from '../prompts/service/readers.ts';
import { getSettings } from '../settings/service.ts';
import { buddyFiles, checkInOf } from './buddy-files.ts';
import {
  ask,
  askArrived,
  askIsOver,
  askOver,
  checkIn,
  checkInComes,
  checkInDue,
  checkInNow,
  closeDue,
  ended,
  hint,
  introduce,
  introduceDue,
  introduced,
  introduction,
  line,
  lineWritten,
  match,
  matchWaiting,
  nobody,
  notedSince,
  offer,
  pairIsOver,
  pairNow,
  told,
} from './service.ts';
import {
  askNote,
  checkInNote,
  endedNote,
  hintNote,
  introductionView,
  lineView,
  nobodyNote,
  offerNote,
} from './views.ts';

export function registerJobs(registry: Registry): void {
  registry.timer(match, (work, { after }) => matchWaiting(work, after));
  registry.timer(askOver, (work, { pairId }) => askIsOver(work, pairId));
  registry.timer(introduceDue, (work, { pairId }) => introduce(work, pairId));
  registry.timer(checkInDue, (work, { newcomerId, day }) => checkInComes(work, newcomerId, day));
  registry.timer(closeDue, (work, { newcomerId }) => pairIsOver(work, newcomerId));
  registry.message(introduction, {
    words: (work, { pairId }) => pairBetween(work, pairId),
    render: (work, { pairId }, job) => introductionNow(work, pairId, job),
    ends: {
      arrived: (work, { pairId }, posted) => introduced(work, pairId, posted),
      dead: (work, { pairId }, _reason, job) => notIntroduced(work, pairId, job),
      expired: nothing,
      unknown: (work, { pairId }, job) => notIntroduced(work, pairId, job),
    },
    waiting: (work, { pairId }) => bothOf(work, pairId),
  });
  registry.message(line, {
    words: async (work, { newcomerId, day }) => {
      const { buddyId } = (await checkInNow(work, newcomerId, day)) ?? {};
      return buddyId === undefined ? [] : [[newcomerId, buddyId]];
    },
    render: (work, { newcomerId, day }, job) => lineNow(work, newcomerId, day, job),
    ends: {
      arrived: (work, { newcomerId, day }) => lineWritten(work, newcomerId, day),
      async dead(work, { newcomerId, day }, _reason, job) {
        await lineWritten(work, newcomerId, day);
        await tellLost(work, job, [newcomerId]);
      },
      expired: (work, { newcomerId, day }) => lineWritten(work, newcomerId, day),
      unknown: (work, { newcomerId, day }) => lineWritten(work, newcomerId, day),
    },
    waiting: async (_work, { newcomerId }) => [newcomerId],
  });
  registerPrompts(registry);
}

function registerPrompts(registry: Registry): void {
  const words = (work: Work, { pairId }: { pairId: string }) => pairBetween(work, pairId);
  registry.prompt(
    ask,
    async (work, { pairId }) => {
      const shown = await pairNow(work, pairId);
      if (shown?.pair.state === 'asked' && !(await getSettings(work)).hasBuddies) return undefined;
      return shown && askNote(shown);
    },
    { words, arrived: (work, { pairId }) => askArrived(work, pairId) },
  );
  registry.prompt(
    offer,
    async (work, { pairId }) => {
      const shown = await pairNow(work, pairId);
      if (shown?.pair.state === 'accepted') await told(work, pairId);
      return shown && offerNote(shown);
    },
    { words },
  );
  registry.prompt(checkIn, async (work, { newcomerId, day }) => {
    const shown = await checkInNow(work, newcomerId, day);
    return shown && checkInNote(shown);
  });
  registry.prompt(
    hint,
    async (work, { pairId, day }) => {
      const shown = await pairNow(work, pairId);
      const about = checkInOf(day);
      return shown?.pair.state === 'introduced' && about ? hintNote(shown.pair, about) : undefined;
    },
    { words },
  );
  registry.prompt(ended, async (work, { pairId, to }) => {
    const shown = await pairNow(work, pairId);
    return shown && endedNote(shown, to, shown.isWanted);
  });
  registry.prompt(nobody, async (work, { since }) => {
    const ids = await notedSince(work, since);
    return ids.length > 0 ? nobodyNote(ids) : undefined;
  });
}

/** Of the question the buddy does not know yet; once they said yes, the two have something under way. */
async function pairBetween(work: Work, pairId: string): Promise<Words> {
  const { pair } = (await pairNow(work, pairId)) ?? {};
  if (!pair) return [];
  const two = [pair.newcomerId, pair.buddyId] as const;
  return [pair.isAccepted ? [...two, 'under way'] : two];
}

/** The first message of two people, once both are at work and on no break. */
async function introductionNow(work: Work, pairId: string, job: Job): Promise<Rendered> {
  const shown = await pairNow(work, pairId);
  if (shown?.pair.state !== 'introduced' || shown.pair.channel !== undefined) return { skip: 'no longer needed' };
  const { pair } = shown;
  const both = [pair.newcomerId, pair.buddyId];
  const open = await admitAll(work, both, introduction.name, job.id);
  if ('until' in open) return { wait: open.until };
  // Never at work at the same time: each has read who the other is, and their hours may change.
  if (!open.ok) return { wait: work.now.add({ hours: 24 }) };
  const to = { users: both };
  return { post: { to, ...introductionView(shown, buddyFiles().first) } };
}

async function bothOf(work: Work, pairId: string): Promise<string[]> {
  const pair = (await pairNow(work, pairId))?.pair;
  return pair ? [pair.newcomerId, pair.buddyId] : [];
}

/** They have read that I introduce them. */
async function notIntroduced(work: Work, pairId: string, job: Job): Promise<void> {
  await tellLost(work, job, await bothOf(work, pairId));
}

/** Who wrote it is there; the buddy reads it in their hours. */
async function lineNow(work: Work, newcomerId: string, day: number, job: Job): Promise<Rendered> {
  const shown = await checkInNow(work, newcomerId, day);
  if (!shown?.line || shown.channel === undefined || !shown.buddyId || !shown.pairId)
    return { skip: 'nobody to read it' };
  const both = isStillThere(work, madeAt(job.id)) ? [shown.buddyId] : [newcomerId, shown.buddyId];
  let open = await admitAll(work, both, line.name, job.id);
  if ('never' in open) open = await admitAll(work, [shown.buddyId], line.name, job.id);
  if ('until' in open) return { wait: open.until };
  return { post: { to: { channel: shown.channel }, ...lineView({ id: shown.pairId, newcomerId }, day, shown.line) } };
}
