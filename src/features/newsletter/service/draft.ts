import { z } from 'zod';
import type { Tx } from '../../../database/transaction.ts';
import { UserError } from '../../../errors.ts';
import { enqueue } from '../../../jobs/store.ts';
import { iso } from '../../../time.ts';
import { adminContacts, ownersOnly, touchOwners } from '../../members/service.ts';
import { queuePrompt } from '../../prompts/service/index.ts';
import { getSettings } from '../../settings/service.ts';
import {
  type Figures,
  FRESH_DAYS,
  figuresLine,
  figuresOf,
  markOf,
  monthBefore,
  monthName,
  type NewsletterState,
  nextDraftAt,
  ofMonth,
  pickStories,
  spanOf,
  type Told,
} from '../rules/index.ts';
import { findNewsletter, happenedIn, insertNewsletter } from '../store/index.ts';
import { untoldSince } from '../store/stories.ts';
import type { NewsletterTable } from '../tables.ts';
import { draftDueJob, draftGroup, draftReadyPrompt } from './job-kinds.ts';
import { canTell, tellable } from './stories.ts';
import { newsletterWords, type Technique } from './words.ts';

/** Days for which a draft is sent to an owner who was away. */
const WORTH_SENDING_DAYS = 21;

export type Newsletter = {
  month: string;
  name: string;
  state: NewsletterState;
  heading: string;
  opening: string;
  closing: string;
  /** Those that are in and may be told now. */
  stories: Told[];
  /** Those that were picked and may be told now, in or not. */
  offered: Told[];
  /** How many were in and are no longer there. */
  left: number;
  hasFigures: boolean;
  /** In one line; undefined when too few people took part. */
  figures: string | undefined;
  hasTechnique: boolean;
  technique: Technique;
  /** Where it goes, or went. */
  channel: string | undefined;
  decidedBy: string | undefined;
  /** Names exactly this text with these stories. */
  mark: string;
};

export const NOT_HERE = 'That draft is no longer here. `/mentor newsletter` shows what there is.';

const ids = z.array(z.string());
const counts = z.object({ talks: z.number(), helpers: z.number(), users: z.number() });

/** Where the newsletter goes, or undefined when there is none. */
export async function newsletterChannel(tx: Tx): Promise<string | undefined> {
  const { hasNewsletter, newsletterChannel: own, digestChannel } = await getSettings(tx);
  return hasNewsletter ? (own ?? digestChannel) : undefined;
}

/** Whether the newsletter could tell of a session: there is one, and the session did not begin with a quiet ask. */
export async function mayTell(tx: Tx, sessionId: string): Promise<boolean> {
  return (await newsletterChannel(tx)) !== undefined && (await canTell(tx, sessionId));
}

/** Plans the next draft; planning twice changes nothing. */
export async function planNewsletter(tx: Tx): Promise<void> {
  const { zone } = await getSettings(tx);
  const at = nextDraftAt(zone, tx.now);
  await enqueue(tx, draftDueJob, { month: monthBefore(zone, at) }, { key: `newsletter-due:${iso(at)}`, runAt: at });
}

/** Makes the draft of a month and gives it to the owners, unless there is one, or no newsletter. @returns whether it was made. */
export async function makeDraft(tx: Tx, month: string): Promise<boolean> {
  if ((await newsletterChannel(tx)) === undefined) return false;
  const fresh = await untoldSince(tx, tx.now.subtract({ hours: 24 * FRESH_DAYS }));
  const may = new Set(
    (
      await tellable(
        tx,
        fresh.map((s) => s.id),
      )
    ).map((t) => t.id),
  );
  const picked = JSON.stringify(pickStories(fresh.filter((s) => may.has(s.id))).map((s) => s.id));
  const { opening, quiet, closing } = newsletterWords();
  const isNew = await insertNewsletter(tx, {
    month,
    heading: `Small conversations in ${monthName(month)}`,
    opening: picked === '[]' ? quiet : opening,
    closing,
    offered: picked,
    stories: picked,
    figures: JSON.stringify(await figuresIn(tx, month)),
    has_figures: 1,
    has_technique: 1,
  });
  if (isNew) await tellOfDraft(tx, month);
  if (isNew) await touchOwners(tx);
  return isNew;
}

async function tellOfDraft(tx: Tx, month: string): Promise<void> {
  const expiresAt = tx.now.add({ hours: 24 * WORTH_SENDING_DAYS });
  for (const memberId of await adminContacts(tx)) {
    const key = `${draftGroup(month)}:${memberId}`;
    await queuePrompt(
      tx,
      draftReadyPrompt,
      { month },
      { memberId, key, dueAt: tx.now, expiresAt, group: draftGroup(month) },
    );
  }
}

async function figuresIn(tx: Tx, month: string): Promise<Figures> {
  const { from, to } = spanOf((await getSettings(tx)).zone, month);
  return figuresOf(await happenedIn(tx, from, to));
}

/** An owner wants the draft of last month now, instead of on the first working day. @throws UserError when they are no owner. */
export async function makeDraftNow(tx: Tx, by: string): Promise<void> {
  await ownersOnly(tx, by);
  if ((await newsletterChannel(tx)) === undefined)
    throw new UserError('There’s no channel for the newsletter yet. `/mentor settings` is where you choose one.');
  await makeDraft(tx, monthBefore((await getSettings(tx)).zone, tx.now));
}

/** A newsletter as it is now, or undefined when there is none of that month. */
export async function newsletterNow(tx: Tx, month: string): Promise<Newsletter | undefined> {
  const row = await findNewsletter(tx, month);
  return row && toNewsletter(tx, row);
}

/** A newsletter as its row and the stories are now. */
export async function toNewsletter(tx: Tx, row: NewsletterTable): Promise<Newsletter> {
  const chosen = ids.parse(JSON.parse(row.stories));
  const offered = await tellable(tx, ids.parse(JSON.parse(row.offered)));
  const stories = offered.filter((story) => chosen.includes(story.id));
  const { month, heading, opening, closing } = row;
  const technique = ofMonth(newsletterWords().techniques, month);
  const [hasFigures, hasTechnique] = [row.has_figures === 1, row.has_technique === 1];
  const figures = figuresLine(counts.parse(JSON.parse(row.figures)));
  const text = { heading, opening, closing, stories, hasFigures, figures, hasTechnique, technique };
  return {
    ...{ month, name: monthName(month), state: row.state, ...text, offered },
    left: chosen.length - stories.length,
    channel: row.channel ?? (await newsletterChannel(tx)),
    decidedBy: row.decided_by ?? undefined,
    mark: markOf(text),
  };
}

/** The name of last month, when its newsletter is a draft still. */
export async function draftWaiting(tx: Tx): Promise<string | undefined> {
  const month = monthBefore((await getSettings(tx)).zone, tx.now);
  return (await findNewsletter(tx, month))?.state === 'draft' ? monthName(month) : undefined;
}

/** A newsletter for an owner. @throws UserError when they are no owner, or there is none. */
export async function draftFor(tx: Tx, month: string, by: string): Promise<Newsletter> {
  await ownersOnly(tx, by);
  const now = await newsletterNow(tx, month);
  if (!now) throw new UserError(NOT_HERE);
  return now;
}

export type Overview = {
  now: Newsletter | undefined;
  /** When the next draft is made, or undefined without a newsletter. */
  next: Temporal.Instant | undefined;
  /** The month of which a draft can be made now. */
  canMake: string | undefined;
};

/** What an owner sees: last month's newsletter, or when the next draft comes. @throws UserError when they are no owner. */
export async function newsletterFor(tx: Tx, by: string): Promise<Overview> {
  await ownersOnly(tx, by);
  const { zone } = await getSettings(tx);
  const month = monthBefore(zone, tx.now);
  const [now, isOn] = [await newsletterNow(tx, month), (await newsletterChannel(tx)) !== undefined];
  return {
    now,
    next: isOn ? nextDraftAt(zone, tx.now) : undefined,
    canMake: isOn && !now ? monthName(month) : undefined,
  };
}
