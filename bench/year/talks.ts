import type { Message } from '../../sandbox/slack/state/state.ts';
import { buttonsOf } from './buttons.ts';
import type { Person } from './cast.ts';
import type { Life } from './life.ts';

/** What the two in a session do when the app writes in their conversation. All figures are invented. */
export function hear(life: Life, channel: string, message: Message): void {
  const two = [...life.hands.conversation(channel)!.members].flatMap((id) => life.people.get(id) ?? []);
  const [one, other] = life.random.shuffled(two);
  if (!one || !other) return;
  const root = message.thread_ts ?? message.ts;
  if (root === message.ts) arrive(life, [one, other], channel, root);
  else if (/The clock is running/.test(message.text)) talk(life, [one, other], channel, root);
  else if (/time is up/i.test(message.text)) part(life, one, channel, root);
}

/** Somebody presses Start, or agrees on a time first; now and then it is called off, or nobody comes. */
function arrive(life: Life, [one, other]: [Person, Person], channel: string, root: string): void {
  const { random, later } = life;
  const fate = one.accomplice ? 0 : random.next();
  if (fate > 0.9) return;
  const button = fate < 0.8 ? 'sessions.start' : fate < 0.87 ? 'sessions.call-off' : 'sessions.pick-time';
  later({ minutes: 2 + random.below(40) }, async () => {
    for (const person of [one, other]) await press(life, person, channel, root, button);
  });
}

function talk(life: Life, two: [Person, Person], channel: string, root: string): void {
  const { hands, random, later } = life;
  for (const [n, person] of two.entries()) {
    later({ minutes: 1 + n }, () => hands.say(person.id, channel, 'Let me show you where I am.', root));
  }
  if (random.next() < 0.1) later({ minutes: 4 }, () => technique(life, two[0], channel, root));
  if (random.next() < 0.1) later({ minutes: 12 }, () => press(life, two[0], channel, root, 'sessions.extend'));
  if (random.next() < 0.2) part(life, two[0], channel, root);
}

function part(life: Life, person: Person, channel: string, root: string): void {
  if (life.random.next() > 0.7) return;
  life.later({ minutes: 1 + life.random.below(5) }, () =>
    press(life, person, channel, root, 'sessions.wrap-up', {
      ...{ recap: 'The order of the steps matters.', when1: 'it happens again', will1: 'look at the order first' },
    }),
  );
}

async function technique(life: Life, person: Person, channel: string, root: string): Promise<void> {
  const { hands, random } = life;
  await press(life, person, channel, root, 'technique.open', undefined, false);
  const view = hands.topModal(person.id);
  const buttons = buttonsOf(view?.view.blocks);
  if (view && buttons.length > 0) {
    const { actionId, blockId } = random.of(buttons);
    await hands.click(person.id, { viewId: view.id }, actionId, blockId);
  }
  while (await hands.submit(person.id)) if (!hands.topModal(person.id)) break;
  hands.close(person.id);
}

async function press(
  { hands }: Life,
  { id }: Person,
  channel: string,
  root: string,
  actionId: string,
  fill?: Record<string, string>,
  isClosed = true,
): Promise<void> {
  const button = buttonsOf(hands.message(channel, root)?.blocks).find((b) => b.actionId === actionId);
  if (!button) return;
  await hands.click(id, { channel, ts: root }, actionId, button.blockId);
  if (isClosed) await hands.finish(id, fill);
}
