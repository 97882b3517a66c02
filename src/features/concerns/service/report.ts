import { randomUUID } from 'node:crypto';
import { UserError } from '../../../errors.ts';
import { enqueue } from '../../../jobs/store.ts';
import type { Work } from '../../../work.ts';
import { type About, readAbout } from '../../care/rules.ts';
import { contactsOf } from '../../care/service.ts';
import type { Member } from '../../members/rules.ts';
import { getMember, requireMember } from '../../members/service.ts';
import { spend, whyOver } from '../../quotas/service.ts';
import { type ConcernForm, HOURS_UNTIL_LOST } from '../rules.ts';
import { findConcern, insertConcern, insertEvent } from '../store.ts';
import { type Matter, matterOf } from './about.ts';
import { block } from './blocking.ts';
import { sendCopies } from './copies.ts';
import { receipt, receiptKey, unread } from './kinds.ts';
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
export async function startReport(work: Work, reporterId: string, said: string): Promise<Start | Nobody> {
  const over = await whyOver(work, await requireMember(work, reporterId), 'concern');
  if (over !== undefined) throw new UserError(over);
  const about = readAbout(said);
  const matter = about && (await matterOf(work, reporterId, about));
  const readers = await readersFor(work, reporterId);
  const known = matter && !matter.isQuiet ? matter.otherId : undefined;
  if (readers.every(({ id }) => id === known)) return nobody(work, readers);
  return {
    id: randomUUID(),
    about: matter && about,
    matter: matter && { isQuiet: matter.isQuiet, kind: matter.kind, topic: matter.topic },
    other: known === undefined ? undefined : { id: known },
    hasWords: (matter?.words.length ?? 0) > 0,
    readers: readers.map(({ name }) => name),
  };
}

async function nobody(work: Work, readers: Member[]): Promise<Nobody> {
  return { contacts: await contactsOf(work), only: readers[0]?.name };
}

export type Sent = { concernId: string; readers: string[]; contacts: string[] };
type Given = { id: string; about?: string | undefined; form: ConcernForm };

/**
 * Keeps a report and sends it to those who read them, but never to whom it is about. @returns what to show; the same
 * for the same report once more. @throws UserError when it cannot be sent, in words that say what to do.
 */
export async function report(work: Work, reporterId: string, { id, about: said = '', form }: Given): Promise<Sent> {
  const before = await findConcern(work, id);
  const readers = await readersFor(work, reporterId);
  const sent = { concernId: id, readers: readers.map(({ name }) => name), contacts: await contactsOf(work) };
  if (before?.reporterId === reporterId) return sent;
  const about = readAbout(said);
  const matter = about && (await matterOf(work, reporterId, about));
  const reportedId = matter?.otherId ?? (await personOf(work, reporterId, form.person));
  const isQuiet = matter?.isQuiet ?? false;
  await refuse(work, { readers, reportedId, isQuiet, isEmpty: !matter && !reportedId && form.words === '' });
  await spend(work, await requireMember(work, reporterId), 'concern');
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
  await keep(work, row, form.block.length > 0);
  return { ...sent, concernId: row.id };
}

async function keep(work: Work, row: Parameters<typeof insertConcern>[1], isBlocked: boolean): Promise<void> {
  if (!(await insertConcern(work, row))) return;
  await insertEvent(work, row.id, 'reported');
  await enqueue(work, receipt, { concernId: row.id }, { key: receiptKey(row.id), lane: row.reporter_id });
  const concern = await findConcern(work, row.id);
  if (!concern) throw new Error(`Concern ${row.id} could not be added`);
  if ((await sendCopies(work, concern)) === 0) {
    const runAt = work.now.add({ hours: HOURS_UNTIL_LOST });
    await enqueue(work, unread, { concernId: row.id }, { key: `concern-unread:${row.id}`, runAt });
  }
  if (isBlocked) await block(work, concern);
}

/** @throws UserError for somebody who cannot be reported. */
async function personOf(work: Work, reporterId: string, id: string | undefined): Promise<string | undefined> {
  if (id === undefined || id === '') return undefined;
  if (id === reporterId)
    throw new UserError('That’s you. Please pick the person it’s about, or leave the field empty.');
  const member = await getMember(work, id);
  if (!member || member.isBot)
    throw new UserError('I don’t know this person. Please pick someone else, or leave the field empty.');
  return id;
}

type Asked = { readers: Member[]; reportedId: string | undefined; isQuiet: boolean; isEmpty: boolean };

async function refuse(work: Work, { readers, reportedId, isQuiet, isEmpty }: Asked): Promise<void> {
  if (isEmpty) throw new UserError('Please say in a few words what happened, or pick the person it’s about.');
  // Whether one of the readers asked quietly must not be told.
  const others = isQuiet ? readers : readers.filter(({ id }) => id !== reportedId);
  if (others.length > 0) return;
  const contacts = (await contactsOf(work)).join('; ');
  const [only] = readers;
  const why = only
    ? `${only.name} is the only one who reads reports here, so I haven’t sent it.`
    : 'Nobody can read reports right now, so I haven’t sent it.';
  throw new UserError(`${why} You can turn to: ${contacts}`);
}
