import { expect } from 'vitest';
import { z } from 'zod';
import { openSection } from './settings.ts';
import type { World } from './world.ts';

const ADA = 'U0ADA';
const BRAM = 'U0BRAM';

const message = z.looseObject({ ts: z.string(), text: z.string(), user: z.string().optional() });

/** Everything that the app ever said to somebody in a place, oldest first. */
const sayings = (given: unknown): string[] =>
  z
    .array(message)
    .parse(given)
    .map((m) => m.text);

const chosen = (...names: string[]) => ({
  'members.skill': {
    type: 'multi_external_select',
    selected_options: names.map((name) => ({ text: { type: 'plain_text', text: name }, value: name })),
  },
});

/** Somebody enters what they are the go-to person for, in place of what their title suggests. */
async function offerSkill(w: World, userId: string, name: string): Promise<void> {
  const person = w.as(userId);
  await person.command('/mentor skills');
  await w.slack.until(() => person.modal(), 'the profile');
  const answer = await person.submit({ values: { offers_3: chosen(name), offers_2: chosen(), offers_1: chosen() } });
  expect(answer).toEqual({ ok: true });
  await w.settle();
}

/** Another process takes over: nothing may be lost or said twice. */
async function restart(w: World): Promise<void> {
  await w.stopApp();
  await w.startApp();
}

/**
 * From the question over the talk, the looking back and the next step to the digest, in four weeks, each step in a
 * process of its own: nothing is lost, and nothing comes twice.
 */
export async function liveTheLoop(w: World): Promise<void> {
  const [ada, bram, dana] = [w.as(ADA), w.as(BRAM), w.as('U0DANA')];
  await offerSkill(w, BRAM, 'Kubernetes');
  await openSection(w, 'U0DANA', 'where');
  await dana.submit({ fill: { digestChannel: { type: 'channels_select', selected_channel: 'C0MENTORING' } } });
  await w.settle();

  await ada.command('/mentor k8s');
  const card = await w.slack.until(() => ada.messages().find((m) => /can help/.test(String(m.text))), 'colleagues');
  await ada.click({ channel: ada.appDm(), ts: String(card.ts), actionId: 'requests.ask-best' });
  await w.slack.until(() => ada.modal(), 'the question');
  await ada.submit({ fill: { goal: 'Understand why my pod restarts', urgency: 'now' } });
  await w.settle();
  await restart(w);

  const offer = bram.messages().at(-1)!;
  expect(String(offer.text)).toMatch(/asks for 20 minutes of your help with Kubernetes/);
  await bram.click({ channel: bram.appDm(), ts: String(offer.ts), actionId: 'requests.accept' });
  await w.settle();

  const place = ada.conversations().find((c) => c.kind === 'mpim')!;
  const root = ada.messages(String(place.id)).at(-1)!;
  await ada.click({ channel: String(place.id), ts: String(root.ts), actionId: 'sessions.start' });
  await w.settle();
  await ada.say({ channel: String(place.id), threadTs: String(root.ts), text: 'Hello Bram' });
  await bram.say({ channel: String(place.id), threadTs: String(root.ts), text: 'Hello Ada' });
  await w.settle();
  await restart(w);
  await w.travel({ minutes: 12 });
  await restart(w);
  await w.travel({ minutes: 10 });

  const thread = () => sayings(ada.thread(String(place.id), String(root.ts)));
  for (const line of [/The clock is running/, /Half time/, /minutes left, until/, /time is up/]) {
    expect(thread().filter((text) => line.test(text))).toHaveLength(1);
  }
  await ada.click({ channel: String(place.id), ts: String(root.ts), actionId: 'sessions.wrap-up' });
  await w.slack.until(() => ada.modal(), 'the wrap-up');
  await ada.submit({
    fill: { recap: 'The probe was too strict.', when1: 'a pod restarts', will1: 'read its events first' },
  });
  await w.settle();
  await restart(w);

  await w.travel({ hours: 24 });
  const look = ada.messages().at(-1)!;
  expect(String(look.text)).toMatch(/A minute to look back/);
  await ada.click({ channel: ada.appDm(), ts: String(look.ts), actionId: 'reflections.reflect' });
  await w.slack.until(() => ada.modal(), 'the reflection');
  const words = 'Thank you for your patience with me';
  await ada.submit({ fill: { usefulness: '4', answer: 'Events first.', thanks: words, share: 'yes' } });
  await w.settle();
  await restart(w);
  await w.travel({ hours: 48 });
  await restart(w);
  const due = ada.messages().at(-1)!;
  expect(String(due.text)).toMatch(/On your list for/);
  await ada.click({ channel: ada.appDm(), ts: String(due.ts), actionId: 'follow-ups.done' });
  const thanked = bram.messages().find((m) => /thanks you/.test(String(m.text)))!;
  await bram.click({ channel: bram.appDm(), ts: String(thanked.ts), actionId: 'recognition.agree' });
  await w.settle();

  await w.travel({ hours: 24 * 4 });
  const digests = sayings(dana.messages('C0MENTORING')).filter((text) => /Whose help was of use/.test(text));
  expect(digests).toHaveLength(1);
  expect(JSON.stringify(dana.messages('C0MENTORING').at(-1))).toContain(words);

  await w.travel({ hours: 24 * 14 });
  const toAda = sayings(ada.messages());
  const toBram = sayings(bram.messages());
  expect(toAda.filter((text) => /Did you use it/.test(text))).toHaveLength(1);
  expect(toBram.filter((text) => /thanks you/.test(text))).toHaveLength(1);
  expect(toBram.filter((text) => /did what you two agreed on/.test(text))).toHaveLength(1);
  // One question the next morning, one reminder, then rest.
  expect(toBram.filter((text) => /A minute to look back/.test(text))).toHaveLength(2);
  const troubled = await w
    .app()
    .deps.db.read.selectFrom('job')
    .select('id')
    .where('outcome', 'in', ['dead', 'unknown'])
    .execute();
  expect(troubled).toEqual([]);
}
