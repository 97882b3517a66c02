import type { Message } from '../../sandbox/slack/state/state.ts';
import type { Random } from '../random.ts';
import { buttonsOf } from './buttons.ts';
import type { Person } from './cast.ts';
import { askIn } from './habits.ts';
import type { Life } from './life.ts';
import { onDraft, onQuiet } from './owners.ts';
import { type Choice, press, type Reaction } from './reaction.ts';

type Place = { channel: string; ts: string };
/** What people do with the buttons that they know, by the button that tells what the message is. Figures are invented. */
const known: Record<string, Reaction> = {
  'requests.accept': ({ random }, { willing }) => {
    if (random.next() < willing) return { press: 'requests.accept' };
    return { press: random.next() < 0.7 ? 'requests.decline' : 'requests.suggest' };
  },
  'requests.suits': ({ random }) => ({ press: random.next() < 0.8 ? 'requests.suits' : 'requests.another' }),
  'sessions.pick-time': press('sessions.pick-time'),
  'reflections.reflect': ({ random }) =>
    random.next() < 0.03
      ? { press: 'reflections.mute' }
      : {
          press: 'reflections.reflect',
          fill: { usefulness: random.of(['3', '4', '5', '5']), answer: insight(random), story: consent(random) },
        },
  'reflections.yes': ({ random }, { accomplice }) => ({
    press: accomplice ? 'reflections.yes' : random.of(['reflections.yes', 'reflections.partly', 'reflections.notYet']),
    fill: { detail: insight(random), story: consent(random) },
  }),
  'newsletter.no': ({ random }) => ({
    press: random.of(['newsletter.yes-named', 'newsletter.yes', 'newsletter.yes', 'newsletter.no']),
  }),
  'newsletter.post': onDraft,
  'momentum.stop': onQuiet,
  'requests.find': ({ random }) => (random.next() < 0.5 ? { press: 'requests.find', go: askIn } : undefined),
  'follow-ups.done': ({ random }) => ({
    press: random.next() < 0.8 ? 'follow-ups.done' : 'follow-ups.drop',
  }),
  'lessons.answer-1': ({ random }) => ({
    press: random.of(['lessons.answer-1', 'lessons.answer-2', 'lessons.skip', 'lessons.answer-1', 'lessons.stop']),
  }),
  'moments.not-this-time': ({ random }) => (random.next() < 0.2 ? { press: 'moments.not-this-time' } : undefined),
  'office-hours.cancel': ({ random }) => (random.next() < 0.1 ? { press: 'office-hours.cancel' } : undefined),
  'office-hours.skip': ({ random }) => (random.next() < 0.05 ? { press: 'office-hours.skip' } : undefined),
};

/** Words that nobody else writes, so that a story can be told from every other. */
const insight = (random: Random) => `Drawing it on paper first is worth it, as I saw in case ${random.below(1e9)}`;
/** Most keep it to themselves. */
const consent = (random: Random) => random.of(['no', 'no', 'no', 'named', 'unnamed']);

/** Buttons that end something or belong to a conversation; nobody presses them only to see what happens. */
const LEFT =
  /^(requests|sessions|reflections|follow-ups|lessons|moments|office-hours|members|privacy|settings|newsletter|momentum|care|concerns)\./;

/** Somebody reads a new message in their DM with the app and, sooner or later or never, does what it asks for. */
export function read(life: Life, person: Person, place: Place, message: Message): void {
  const ids = buttonsOf(message.blocks).map((b) => b.actionId);
  const signs = Object.keys(known).filter((id) => ids.includes(id));
  const strange = ids.filter((id) => !LEFT.test(id));
  for (const sign of signs) {
    if (life.random.next() < person.answers) wait(life, person, () => decide(life, person, place, known[sign]!));
  }
  // A room that these people have not been told about: they press something, and fill in what opens.
  if (strange.length > 0 && life.random.next() < person.answers) {
    wait(life, person, () => react(life, person, place, { press: life.random.of(strange) }));
  }
}

/** After some hours of work, in the mean; mostly while at work. */
function wait(life: Life, person: Person, run: () => Promise<void>): void {
  const hours = -Math.log(1 - life.random.next()) * person.delay + 0.02;
  const at = life.slack.clock.now().add({ seconds: Math.round(hours * 3600) });
  const local = at.toZonedDateTimeISO(person.zone);
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' });
  const isAtWork = person.days.includes(local.dayOfWeek) && time >= person.start && time < person.end;
  const moved = isAtWork || life.random.next() < 0.15 ? hours : hours + 15;
  life.later({ seconds: Math.round(moved * 3600) }, run);
}

async function decide(life: Life, person: Person, place: Place, choose: Reaction): Promise<void> {
  const choice = choose(life, person);
  if (choice) await react(life, person, place, choice);
}

async function react(life: Life, person: Person, place: Place, choice: Choice): Promise<void> {
  const blocks = life.hands.message(place.channel, place.ts)?.blocks;
  const button = buttonsOf(blocks).find((b) => b.actionId === choice.press);
  if (!button) return;
  await life.hands.click(person.id, place, button.actionId, button.blockId);
  if (choice.go) await choice.go(life, person);
  await life.hands.finish(person.id, choice.fill);
  const { afterwards } = choice;
  if (afterwards) life.later({ minutes: 10 }, () => react(life, person, place, afterwards));
  // A second, hurried click on what is still there.
  if (life.random.next() < 0.05 && buttonsOf(life.hands.message(place.channel, place.ts)?.blocks).length > 0) {
    const again = buttonsOf(life.hands.message(place.channel, place.ts)?.blocks)[0]!;
    if (again.actionId === button.actionId) await life.hands.click(person.id, place, again.actionId, again.blockId);
    life.hands.close(person.id);
  }
}
