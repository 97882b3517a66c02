import { z } from 'zod';
import { UserError } from '../../../errors.ts';
import { enqueue } from '../../../jobs/store.ts';
import { iso } from '../../../time.ts';
import type { Work } from '../../../work.ts';
import { ownersOnly, trustees } from '../../members/service.ts';
import { queuePrompt } from '../../prompts/service.ts';
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
} from '../rules.ts';
import { untoldSince } from '../store/stories.ts';
import { findNewsletter, happenedIn, insertNewsletter } from '../store.ts';
import type { NewsletterTable } from '../tables.ts';
import { newsletterWords, type Technique } from '../words.ts';
import { draftDue, draftGroup, draftReady } from './kinds.ts';
import { canTell, tellable } from './stories.ts';

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

export const NOT_HERE = 'That draft is not here any more. `/mentor newsletter` shows what there is.';

const ids = z.array(z.string());
const counts = z.object({ talks: z.number(), helpers: z.number(), users: z.number() });

/** Where the newsletter goes, or undefined when there is none. */
export async function newsletterChannel(work: Work): Promise<string | undefined> {
  const { hasNewsletter, newsletterChannel: own, digestChannel } = await getSettings(work);
  return hasNewsletter ? (own ?? digestChannel) : undefined;
}

/** Whether the newsletter could tell of a session: there is one, and the session did not begin with a quiet ask. */
export async function mayTell(work: Work, sessionId: string): Promise<boolean> {
  return (await newsletterChannel(work)) !== undefined && (await canTell(work, sessionId));
}

/** Plans the next draft; planning twice changes nothing. */
export async function planNewsletter(work: Work): Promise<void> {
  const { zone } = await getSettings(work);
  const at = nextDraftAt(zone, work.now);
  await enqueue(work, draftDue, { month: monthBefore(zone, at) }, { key: `newsletter-due:${iso(at)}`, runAt: at });
}

/** Makes the draft of a month and gives it to the owners, unless there is one, or no newsletter. @returns whether it was made. */
export async function makeDraft(work: Work, month: string): Promise<boolean> {
  if ((await newsletterChannel(work)) === undefined) return false;
  const fresh = await untoldSince(work, work.now.subtract({ hours: 24 * FRESH_DAYS }));
  const may = new Set(
    (
      await tellable(
        work,
        fresh.map((s) => s.id),
      )
    ).map((t) => t.id),
  );
  const picked = JSON.stringify(pickStories(fresh.filter((s) => may.has(s.id))).map((s) => s.id));
  const { opening, quiet, closing } = newsletterWords();
  const isNew = await insertNewsletter(work, {
    month,
    heading: `Small conversations in ${monthName(month)}`,
    opening: picked === '[]' ? quiet : opening,
    closing,
    offered: picked,
    stories: picked,
    figures: JSON.stringify(await figuresIn(work, month)),
    has_figures: 1,
    has_technique: 1,
  });
  if (!isNew) return false;
  const expiresAt = work.now.add({ hours: 24 * WORTH_SENDING_DAYS });
  for (const memberId of await trustees(work)) {
    const key = `${draftGroup(month)}:${memberId}`;
    await queuePrompt(
      work,
      draftReady,
      { month },
      { memberId, key, dueAt: work.now, expiresAt, group: draftGroup(month) },
    );
  }
  return true;
}

async function figuresIn(work: Work, month: string): Promise<Figures> {
  const { from, to } = spanOf((await getSettings(work)).zone, month);
  return figuresOf(await happenedIn(work, from, to));
}

/** An owner wants the draft of last month now, instead of on the first working day. @throws UserError when they are no owner. */
export async function makeDraftNow(work: Work, by: string): Promise<void> {
  await ownersOnly(work, by);
  if ((await newsletterChannel(work)) === undefined)
    throw new UserError('There is no channel for the newsletter yet. `/mentor settings` is where you choose one.');
  await makeDraft(work, monthBefore((await getSettings(work)).zone, work.now));
}

/** A newsletter as it is now, or undefined when there is none of that month. */
export async function newsletterNow(work: Work, month: string): Promise<Newsletter | undefined> {
  const row = await findNewsletter(work, month);
  return row && toNewsletter(work, row);
}

/** A newsletter as its row and the stories are now. */
export async function toNewsletter(work: Work, row: NewsletterTable): Promise<Newsletter> {
  const chosen = ids.parse(JSON.parse(row.stories));
  const offered = await tellable(work, ids.parse(JSON.parse(row.offered)));
  const stories = offered.filter((story) => chosen.includes(story.id));
  const { month, heading, opening, closing } = row;
  const technique = ofMonth(newsletterWords().techniques, month);
  const [hasFigures, hasTechnique] = [row.has_figures === 1, row.has_technique === 1];
  const figures = figuresLine(counts.parse(JSON.parse(row.figures)));
  const text = { heading, opening, closing, stories, hasFigures, figures, hasTechnique, technique };
  return {
    ...{ month, name: monthName(month), state: row.state, ...text, offered },
    left: chosen.length - stories.length,
    channel: row.channel ?? (await newsletterChannel(work)),
    decidedBy: row.decided_by ?? undefined,
    mark: markOf(text),
  };
}

/** A newsletter for an owner. @throws UserError when they are no owner, or there is none. */
export async function draftFor(work: Work, month: string, by: string): Promise<Newsletter> {
  await ownersOnly(work, by);
  const now = await newsletterNow(work, month);
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
export async function newsletterFor(work: Work, by: string): Promise<Overview> {
  await ownersOnly(work, by);
  const { zone } = await getSettings(work);
  const month = monthBefore(zone, work.now);
  const [now, isOn] = [await newsletterNow(work, month), (await newsletterChannel(work)) !== undefined];
  return {
    now,
    next: isOn ? nextDraftAt(zone, work.now) : undefined,
    canMake: isOn && !now ? monthName(month) : undefined,
  };
}
