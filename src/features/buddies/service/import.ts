import type { Tx } from '../../../database/transaction.ts';
import { plainMarks } from '../../../plain-marks.ts';
import { iso } from '../../../time.ts';
import { everybody, type Named, settingsFor } from '../../members/service.ts';
import { beginning, isPastAll } from '../rules/days.ts';
import { allNewcomers, type NewcomerRow, saveNewcomers } from '../store/index.ts';
import { planCheckIns } from './check-ins.ts';
import { planMatching } from './match.ts';
import { type NewcomerLine, type Problem, readLines } from './newcomer-lines.ts';

export type ImportPlan = {
  added: NewcomerRow[];
  /** Known newcomers who begin on another date. */
  moved: NewcomerRow[];
  /** Lines that change nothing. */
  known: number;
  problems: Problem[];
};

/** Days ahead that a start may be; more is most likely a wrong year. */
const FARTHEST = 365;

/** What a list of newcomers would change. */
export async function planImport(tx: Tx, text: string): Promise<ImportPlan> {
  const { lines, problems } = readLines(text);
  const plan: ImportPlan = { added: [], moved: [], known: 0, problems: [...problems] };
  const find = finder(await everybody(tx));
  const newcomers = await allNewcomers(tx);
  const seen = new Map<string, number>();
  for (const line of lines) {
    const found = find(line.who);
    const problem = typeof found === 'string' ? found : whyNot(found, line, seen.get(found.member.id), tx.now);
    if (problem !== undefined || typeof found === 'string') {
      plan.problems.push({ line: line.line, what: problem ?? '' });
      continue;
    }
    const { member } = found;
    seen.set(member.id, line.line);
    const known = newcomers.get(member.id);
    const dates = { starts_on: line.startsOn.toString(), begins_at: iso(beginning(member, line.startsOn)) };
    const isSettled = known?.state === 'declined' || known?.state === 'over' || known?.startsOn.equals(line.startsOn);
    if (!known || known.state === 'left') plan.added.push({ member_id: member.id, ...dates });
    else if (isSettled) plan.known += 1;
    else plan.moved.push({ member_id: member.id, ...dates });
  }
  plan.problems.sort((a, b) => a.line - b.line);
  return plan;
}

/** Writes a plan; doing it twice changes nothing. */
export async function applyImport(tx: Tx, plan: ImportPlan): Promise<void> {
  await saveNewcomers(tx, [...plan.added, ...plan.moved]);
  for (const { member_id } of plan.moved) await planCheckIns(tx, member_id);
  for (const { member_id } of [...plan.added, ...plan.moved]) tx.touch(member_id);
  await planMatching(tx);
}

/** An owner's list is taken over, all but the lines that cannot be used. @throws UserError for anybody else. */
export async function importNewcomers(tx: Tx, by: string, text: string): Promise<ImportPlan> {
  await settingsFor(tx, by);
  const plan = await planImport(tx, text);
  await applyImport(tx, plan);
  return plan;
}

/** Finds people by member ID, handle or the name that Slack shows; a text says why it is nobody. */
function finder(people: Named[]): (who: string) => Named | string {
  const byId = new Map(people.map((p) => [p.member.id, p]));
  const byName = new Map<string, Set<Named>>();
  for (const person of people) {
    for (const name of [person.member.name, person.handle].map(plainName)) {
      if (name !== '') byName.set(name, (byName.get(name) ?? new Set()).add(person));
    }
  }
  return (who) => {
    const id = /^<@([UW][A-Z0-9]+)(?:\|[^>]*)?>$/.exec(who)?.[1] ?? who;
    const known = byId.get(id);
    if (known) return known;
    const same = [...(byName.get(plainName(who)) ?? [])];
    const active = same.filter((p) => !p.member.isDeactivated);
    const [only] = active.length > 0 ? active : same;
    if (active.length > 1)
      return `${active.length} people are called “${shown(who)}”. Use the member ID from their profile.`;
    return (
      only ??
      `no one here is called “${shown(who)}”. Use the name that Slack shows, or the member ID from their profile.`
    );
  };
}

/** A name as it is compared: without marks that nobody sees, and with either kind of apostrophe and hyphen as one. */
const plainName = (name: string) =>
  plainMarks(name)
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^@/, '')
    .toLowerCase();
/** Enough of what was typed to find it again. */
const shown = (who: string) => (who.length > 60 ? `${[...who].slice(0, 60).join('')}…` : who);

function whyNot(
  { member }: Named,
  { who, startsOn }: NewcomerLine,
  before: number | undefined,
  now: Temporal.Instant,
): string | undefined {
  const name = `“${shown(who)}”`;
  if (before !== undefined) return `${name} is on line ${before} already. Keep one of the two.`;
  if (member.isBot) return `${name} is an app. Leave the line out.`;
  if (member.isDeactivated) return `the account of ${name} is deactivated. Leave the line out.`;
  if (member.isGuest) return `${name} is a guest, and guests get no buddy. Leave the line out.`;
  if (isPastAll(member, startsOn, now)) {
    return `${name} began more than ninety working days ago and knows the place by now. Leave the line out.`;
  }
  const today = now.toZonedDateTimeISO(member.zone).toPlainDate();
  if (Temporal.PlainDate.compare(startsOn, today.add({ days: FARTHEST })) > 0) {
    return `${startsOn.toString()} is more than a year ahead. Check the year.`;
  }
  return undefined;
}
