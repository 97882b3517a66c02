import { buttonsOf } from './buttons.ts';
import type { Person } from './cast.ts';
import { TOPICS } from './cast.ts';
import type { Life } from './life.ts';
import { defaultHours } from './standing.ts';

/** Something that people do by themselves: how often on a working day, in the mean, and what. All figures are invented. */
export type Habit = {
  name: string;
  aDay: (person: Person) => number;
  run: (life: Life, person: Person) => Promise<unknown>;
};

export const habits: Habit[] = [
  { name: 'ask', aDay: (p) => p.asks, run: ask },
  { name: 'look at Home', aDay: () => 0.04, run: ({ hands }, p) => hands.openHome(p.id) },
  { name: 'thank', aDay: (p) => (p.accomplice ? 0.3 : 0.006), run: thank },
  { name: 'begin lessons', aDay: () => 0.005, run: lessons },
  { name: 'hold office hours', aDay: (p) => (Object.keys(p.offers).length > 0 ? 0.0006 : 0), run: hold },
  { name: 'come to office hours', aDay: () => 0.008, run: book },
  { name: 'look at office hours of their own', aDay: () => 0.001, run: tidyHours },
  { name: 'pause', aDay: () => 0.006, run: pause },
  { name: 'switch a group of messages', aDay: () => 0.002, run: mute },
  { name: 'move to another zone', aDay: () => 0.0004, run: move },
  { name: 'look at the board', aDay: () => 0.004, run: ({ hands }, p) => hands.command(p.id, '/mentor board') },
  { name: 'look at the status', aDay: () => 0.003, run: status },
  { name: 'look around in a room', aDay: () => 0.012, run: lookAround },
  { name: 'delete their data', aDay: (p) => (p.accomplice ? 0 : 0.0004), run: erase },
  { name: 'change the profile', aDay: () => 0.0015, run: (life, p) => profile(life, p) },
];

/** Says who they are and when they work; from then on the app knows. */
export async function profile({ hands, standings, random }: Life, person: Person): Promise<void> {
  const at = (level: number) => Object.keys(person.offers).filter((name) => person.offers[name] === level);
  const { start, end, days } = person;
  const standing = standings.get(person.id)!;
  const before = { start: standing.start, end: standing.end, days: standing.days };
  await hands.command(person.id, '/mentor skills');
  // From the moment on that they send it off: what waited for these hours may come with the answer.
  Object.assign(standing, { start, end, days });
  const isSaved = await hands.finish(person.id, {
    ...{ offers_3: at(3), offers_2: at(2), offers_1: at(1), wants: person.wants, blocked: [], digest: ['yes'] },
    ...{ start, end, days: days.map(String), department: person.department },
    ...{ other_days: null, other_start: null, other_end: null },
    capacity: person.accomplice ? '20' : String(1 + random.below(4)),
  });
  if (!isSaved) Object.assign(standing, before);
}

async function ask(life: Life, person: Person): Promise<void> {
  const { hands, random, topic } = life;
  const { id, accomplice } = person;
  const about = accomplice ? `Trade ${accomplice}` : random.next() < 0.5 ? random.of(person.wants) : TOPICS[topic()]!;
  await hands.command(id, `/mentor ${about}`);
  const found = hands.whisper(id);
  if (found) await askOneOf(life, id, about, { channel: found.channel, ts: found.message.ts }, found.message.blocks);
}

/** The same in the modal “Find a mentor”, which is open. */
export async function askIn(life: Life, { id, wants }: Person): Promise<void> {
  const about = life.random.of(wants);
  await life.hands.submit(id, { topic: about });
  const found = life.hands.topModal(id);
  if (found) await askOneOf(life, id, about, { viewId: found.id }, found.view.blocks);
}

/** Asks one of those who were found, or goes onto the wait list. */
async function askOneOf(
  { hands, random }: Life,
  id: string,
  about: string,
  place: { channel: string; ts: string } | { viewId: string },
  blocks: unknown,
): Promise<void> {
  const buttons = buttonsOf(blocks);
  const best = buttons.find((b) => b.actionId === 'requests.ask-best');
  const named = buttons.filter((b) => b.actionId === 'requests.ask');
  const pick = best && random.next() < 0.4 ? best : (named[0] ?? best);
  const chosen = pick ?? buttons.find((b) => b.actionId === 'requests.wait-list');
  if (!chosen) return;
  await hands.click(id, place, chosen.actionId, chosen.blockId);
  await hands.finish(id, {
    goal: `Find out together what to look at first when ${about} surprises me again`,
    urgency: random.next() < 0.5 ? 'now' : 'today',
  });
}

async function thank({ hands, random, here }: Life, person: Person): Promise<void> {
  const to = person.accomplice ?? random.of(here().filter((other) => other.id !== person.id)).id;
  await hands.command(person.id, `/mentor thanks <@${to}> for the patience with which you drew it all once more`);
}

async function lessons({ hands, random }: Life, { id }: Person): Promise<void> {
  await hands.command(id, '/mentor lessons');
  const view = hands.topModal(id);
  const go = buttonsOf(view?.view.blocks).filter((b) => b.actionId === 'lessons.go');
  if (view && go.length > 0) await hands.click(id, { viewId: view.id }, 'lessons.go', random.of(go).blockId);
  hands.close(id);
}

async function hold({ hands, random, slack }: Life, person: Person): Promise<void> {
  await hands.command(person.id, '/mentor hours');
  const list = hands.whisper(person.id);
  if (!list) return;
  await hands.click(person.id, { channel: list.channel, ts: list.message.ts }, 'office-hours.hold');
  const on = slack.clock
    .now()
    .toZonedDateTimeISO(person.zone)
    .add({ days: 2 + random.below(6) });
  await hands.finish(person.id, {
    ...{ topics: [Object.keys(person.offers)[0]!], rhythm: random.of(['once', 'weekly', 'every second week']) },
    ...{
      firstOn: on.toPlainDate().toString(),
      time: person.start,
      minutes: '60',
      slots: random.of(['20', '30', 'door']),
    },
    ...{ place: random.of(['thread', 'huddle']), audience: 'everybody', named: [] },
  });
}

async function book({ hands, random }: Life, { id }: Person): Promise<void> {
  await hands.command(id, '/mentor hours');
  const list = hands.whisper(id);
  const places = buttonsOf(list?.message.blocks).filter((b) => b.actionId === 'office-hours.book');
  if (!list || places.length === 0) return;
  const place = random.of(places);
  await hands.click(id, { channel: list.channel, ts: list.message.ts }, place.actionId, place.blockId);
  await hands.finish(id);
}

/** Whoever holds some skips a date or ends them, whoever has a place gives it up. */
async function tidyHours({ hands, random }: Life, { id }: Person): Promise<void> {
  await hands.shortcut(id, 'office_hours');
  const view = hands.topModal(id);
  const could = buttonsOf(view?.view.blocks).filter((b) => /\.(skip|end|cancel)-here$/.test(b.actionId));
  if (view && could.length > 0) {
    const { actionId, blockId } = random.of(could);
    await hands.click(id, { viewId: view.id }, actionId, blockId);
  }
  hands.close(id);
}

async function pause({ hands, random, standings, slack, later }: Life, person: Person): Promise<void> {
  const standing = standings.get(person.id)!;
  const now = slack.clock.now();
  if (standing.pausedUntil > now.epochMilliseconds || person.accomplice) return;
  const days = 1 + random.below(20);
  const isOpen = random.next() < 0.1;
  if (isOpen) {
    await hands.command(person.id, '/mentor pause');
    if (!(await hands.finish(person.id, { until: null }))) return;
  } else if (!(await hands.command(person.id, `/mentor pause ${days} days`))) return;
  const end = now.toZonedDateTimeISO(standing.zone).toPlainDate().add({ days }).toZonedDateTime(standing.zone);
  standing.pausedUntil = isOpen ? Infinity : end.epochMilliseconds;
  if (isOpen || random.next() < 0.1) {
    later({ hours: 24 * days - 20 }, async () => {
      const until = standing.pausedUntil;
      // What waited for it may come with the answer.
      standing.pausedUntil = 0;
      if (!(await hands.command(person.id, '/mentor resume'))) standing.pausedUntil = until;
    });
  }
}

/** One group off, or one that was off on again. */
async function mute({ hands, random, standings }: Life, { id }: Person): Promise<void> {
  const { muted } = standings.get(id)!;
  await hands.command(id, '/mentor messages');
  const blocks = (hands.topModal(id)?.view.blocks ?? []) as {
    type: string;
    block_id: string;
    element?: { options: { value: string }[] };
  }[];
  const themes = blocks.flatMap((b) => (b.type === 'input' ? [{ name: b.block_id, all: b.element!.options }] : []));
  const groups = themes.flatMap(({ all }) => all.map(({ value }) => value));
  if (groups.length === 0) return hands.close(id);
  const chosen = random.of(groups);
  const next = new Set(muted);
  if (!next.delete(chosen)) next.add(chosen);
  const wanted = (all: { value: string }[]) => all.map(({ value }) => value).filter((value) => !next.has(value));
  const isSaved = await hands.finish(id, Object.fromEntries(themes.map(({ name, all }) => [name, wanted(all)])));
  if (isSaved) standings.get(id)!.muted = next;
}

async function move({ slack, app, random, standings, here }: Life, person: Person): Promise<void> {
  if (person.accomplice) return;
  const { zone } = random.of(here());
  Object.assign(person, { zone });
  await slack.people.updateProfile(person.id, { tz: zone });
  await app().idle();
  standings.get(person.id)!.zone = zone;
}

/** Looks at what is open, and now and then takes a request back. */
async function status({ hands, random }: Life, { id }: Person): Promise<void> {
  await hands.command(id, '/mentor status');
  const card = hands.whisper(id);
  const cancel = buttonsOf(card?.message.blocks).find((b) => b.actionId === 'requests.cancel-here');
  if (!card || !cancel || random.next() < 0.5) return;
  await hands.click(id, { channel: card.channel, ts: card.message.ts }, cancel.actionId, cancel.blockId);
}

/** Deletes what the app keeps of them; whoever does something with it later is back. */
async function erase({ hands, standings }: Life, { id }: Person): Promise<void> {
  await hands.command(id, '/mentor privacy');
  const view = hands.topModal(id);
  const button = buttonsOf(view?.view.blocks).find((b) => b.actionId === 'privacy.delete');
  if (!view || !button) return;
  const isDone = await hands.click(id, { viewId: view.id }, button.actionId, button.blockId);
  hands.close(id);
  if (isDone) Object.assign(standings.get(id)!, { isErased: true, pausedUntil: 0, muted: new Set(), ...defaultHours });
}

/** Rooms that open as a modal; somebody presses something there, and fills in what comes. */
const ROOMS = ['goals', 'buddy', 'cards', 'stories', 'lessons', 'newsletter', 'momentum'];

async function lookAround({ hands, random }: Life, { id }: Person): Promise<void> {
  await hands.command(id, `/mentor ${random.of(ROOMS)}`);
  const view = hands.topModal(id);
  const buttons = buttonsOf(view?.view.blocks).filter((b) => !/delete|send/.test(b.actionId));
  if (view && buttons.length > 0 && random.next() < 0.8) {
    const { actionId, blockId } = random.of(buttons);
    await hands.click(id, { viewId: view.id }, actionId, blockId);
  }
  await hands.finish(id);
}
