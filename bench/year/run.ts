import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { travelClock } from '../../sandbox/clock.ts';
import { projectManifest } from '../../sandbox/slack/manifest.ts';
import { createSlack, type Slack } from '../../sandbox/slack/server.ts';
import type { Message } from '../../sandbox/slack/state/state.ts';
import { readConfig } from '../../src/config.ts';
import { nextRunAfter } from '../../src/jobs/claim.ts';
import { type Running, start } from '../../src/start.ts';
import { seeded, zipf } from '../random.ts';
import { createAgenda } from './agenda.ts';
import type { Filling } from './buttons.ts';
import { createCast, ownersOf, type Person, seedOf, slackPerson, TOPICS } from './cast.ts';
import { habits, profile } from './habits.ts';
import { createHands } from './hands.ts';
import { eagerness } from './holidays.ts';
import type { Life } from './life.ts';
import { setUp, share } from './moments.ts';
import { launch } from './owners.ts';
import { read } from './reactions.ts';
import { defaultHours, type Standing } from './standing.ts';
import { hear } from './talks.ts';
import { createWatch } from './watch.ts';
import { createWeather } from './weather.ts';

export type YearOptions = {
  members: number;
  days: number;
  seed: number;
  /** In memory by default, and a file of its own where the year is rough. */
  databaseUrl?: string;
  /** Slack fails and limits now and then, and the app is restarted (weather.ts). */
  isRough?: boolean;
  /** Seconds of the clock's step: whatever is due in between is due together. */
  step?: number;
  /** Called at the start of each day. */
  onDay?: (day: number, life: Life) => Promise<void> | void;
};

/**
 * Nobody in this year writes to the app in plain words, so that the event of every message in a DM, the app's own
 * included, is spared.
 */
function withoutOwnMessages() {
  const manifest = structuredClone(projectManifest());
  const subscribed = manifest.settings.event_subscriptions;
  if (subscribed) subscribed.bot_events = subscribed.bot_events?.filter((event) => event !== 'message.im') ?? [];
  return manifest;
}

/** A Monday, some weeks before the clocks change in the north and in the south. */
const START = Temporal.Instant.from('2026-02-02T00:00:00Z');
const DAY = 86_400_000;
/** Days between two looks at the leaderboard: it is of a quarter, so this sees it early and late in one. */
const BOARD_EVERY = 20;

export type Year = Awaited<ReturnType<typeof liveThrough>>;

/** Lives through the days with the whole app on an embedded Slack, and lets go of nothing: close it afterwards. */
export async function liveThrough(options: YearOptions) {
  const { members, days, step = 30 } = options;
  const random = seeded(options.seed);
  const topic = zipf(TOPICS.length, random);
  const cast = createCast(members, days, random, topic);
  const clock = travelClock({ start: START, frozen: true });
  const slack = await createSlack({ clock, seed: seedOf(cast), manifest: withoutOwnMessages() });
  const folder = options.isRough ? mkdtempSync(join(tmpdir(), 'year-')) : undefined;
  const config = readConfig({
    ...{ SLACK_BOT_TOKEN: slack.botToken, SLACK_SIGNING_SECRET: slack.signingSecret, SLACK_API_URL: slack.apiUrl },
    ...{
      DATABASE_URL: options.databaseUrl ?? (folder ? `file:${join(folder, 'year.db')}` : 'file::memory:'),
      PORT: '0',
      LOG_LEVEL: process.env.TEST_LOG ?? 'silent',
    },
  });
  const standings = new Map<string, Standing>();
  /** As run: how often the clock moved, to a multiple of `seconds`. */
  const steps = { seconds: step, moves: 0 };
  const watch = createWatch(slack, standings, step);
  let app: Running = await start(config, clock);
  listenAt(slack, app);

  const agenda = createAgenda();
  const hands = createHands(slack, () => app, standings, random);
  const people = new Map(cast.map((person) => [person.id, person]));
  const life: Life = {
    ...{ slack, app: () => app, hands, watch, random, standings, people, topic },
    here: () => cast.filter((person) => standings.get(person.id)?.isGone === false),
    later: (after, run) => agenda.add(clock.now().add(after).epochMilliseconds, async () => void (await run())),
  };
  slack.traffic.listen((entry) => {
    const answer = entry.response as { ok?: boolean; channel?: string; message?: Message } | null;
    if (entry.name !== 'chat.postMessage' || !answer?.ok || !answer.message) return;
    notice(life, String(answer.channel), answer.message);
  });

  const weather = createWeather(options.seed, async () => {
    await app.stop();
    app = await start(config, clock);
    listenAt(slack, app);
  });

  const boards: string[] = [];
  for (const person of cast.filter(({ joins }) => joins === 0)) comes(life, person);
  await app.idle();
  await settle(life, cast);
  for (let day = 0; day < days; day += 1) {
    await options.onDay?.(day, life);
    await comeAndGo(life, cast, day);
    for (const person of life.here()) plan(life, person);
    if (options.isRough) weather.today(life);
    if (day % BOARD_EVERY === BOARD_EVERY - 1) boards.push(await lookAtBoard(life, cast[0]!.id));
    await until(START.epochMilliseconds + (day + 1) * DAY);
  }

  /** Moves on from moment to moment in which something is due, in steps. */
  async function until(end: number): Promise<void> {
    for (;;) {
      const due = await nextRunAfter(app.deps.db, app.deps.workspace.id, clock.now());
      const next = Math.min(agenda.next(), due === undefined ? Infinity : Temporal.Instant.from(due).epochMilliseconds);
      if (next > end) break;
      const at = Math.max(Math.ceil(next / (step * 1000)) * step * 1000, clock.now().epochMilliseconds);
      if (at > clock.now().epochMilliseconds) {
        clock.moveTo(Temporal.Instant.fromEpochMilliseconds(at));
        steps.moves += 1;
      }
      for (let deed = agenda.take(at); deed; deed = agenda.take(at)) await deed.run();
      await app.idle();
    }
    clock.moveTo(Temporal.Instant.fromEpochMilliseconds(end));
    await app.idle();
  }

  return {
    ...{ options, cast, life, watch, slack, clock, boards, weather: weather.sums },
    app,
    steps,
    close: async () => {
      await app.stop();
      await slack.close();
      if (folder) rmSync(folder, { recursive: true });
    },
  };
}

function listenAt(slack: Slack, { port }: Running): void {
  const address = `http://127.0.0.1:${port}/slack/events`;
  slack.setRequestUrl(address, address);
}

/** Until they say otherwise, the app takes everybody to work from nine to five, Monday to Friday. */
function comes(life: Life, person: Person): void {
  const rest = { pausedUntil: 0, isGone: false, muted: new Set<string>(), isErased: false, deeds: [] };
  life.standings.set(person.id, { zone: person.zone, ...defaultHours, ...rest });
  const isInterested = person.accomplice !== undefined || life.random.next() < 0.8;
  if (isInterested) life.later({ minutes: 60 + life.random.below(5 * 24 * 60) }, () => profile(life, person));
}

/** The owner, who has the settings before them, fills in one part. */
async function change(life: Life, owner: string, part: string, filling: Filling): Promise<void> {
  await life.hands.click(owner, { viewId: life.hands.topModal(owner)?.id ?? '' }, `settings.change-${part}`);
  await life.hands.submit(owner, filling);
}

/** The owner chooses a channel for the digest, names leaders and owners, and launches it; each team gets its moment. */
async function settle(life: Life, cast: Person[]): Promise<void> {
  const owner = cast[0]!.id;
  const leaderIds = cast.slice(1, 6).map(({ id }) => id);
  const ownerIds = ownersOf(cast).map(({ id }) => id);
  await life.hands.command(owner, '/mentor settings');
  await change(life, owner, 'where', { digestChannel: 'C0DIGEST' });
  await change(life, owner, 'who', { leaderIds, ownerIds });
  await change(life, owner, 'what', { buddies: ['yes'] });
  await life.hands.close(owner);
  await launch(life, owner);
  const teams = [...life.slack.state.conversations.values()].filter(({ id }) => id.startsWith('C0TEAM'));
  const channels = teams.flatMap(({ id, members }) => {
    const by = cast.find((person) => members.has(person.id));
    return by ? [{ id, by }] : [];
  });
  await setUp(life, channels);
}

async function comeAndGo(life: Life, cast: Person[], day: number): Promise<void> {
  for (const person of cast) {
    if (person.joins === day && day > 0) {
      await life.slack.people.add(slackPerson(person));
      comes(life, person);
    }
    if (person.leaves === day && life.standings.get(person.id)?.isGone === false) {
      await life.slack.people.deactivate(person.id);
      life.standings.get(person.id)!.isGone = true;
    }
  }
  await life.app().idle();
}

/** What the board says to somebody who is not on it themselves. */
async function lookAtBoard({ hands }: Life, id: string): Promise<string> {
  await hands.command(id, '/mentor board');
  return JSON.stringify(hands.whisper(id)?.message.blocks ?? []);
}

/** What somebody does by themselves today: mostly at work, now and then in the evening. */
function plan(life: Life, person: Person): void {
  const { random, slack } = life;
  const local = slack.clock.now().add({ hours: 12 }).toZonedDateTimeISO(person.zone);
  if (!person.days.includes(local.dayOfWeek)) return;
  const eager = eagerness(local.toPlainDate());
  for (const habit of habits) {
    if (random.next() >= habit.aDay(person) * eager) continue;
    const time = random.next() < 0.08 ? '21:00' : person.start;
    const at = local.withPlainTime(time).add({ minutes: random.below(6 * 60) });
    const minutes = Math.round((at.epochMilliseconds - slack.clock.now().epochMilliseconds) / 60_000);
    if (minutes >= 0) life.later({ minutes }, () => habit.run(life, person));
  }
}

function notice(life: Life, channel: string, message: Message): void {
  const conversation = life.hands.conversation(channel);
  if (conversation?.kind === 'mpim') hear(life, channel, message);
  else if (conversation?.kind !== 'im') share(life, channel, message);
  else {
    const readers = [...conversation.members].flatMap((id) => life.people.get(id) ?? []);
    for (const person of readers) read(life, person, { channel, ts: message.ts }, message);
  }
}
