import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Tx } from '../../../database/transaction.ts';
import { UserError } from '../../../errors.ts';
import { enqueue } from '../../../jobs/store.ts';
import { clip } from '../../../slack/text.ts';
import { iso } from '../../../time.ts';
import { addWorkingDays, type Member, workOn } from '../../members/rules/index.ts';
import { getMembers, mayReach, requireMember } from '../../members/service.ts';
import { cancelPrompts, queuePrompt, refreshPrompts } from '../../prompts/service/index.ts';
import type { Session } from '../../sessions/rules/index.ts';
import { getSession } from '../../sessions/service/index.ts';
import { skillName } from '../../skills/service/index.ts';
import {
  type Consent,
  isAgreed,
  LONGEST_STORY,
  MOST_ASKS,
  type Source,
  type Story,
  type Told,
} from '../rules/index.ts';
import { newslettersWith } from '../store/index.ts';
import {
  deleteStory,
  findStories,
  findStory,
  insertStory,
  lockStory,
  type StoryKey,
  storiesAbout,
  storiesWith,
  updateStories,
} from '../store/stories.ts';
import { askStoryPrompt, draftGroup, postEditJob, storyGroup } from './job-kinds.ts';

/** Minutes in which an author may change their mind before the other person is asked. */
const TIME_TO_CHANGE = 15;
/** Working days after which the other person is reminded, once; days after which nobody asks them any more. */
const REMIND_AFTER = 3;
const ASKED_FOR_DAYS = 21;

const GONE = 'That story has been taken back meanwhile, so it isn’t told. Thank you all the same.';

export type Offered = {
  sessionId: string;
  authorId: string;
  partnerId: string;
  source: Source;
  words: string;
  consent: Consent;
};

/** Whether the story of a session may be told to others: not of one that began with a quiet ask. */
export async function canTell(tx: Tx, sessionId: string): Promise<boolean> {
  return !(await getSession(tx, sessionId))?.isQuiet;
}

/** What an author lets the newsletter do with these words of theirs. */
export async function consentTo(tx: Tx, key: StoryKey): Promise<Consent> {
  const story = await findStory(tx, key);
  return story ? (story.isNamed ? 'named' : 'unnamed') : 'no';
}

/** Keeps what an author lets be told. The other person is asked a little later, and anew when the words change. */
export async function offerStory(tx: Tx, { consent, words, ...key }: Offered): Promise<void> {
  const known = await findStory(tx, key);
  const told = clip(words.trim(), LONGEST_STORY);
  const isWanted = consent !== 'no' && told !== '' && (await canTell(tx, key.sessionId));
  const is_named = consent === 'named' ? 1 : 0;
  if (!isWanted) return known && removeStory(tx, known);
  if (!known) {
    const { sessionId, authorId, partnerId, source } = key;
    const ids = { id: randomUUID(), session_id: sessionId, author_id: authorId, partner_id: partnerId };
    await insertStory(tx, { ...ids, source, words: told, is_named });
  } else {
    if (known.toldIn !== undefined && known.isNamed && is_named === 0) return removeStory(tx, known);
    const isSame = known.words === told && known.isNamed === (is_named === 1);
    if (isSame || known.toldIn !== undefined || known.answer === 'no') return;
    await updateStories(tx, [known.id], { words: told, is_named, version: known.version + 1, answer: null });
    await changed(tx, known.id);
  }
  const story = await findStory(tx, key);
  if (story && story.version <= MOST_ASKS) await ask(tx, story, tx.now.add({ minutes: TIME_TO_CHANGE }));
}

async function ask(tx: Tx, story: Story, dueAt: Temporal.Instant): Promise<void> {
  const expiresAt = tx.now.add({ hours: 24 * ASKED_FOR_DAYS });
  const schedule = { memberId: story.partnerId, key: `story:${story.id}:${story.version}`, dueAt, expiresAt };
  const asked = { storyId: story.id, version: story.version, isReminder: false };
  await queuePrompt(tx, askStoryPrompt, asked, { ...schedule, group: storyGroup(story.id) });
}

/** Plans the one reminder that a story ever gets; called when it is asked about, so that it counts from then. */
export async function planStoryReminder(tx: Tx, { id, version, partnerId }: Story): Promise<void> {
  const member = await requireMember(tx, partnerId);
  const dueAt = workOn(member, addWorkingDays(member, tx.now, REMIND_AFTER)).start;
  const schedule = { memberId: partnerId, key: `story:${id}:reminder`, dueAt, group: storyGroup(id) };
  const expiresAt = tx.now.add({ hours: 24 * ASKED_FOR_DAYS });
  await queuePrompt(tx, askStoryPrompt, { storyId: id, version, isReminder: true }, { ...schedule, expiresAt });
}

/** What a button of the question carries. */
const asked = z.tuple([z.string(), z.coerce.number().int()]);

/** The other person's answer to the words that they read. @throws UserError when it is not theirs, or they changed. */
export async function answerStory(tx: Tx, value: string, by: string, answer: Consent): Promise<void> {
  const [id, version] = asked.parse(value.split('/'));
  const story = await lockStory(tx, id);
  if (!story) throw new UserError(GONE);
  if (story.partnerId !== by) throw new UserError('Only the other person of that conversation can answer this.');
  if (story.version !== version)
    throw new UserError('The words have changed since. I’ll ask you again with the new ones.');
  if (story.answer !== undefined)
    throw new UserError('You answered this already. `/mentor stories` lets you take it back.');
  const given = answer === 'named' && !story.isNamed ? 'unnamed' : answer;
  await updateStories(tx, [id], { answer: given, answered_at: iso(tx.now) });
  await cancelPrompts(tx, storyGroup(id));
  await changed(tx, id);
}

/** Either of the two takes a story back, at any time: out of a draft, and out of what was posted. */
export async function takeBackStory(tx: Tx, id: string, by: string): Promise<void> {
  const story = await lockStory(tx, id);
  if (!story || (story.authorId !== by && story.partnerId !== by)) throw new UserError(GONE);
  if (story.authorId === by) return removeStory(tx, story);
  await updateStories(tx, [id], { answer: 'no', answered_at: iso(tx.now) });
  await cancelPrompts(tx, storyGroup(id));
  await changed(tx, id);
}

async function removeStory(tx: Tx, { id }: Story): Promise<void> {
  await deleteStory(tx, id);
  await cancelPrompts(tx, storyGroup(id));
  await changed(tx, id);
}

/** Somebody has their data deleted: every story that they are part of goes. */
export async function forgetStories(tx: Tx, memberId: string): Promise<void> {
  for (const story of await storiesWith(tx, memberId)) await removeStory(tx, story);
}

/** It turned out that a session was not held: there is nothing to tell. */
export async function forgetStoriesOf(tx: Tx, sessionId: string): Promise<void> {
  for (const story of await storiesAbout(tx, sessionId)) await removeStory(tx, story);
}

/** What the mentee thinks of a session has changed: shows its stories, or no longer, wherever they stand. */
export async function showStoriesOf(tx: Tx, sessionId: string): Promise<void> {
  for (const { id } of await storiesAbout(tx, sessionId)) await changed(tx, id);
}

/** Shows the newest state wherever a story stands: with who was asked, in a draft, in a post. */
async function changed(tx: Tx, id: string): Promise<void> {
  await refreshPrompts(tx, storyGroup(id));
  for (const { month, state } of await newslettersWith(tx, id)) {
    if (state === 'draft') await refreshPrompts(tx, draftGroup(month));
    if (state === 'posting' || state === 'posted') {
      await enqueue(tx, postEditJob, { month }, { lane: `edit:newsletter:${month}` });
    }
  }
}

/** A story as it would be read, or undefined when it may not be told (any more). */
async function toTell(tx: Tx, story: Story, people: Map<string, Member>): Promise<Told | undefined> {
  const [author, partner] = [people.get(story.authorId), people.get(story.partnerId)];
  if (!isHere(author) || !isHere(partner)) return undefined;
  if (!(await mayReach(tx, author.id, partner.id))) return undefined;
  if (!isTellable(await getSession(tx, story.sessionId))) return undefined;
  return told(tx, story, author.name, partner.name);
}

/** Only what took place is told, and not what was of no use, or asked quietly. */
const isTellable = (session: Session | undefined) =>
  session?.heldAt !== undefined && !session.isQuiet && (!session.isUseless || session.usedAt !== undefined);

async function told(tx: Tx, story: Story, author: string, partner: string): Promise<Told> {
  const session = await getSession(tx, story.sessionId);
  return {
    id: story.id,
    topic: session ? await skillName(tx, session.skillId) : 'something new',
    words: story.words,
    isByMentee: session?.menteeId === story.authorId,
    author: story.isNamed ? author : undefined,
    partner: story.answer === 'named' ? partner : undefined,
  };
}

const isHere = (member: Member | undefined): member is Member =>
  member !== undefined && !member.isDeactivated && !member.isBot && member.erasedAt === undefined;

/** Those of the stories that may be told now: both agreed, both are here, and neither would rather not meet the other. */
export async function tellable(tx: Tx, ids: string[]): Promise<Told[]> {
  const stories = (await findStories(tx, ids)).filter(isAgreed);
  const people = await getMembers(
    tx,
    stories.flatMap((s) => [s.authorId, s.partnerId]),
  );
  const found: Told[] = [];
  for (const story of stories) {
    const one = await toTell(tx, story, people);
    if (one) found.push(one);
  }
  return found;
}

export type StoryAsked = { story: Story; told: Told; authorName: string };

/** What the question about a story shows now, or undefined when there is nothing to ask. */
export async function storyNow(tx: Tx, storyId: string): Promise<StoryAsked | undefined> {
  const [story] = await findStories(tx, [storyId]);
  if (!story) return undefined;
  const people = await getMembers(tx, [story.authorId, story.partnerId]);
  const one = await toTell(tx, story, people);
  return one && { story, told: one, authorName: people.get(story.authorId)?.name ?? 'A colleague' };
}

/** From whom to whom the question about a story carries words. */
export async function storyBetween(tx: Tx, storyId: string): Promise<[string, string][]> {
  const [story] = await findStories(tx, [storyId]);
  return story ? [[story.authorId, story.partnerId]] : [];
}

export type MyStory = { story: Story; told: Told; isMine: boolean };

/** Stories that a member wrote, and those about which they said yes. */
export async function storiesOf(tx: Tx, memberId: string): Promise<MyStory[]> {
  const mine = (await storiesWith(tx, memberId)).filter((s) => s.authorId === memberId || isAgreed(s));
  const people = await getMembers(
    tx,
    mine.flatMap((s) => [s.authorId, s.partnerId]),
  );
  const nameOf = (id: string) => people.get(id)?.name ?? 'A colleague';
  const found: MyStory[] = [];
  for (const story of mine) {
    const one = await told(tx, story, nameOf(story.authorId), nameOf(story.partnerId));
    found.push({ story, told: one, isMine: story.authorId === memberId });
  }
  return found;
}
