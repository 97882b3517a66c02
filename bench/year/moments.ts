import type { Message } from '../../sandbox/slack/state/state.ts';
import type { Person } from './cast.ts';
import type { Life } from './life.ts';

/** Somebody of each team sets up its moment; the teams differ in zone, days and deck. */
export async function setUp({ hands, random }: Life, channels: { id: string; by: Person }[]): Promise<void> {
  for (const { id, by } of channels) {
    await hands.command(by.id, '/mentor moment', id);
    await hands.finish(by.id, {
      ...{ days: random.of([['2'], ['1', '4'], ['5']]), time: '10:30', zone: by.zone, minutes: '10' },
      ...{
        deck: random.of(['insights', 'mistakes', 'tools', 'customers']),
        willing: ['yes'],
        holidays: '2026-12-24',
        own: null,
      },
    });
  }
}

/** Some of a channel answer the question, and some say that they could host. */
export function share(life: Life, channel: string, message: Message): void {
  if (!/^A moment for /.test(message.text)) return;
  const members = [...(life.hands.conversation(channel)?.members ?? [])].flatMap((id) => life.people.get(id) ?? []);
  for (const person of life.random.shuffled(members).slice(0, 4)) {
    const after = { minutes: 1 + life.random.below(12) };
    life.later(after, () => life.hands.say(person.id, channel, 'I learned to ask one question more.', message.ts));
    if (life.random.next() < 0.2) {
      life.later(after, () => life.hands.click(person.id, { channel, ts: message.ts }, 'moments.volunteer'));
    }
  }
}
