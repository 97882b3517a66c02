import { randomUUID } from 'node:crypto';
import type { Tx } from '../../../database/transaction.ts';
import { UserError } from '../../../errors.ts';
import { enqueue } from '../../../jobs/store.ts';
import { type About, readAbout } from '../../care/rules.ts';
import { contactsOf } from '../../care/service/index.ts';
import type { Member } from '../../members/rules/index.ts';
import { getMember, requireMember } from '../../members/service.ts';
import { spend, whyOver } from '../../quotas/service.ts';
import { type ConcernForm, HOURS_UNTIL_LOST } from '../rules.ts';
import { findConcern, insertConcern, insertEvent } from '../store.ts';
import { type Matter, matterOf } from './about.ts';
import { block } from './blocking.ts';
import { sendCopies } from './copies.ts';
import { receiptJob, receiptKey, unreadJob } from './job-kinds.ts';
import { readersFor } from './readers.ts';

export type Start = {
  /** Names the report, so that sending it twice is sending it once. */
  id: string;
  about: About | undefined;
  matter: Omit<Matter, 'otherId' | 'words'> | undefined;
  /** Whom it is about, where the one who reports knows; and whether there are words of theirs. */
  other: { id: string } | undefined;
  hasWords: boolean;
  /** Names of those who read it, except whoever it is about. */
  readers: string[];
};

/** Nobody can read it now: whom to turn to instead, and the only reader where it is about them. */
export type Nobody = { contacts: string[]; only: string | undefined };

/** What the form starts from. @throws UserError when they reported as much as is taken. */
export async function startReport(tx: Tx, reporterId: string, said: string): Promise<Start | Nobody> {
  const over = await whyOver(tx, await requireMember(tx, reporterId), 'concern');
  if (over !== undefined) throw new UserError(over);
  const about = readAbout(said);
  const matter = about && (await matterOf(tx, reporterId, about));
  const readers = await readersFor(tx, reporterId);
  const known = matter && !matter.isQuiet ? matter.otherId : undefined;
  if (readers.every(({ id }) => id === known)) return nobody(tx, readers);
  return {
    id: randomUUID(),
    about: matter && about,
    matter: matter && { isQuiet: matter.isQuiet, kind: matter.kind, topic: matter.topic },
    other: known === undefined ? undefined : { id: known },
    hasWords: (matter?.words.length ?? 0) > 0,
    readers: readers.map(({ name }) => name),
  };
}

async function nobody(tx: Tx, readers: Member[]): Promise<Nobody> {
  return { contacts: await contactsOf(tx), only: readers[0]?.name };
}

export type Sent = { concernId: string; readers: string[]; contacts: string[] };
type Given = { id: string; about?: string | undefined; form: ConcernForm };

/**
 * Keeps a report and sends it to those who read them, but never to whom it is about. @returns what to show; the same
 * for the same report once more. @throws UserError when it cannot be sent, in words that say what to do.
 */
export async function report(tx: Tx, reporterId: string, { id, about: said = '', form }: Given): Promise<Sent> {
  const before = await findConcern(tx, id);
  const readers = await readersFor(tx, reporterId);
  const sent = { concernId: id, readers: readers.map(({ name }) => name), contacts: await contactsOf(tx) };
  if (before?.reporterId === reporterId) return sent;
  const about = readAbout(said);
  const matter = about && (await matterOf(tx, reporterId, about));
  const reportedId = matter?.otherId ?? (await personOf(tx, reporterId, form.person));
  const isQuiet = matter?.isQuiet ?? false;
  await refuse(tx, { readers, reportedId, isQuiet, isEmpty: !matter && !reportedId && form.words === '' });
  await spend(tx, await requireMember(tx, reporterId), 'concern');
  const row = {
    id: before ? randomUUID() : id,
    reporter_id: reporterId,
    reported_id: reportedId ?? null,
    about_kind: (matter && about?.kind) ?? null,
    about_id: (matter && about?.id) ?? null,
    kind: form.kind,
    words: form.words,
    is_quiet: isQuiet ? 1 : 0,
    is_named: form.tell.includes('name') ? 1 : 0,
    shows_content: matter && form.tell.includes('content') ? 1 : 0,
  };
  await keep(tx, row, form.block.length > 0);
  return { ...sent, concernId: row.id };
}

async function keep(tx: Tx, row: Parameters<typeof insertConcern>[1], isBlocked: boolean): Promise<void> {
  if (!(await insertConcern(tx, row))) return;
  await insertEvent(tx, row.id, 'reported');
  await enqueue(tx, receiptJob, { concernId: row.id }, { key: receiptKey(row.id), lane: row.reporter_id });
  const concern = await findConcern(tx, row.id);
  if (!concern) throw new Error(`Concern ${row.id} could not be added`);
  if ((await sendCopies(tx, concern)) === 0) {
    const runAt = tx.now.add({ hours: HOURS_UNTIL_LOST });
    await enqueue(tx, unreadJob, { concernId: row.id }, { key: `concern-unread:${row.id}`, runAt });
  }
  if (isBlocked) await block(tx, concern);
}

/** @throws UserError for somebody who cannot be reported. */
async function personOf(tx: Tx, reporterId: string, id: string | undefined): Promise<string | undefined> {
  if (id === undefined || id === '') return undefined;
  if (id === reporterId)
    throw new UserError('That’s you. Please pick the person it’s about, or leave the field empty.');
  const member = await getMember(tx, id);
  if (!member || member.isBot)
    throw new UserError('I don’t know this person. Please pick someone else, or leave the field empty.');
  return id;
}

type Asked = { readers: Member[]; reportedId: string | undefined; isQuiet: boolean; isEmpty: boolean };

async function refuse(tx: Tx, { readers, reportedId, isQuiet, isEmpty }: Asked): Promise<void> {
  if (isEmpty) throw new UserError('Please say in a few words what happened, or pick the person it’s about.');
  // Whether one of the readers asked quietly must not be told.
  const others = isQuiet ? readers : readers.filter(({ id }) => id !== reportedId);
  if (others.length > 0) return;
  const contacts = (await contactsOf(tx)).join('; ');
  const [only] = readers;
  const why = only
    ? `${only.name} is the only one who reads reports here, so I haven’t sent it.`
    : 'No one can read reports right now, so I haven’t sent it.';
  throw new UserError(`${why} You can turn to: ${contacts}`);
}
