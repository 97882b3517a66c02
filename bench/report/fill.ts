import { insertRows } from '../../src/database/insert-rows.ts';
import type { Schema } from '../../src/database/schema.ts';
import type { Tx } from '../../src/database/transaction.ts';
import type { Company, Other, Story } from './company.ts';

type Rows = Record<string, unknown>[];
const AT_ONCE = 5_000;

async function insert(tx: Tx, table: keyof Schema & string, rows: Rows): Promise<void> {
  for (let i = 0; i < rows.length; i += AT_ONCE) {
    const some = rows.slice(i, i + AT_ONCE).map((row) => ({ workspace_id: tx.workspaceId, ...row }));
    await insertRows(tx.db, table, some as never);
  }
}

/** Puts an invented company into an empty database, as the app would have left it. */
export async function fillWith(tx: Tx, { people, stories, others, topics }: Company): Promise<void> {
  const created_at = '2025-01-01T00:00:00.000Z';
  await insert(
    tx,
    'skill',
    topics.map((name, i) => ({ id: `K${i}`, key: name.toLowerCase(), name, created_at })),
  );
  await insert(tx, 'member', people.map(memberRow));
  await insert(
    tx,
    'member_skill',
    people.flatMap(({ id, offers }) =>
      offers.map((i) => ({ member_id: id, skill_id: `K${i}`, kind: 'offers', level: 2, added_at: created_at })),
    ),
  );
  await insert(tx, 'request', stories.map(requestRow));
  const met = stories.filter(({ talk }) => talk !== undefined);
  await insert(tx, 'offer', met.map(offerRow));
  await insert(tx, 'session', met.map(sessionRow));
  await insert(tx, 'outcome', met.flatMap(outcomeRows));
  await insert(tx, 'action', met.flatMap(actionRows));
  await fillOthers(tx, others);
}

const flag = (is: boolean) => (is ? 1 : 0);

const memberRow = ({ id, department, zone, title, capacity, createdAt }: Company['people'][number]) => ({
  ...{ id, name: `Colleague ${id}`, handle: '', title, zone, locale: '', department, capacity, created_at: createdAt },
  ...{ is_bot: 0, is_guest: 0, is_deactivated: 0, is_owner: flag(id === 'U0') },
  ...{ work_start: '09:00', work_end: '17:00', work_days: '[1,2,3,4,5]', formats: '["thread","huddle"]' },
  ...{ usual_minutes: 20, mutes: '[]', in_digest: 1 },
});

const requestRow = ({ id, menteeId, topic, isQuiet, createdAt, closedAt, state, waited }: Story) => ({
  // One topic of a person can be open or waited for once.
  ...{ id, mentee_id: menteeId, skill_id: `K${topic}`, goal: '', tried: '', minutes: 20, format: 'thread' },
  ...{ urgency: 'now', is_anonymous: flag(isQuiet), state, candidates: '[]', created_at: createdAt },
  expires_at: state === 'waiting' ? null : closedAt,
  closed_at: state === 'waiting' || state === 'open' ? null : closedAt,
  waited_minutes: state === 'waiting' || state === 'open' ? null : waited,
});

const offerRow = ({ id, mentorId, createdAt, closedAt }: Story) => ({
  ...{ id: `O${id}`, request_id: id, mentor_id: mentorId, state: 'accepted' },
  ...{ offered_at: createdAt, answer_by: closedAt, answered_at: closedAt },
});

const sessionRow = ({ id, menteeId, mentorId, topic, isQuiet, closedAt, talk }: Story) => ({
  ...{ id: `S${id}`, request_id: id, offer_id: `O${id}`, mentor_id: mentorId, mentee_id: menteeId },
  ...{ skill_id: `K${topic}`, goal: '', minutes: talk!.minutes, format: talk!.format, is_quiet: flag(isQuiet) },
  ...{ state: 'ended', ending: 'wrapped up', opening_question: '', extensions: talk!.extensions },
  mentee_spoke_at: talk!.endedAt,
  mentor_spoke_at: talk!.bothSpoke ? talk!.endedAt : null,
  held_at: talk!.isHeld ? talk!.endedAt : null,
  useful_at: talk!.rating === 'useful' ? talk!.endedAt : null,
  is_useless: flag(talk!.rating === 'useless'),
  ...{ ended_at: talk!.endedAt, created_at: closedAt },
});

function outcomeRows({ id, menteeId, mentorId, talk }: Story): Rows {
  if (!talk?.outcome) return [];
  const { answer, saved, at } = talk.outcome;
  const people = { session_id: `S${id}`, mentee_id: menteeId, mentor_id: mentorId };
  return [{ ...people, answer, detail: '', time_saved: saved ?? null, answered_at: at }];
}

function actionRows({ id, menteeId, mentorId, talk }: Story): Rows {
  return talk!.steps.map(({ ownerId, at, closedAt, state }, i) => ({
    ...{ id: `A${id}-${i}`, session_id: `S${id}`, owner_id: ownerId, state, created_at: at },
    partner_id: ownerId === menteeId ? mentorId : menteeId,
    ...{ when_text: '', will_text: '', due_on: at.slice(0, 10), snoozes: 0, closed_at: closedAt ?? null },
  }));
}

async function fillOthers(tx: Tx, others: Other[]): Promise<void> {
  const all = others.map((one, i) => ({ ...one, id: `X${i}` }));
  const of = (kind: Other['kind']) => all.filter((one) => one.kind === kind);
  const hosts = [...new Set(of('place').map(({ a }) => a))];
  await insert(
    tx,
    'office_hours',
    hosts.map((host_id) => ({
      ...{ id: `H${host_id}`, host_id, rhythm: 'weekly', first_on: '2025-01-01', starts_at: '10:00', zone: 'UTC' },
      ...{ minutes: 60, slot_minutes: 20, capacity: 1, place: 'thread', link: '', audience: 'everybody' },
      created_at: '2025-01-01T00:00:00.000Z',
    })),
  );
  await insert(
    tx,
    'booking',
    of('place').map(({ id, at, a, b }) => ({
      ...{ id, hours_id: `H${a}`, member_id: b, on_date: at.slice(0, 10), seat: Number(id.slice(1)), starts_at: at },
      ...{ ends_at: at, skill_id: 'K0', goal: '', state: 'held', by_leader: 0, created_at: at },
    })),
  );
  await insert(
    tx,
    'moment',
    of('moment').map(({ id, at, a }) => ({
      ...{ id: `M${id}`, channel: `C${id}`, owner_id: a, days: '[1]', starts_at: '10:00', zone: 'UTC', minutes: 10 },
      ...{ deck: 'own', own: '[]', holidays: '[]', skipped: '[]', is_paused: 0, created_at: at },
    })),
  );
  await insert(
    tx,
    'knowledge_card',
    of('card').map(({ id, at, a, b }) => ({
      ...{ id, session_id: id, skill_id: 'K0', proposer_id: a, partner_id: b, editor_id: a, question: '', answer: '' },
      ...{ version: 1, proposer_approved: 1, partner_approved: 1, state: 'open', reason: '' },
      ...{ published_at: at, changed_at: at },
    })),
  );
  await insert(
    tx,
    'moment_turn',
    of('moment').map(({ id, at, n }) => ({
      ...{ id, moment_id: `M${id}`, on_date: at.slice(0, 10), starts_at: at, ends_at: at, prompt: '', declined: '[]' },
      ...{ state: 'over', shared: n },
    })),
  );
  await insert(
    tx,
    'buddy_pair',
    of('buddy').map(({ id, at, a, b }) => ({
      ...{ id, newcomer_id: a, buddy_id: b, state: 'closed', ending: 'over' },
      ...{ asked_at: at, answer_by: at, accepted_at: at, closed_at: at },
    })),
  );
  await insert(
    tx,
    'lesson_step',
    of('lesson').map(({ id, at, a }) => ({ member_id: a, lesson: id, state: 'answered', at })),
  );
  await insert(
    tx,
    'knowledge_help',
    of('help').map(({ id, at, a }) => ({ card_id: id, member_id: a, month: at.slice(0, 7) })),
  );
}
