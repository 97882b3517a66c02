import { randomInt, randomUUID } from 'node:crypto';
import type { Tx } from '../../../database/transaction.ts';
import { enqueue } from '../../../jobs/store.ts';
import { areFew } from '../../../small-counts.ts';
import { actionFor } from '../../follow-ups/service.ts';
import { departmentKey, writtenAs } from '../../metrics/rules/departments.ts';
import { isBadgeShown } from '../../recognition/service/index.ts';
import { getSession } from '../../sessions/service/index.ts';
import { bodyOf, type EventType, tellAt, tellable } from '../rules/events.ts';
import { findWebhook, insertDelivery, peopleForFigures } from '../store.ts';
import { deliverJob, LANE, tellJob } from './job-kinds.ts';

/**
 * Something took place: it is told on a day that is drawn, unless it is not so any more by then. What is about nobody in
 * particular is told at once. An event that takes place twice is told once.
 */
export async function planTelling(tx: Tx, type: EventType, about: string, more?: string): Promise<void> {
  if (!(await isListening(tx))) return;
  const runAt = type === 'pulse.closed' ? tx.now : tellAt(tx.now, (below) => randomInt(below));
  await enqueue(
    tx,
    tellJob,
    { type, about, ...(more === undefined ? {} : { more }) },
    { key: `${type}:${about}`, runAt },
  );
}

const isListening = async (tx: Tx) => (await findWebhook(tx))?.state === 'on';

/** Writes down what is sent of an event, from how things stand on its day. */
export async function tell(tx: Tx, type: EventType, about: string, more: string | undefined): Promise<void> {
  if (!(await isListening(tx))) return;
  const data = await dataOf(tx, type, about, more);
  if (data) await deliver(tx, type, data);
}

/** Keeps one delivery and sends it off. @param by the owner who waits for it. @returns its id. */
export async function deliver(tx: Tx, type: string, data: Record<string, string>, by?: string): Promise<string> {
  const id = `msg_${randomUUID()}`;
  await insertDelivery(tx, { id, type, body: bodyOf(type, tx.now, data) });
  await enqueue(tx, deliverJob, { id, ...(by === undefined ? {} : { by }) }, { lane: LANE });
  return id;
}

/** What a receiver is told beside the type, or undefined when nothing is: it is not so any more, or it was asked quietly. */
async function dataOf(tx: Tx, type: EventType, about: string, more = ''): Promise<Record<string, string> | undefined> {
  if (type === 'pulse.closed') return { kind: more };
  const counts = await departmentsHere(tx);
  if (areFew(counts.people.length)) return undefined;
  if (type === 'badge.awarded') {
    const [memberId = '', badge = ''] = about.split(':');
    return (await isBadgeShown(tx, memberId, badge)) ? { badge } : undefined;
  }
  const memberId = await whoseEvent(tx, type, about);
  return memberId === undefined ? undefined : departmentOf(counts, memberId);
}

/** Whose department an event is told with: of whoever was helped, or did it. Undefined when nothing is told. */
async function whoseEvent(tx: Tx, type: EventType, about: string): Promise<string | undefined> {
  const action = type === 'action.done' ? (await actionFor(tx, about))?.action : undefined;
  if (type === 'action.done' && action?.state !== 'done') return undefined;
  const session = await getSession(tx, action?.sessionId ?? about);
  if (!session || session.isQuiet) return undefined;
  if (type === 'session.held' && session.heldAt === undefined) return undefined;
  if (type === 'outcome.used' && session.usedAt === undefined) return undefined;
  return action?.ownerId ?? session.menteeId;
}

type Here = { people: { id: string; department: string }[]; names: (key: string) => string };

async function departmentsHere(tx: Tx): Promise<Here> {
  const rows = await peopleForFigures(tx);
  const people = rows.filter((row) => row.is_deactivated === 0 && row.erased_at === null);
  return { people, names: writtenAs(people) };
}

function departmentOf({ people, names }: Here, memberId: string): Record<string, string> {
  const counts = new Map<string, number>();
  for (const { department } of people) {
    const key = departmentKey(department);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const key = departmentKey(people.find(({ id }) => id === memberId)?.department ?? '');
  return tellable(counts).has(key) ? { department: names(key) } : {};
}
