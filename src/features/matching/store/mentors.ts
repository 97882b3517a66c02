import { instant, iso } from '../../../time.ts';
import { type Member, type Schedule, scheduleOf, workingMinutesBetween } from '../../members/rules/index.ts';
import { memberRows } from '../../members/store/index.ts';
import { toMember } from '../../members/store/read.ts';
import { tellableSessions } from '../../sessions/store/history.ts';
import { normalise } from '../../skills/rules/normalise.ts';
import { offers } from '../../skills/store/held.ts';
import type { Mentor } from '../rules/people-index.ts';
import { type Ask, type Source, trackRecord } from '../rules/track-record.ts';

/** Days of offers that say how likely and how quickly somebody answers. */
const REMEMBERED_DAYS = 120;
/** Days of sessions that count against the week's capacity in the score. */
const BUSY_DAYS = 7;
/** Latest answers of which the median is taken. */
const ANSWERS = 10;

/** Everything that ranking knows of these people; those who offer nothing, or are unknown, are left out. */
export async function mentorRows(source: Source, ids: string[], zone: string): Promise<Mentor[]> {
  if (ids.length === 0) return [];
  const { asksOf, ratingSums } = trackRecord();
  const since = source.now.subtract({ hours: 24 * REMEMBERED_DAYS });
  const members = await memberRows(source, ids);
  const held = group(await heldBy(source, ids));
  const asks = group(await asksOf(source, ids, since));
  const ratings = group(await ratingSums(source, ids));
  const sessions = group(await sessionsOf(source, ids));
  const shown = group(await shownOf(source, ids));
  return members.flatMap((row) => {
    const own = held.get(row.id);
    if (own === undefined) return [];
    const member = toMember(row, zone);
    const [rated] = ratings.get(row.id) ?? [];
    const [seen] = shown.get(row.id) ?? [];
    return {
      ...profile(member),
      ...answering(asks.get(row.id) ?? [], member),
      ...experience(sessions.get(row.id) ?? [], source.now),
      ratings: Number(rated?.n ?? 0),
      ratingSum: Number(rated?.sum ?? 0),
      ratedBy: Number(rated?.people ?? 0),
      shown: seen?.amount ?? 0,
      shownOn: seen?.day ?? 0,
      offers: own.map(({ skillId, level }) => ({ skillId, level })),
    };
  });
}

function profile(member: Member) {
  const { id, title, formats, capacity, locale, department } = member;
  const language = locale.slice(0, 2).toLowerCase();
  return { id, title, formats, capacity, language, team: normalise(department), ...scheduleOf(member) };
}

function answering(asks: Ask[], schedule: Schedule): Pick<Mentor, 'asks' | 'accepts' | 'answerMinutes' | 'answeredTo'> {
  const counted = asks.filter((ask) => ask.state !== 'withdrawn' && ask.state !== 'pending');
  const answered = counted.filter((ask) => ask.answeredAt !== null && ask.state !== 'lapsed');
  const latest = answered.sort((a, b) => (a.offeredAt < b.offeredAt ? 1 : -1)).slice(0, ANSWERS);
  const minutes = latest.map((ask) =>
    workingMinutesBetween(schedule, instant(ask.offeredAt), instant(ask.answeredAt ?? ask.offeredAt)),
  );
  return {
    asks: counted.length,
    accepts: counted.filter((ask) => ask.state === 'accepted' || ask.state === 'proposed').length,
    answeredTo: new Set(latest.map((ask) => ask.askerId)).size,
    answerMinutes: minutes.sort((a, b) => a - b)[Math.floor(minutes.length / 2)],
  };
}

function experience(
  sessions: { state: string; heldAt: string | null }[],
  now: Temporal.Instant,
): Pick<Mentor, 'taken' | 'sessions'> {
  const since = iso(now.subtract({ hours: 24 * BUSY_DAYS }));
  const held = sessions.filter((s) => s.heldAt !== null);
  const isBusy = (s: { state: string; heldAt: string | null }) =>
    s.state !== 'ended' || (s.heldAt !== null && s.heldAt >= since);
  return { taken: sessions.filter(isBusy).length, sessions: held.length };
}

const heldBy = (source: Source, ids: string[]) =>
  offers(source).select(['member_id as who', 'skill_id as skillId', 'level']).where('member_id', 'in', ids).execute();

/** A quiet session counts against the week's capacity (`eligibleOf`), and in nothing that is said or ranked. */
const sessionsOf = (source: Source, ids: string[]) =>
  tellableSessions(source)
    .select(['mentor_id as who', 'state', 'held_at as heldAt'])
    .where('mentor_id', 'in', ids)
    .execute();

const shownOf = ({ db }: Source, ids: string[]) =>
  db.selectFrom('exposure').select(['member_id as who', 'amount', 'day']).where('member_id', 'in', ids).execute();

function group<T extends { who: string }>(rows: T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.who);
    if (group === undefined) groups.set(row.who, [row]);
    else group.push(row);
  }
  return groups;
}
