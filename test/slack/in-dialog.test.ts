import { App, type Receiver } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { encode, sign } from '../../sandbox/slack/delivery/http.ts';
import { UserError } from '../../src/errors.ts';
import { features } from '../../src/features/index.ts';
import { findOrCreateSkill, requireMember } from '../../src/features/members/service.ts';
import { replaceSkills } from '../../src/features/members/store/skills.ts';
import { startRequest } from '../../src/features/requests/service/index.ts';
import { onSubmit } from '../../src/slack/listeners.ts';
import { createEngines } from '../support/engine.ts';
import { createWorld, type World } from '../support/world.ts';

type Given = string | string[] | number;
type Refused = { metadata?: unknown; values: Record<string, Given>; at?: string };

const GOAL = 'understand why my pods restart';
const none = { sessionId: 'none' };

/** For each modal, what the app refuses: by its form, or because things are not as they were when it was opened. */
const refusals: Record<string, Refused> = {
  'requests.find-modal': { values: { topic: '???' }, at: 'topic' },
  'requests.pick-modal': { metadata: { topic: 'x' }, values: { topic: '???' } },
  'requests.ask-modal': {
    values: {
      topic: 'Kubernetes',
      goal: GOAL,
      tried: '',
      minutes: '20',
      format: 'thread',
      urgency: 'now',
      options: [],
    },
    at: 'topic',
  },
  'requests.suggest-modal': { metadata: 'none', values: { date: '2026-03-03', time: '10:00' } },
  'sessions.pick-time-form': { metadata: none, values: { time: 1_772_600_000 } },
  'sessions.wrap-up-form': { metadata: none, values: { recap: GOAL } },
  'office-hours.hold-form': {
    values: {
      ...{ topics: ['Kubernetes'], rhythm: 'weekly', firstOn: '2026-03-03', time: '15:00', zone: 'Europe/Berlin' },
      ...{ minutes: '60', slots: '15', place: 'video', link: '', audience: 'everybody' },
    },
    at: 'link',
  },
  'office-hours.book-form': { metadata: { hoursId: 'none' }, values: { when: '2026-03-03/1', goal: GOAL } },
  'technique.feedback-form': { metadata: none, values: { who: 'Bram', what: '', where: '', when: '', why: '' } },
  'technique.role-play-form': { metadata: none, values: { scene: '', own: GOAL, practises: 'mentee' } },
  'webhooks.form': { values: { address: 'http://example.com/hook' }, at: 'address' },
  'settings.save-what': { values: { board: ['yes'] } },
  'settings.save-where': { values: { digestChannel: 'C0NOWHERE' } },
  'settings.save-when': { values: { digestDays: ['1'], digestAt: 'late' }, at: 'digestAt' },
  'settings.save-who': { values: { careContacts: 'The people team' } },
  'settings.save-limits': { values: { offerMinutes: '5000' } },
  'members.profile': { values: { start: '10:00', end: '10:00', department: 'Platform' } },
  'members.pause': { values: { until: '2020-01-01' } },
  'moments.form': { values: { days: ['1'], time: '10:00', zone: 'Mars/Base', own: GOAL }, at: 'zone' },
  'knowledge.form': {
    metadata: { to: { sessionId: 'none' }, hidden: [] },
    values: { question: 'Why does a pod restart?', answer: 'Look at the events and the limits first.' },
  },
  'knowledge.take-down': { metadata: { cardId: 'none' }, values: { reason: 'It is out of date.' } },
  'recognition.thank-modal': {
    values: { person: 'U0ADA', words: 'You helped me to find out why my pods restart.', share: [] },
  },
  'reflections.answer': { metadata: { id: 'none' }, values: { usefulness: '4', answer: GOAL } },
  'pulses.form': {
    metadata: { roundId: 'none' },
    values: { engaged: '4', worth: 'none', unstuck: '3', teams: '5', safe: '4', knows: '2', words: GOAL },
  },
  'pulses.plan-form': { metadata: {}, values: { day: '2020-01-01' } },
  'suggestions.form': {
    metadata: { id: '7d1a2b7e-92a5-4a6e-8f0b-0d6c3a1f5e22' },
    values: { words: '???', name: 'with' },
    at: 'words',
  },
  'outside.form': { values: { day: '2036-01-01' } },
  'outside.add-form': { metadata: { mark: '' }, values: { kind: 'own', lines: '2026-03,,Tickets,1' } },
  'reviews.own-form': { metadata: { id: 'none' }, values: { words: GOAL, figure: 'matched' } },
  'reviews.post-form': {
    metadata: { id: 'none', mark: '' },
    values: { heading: '', text: '', channel: 'C0MENTORING' },
  },
  'suggestions.answer-form': { metadata: { id: 'none', seen: '' }, values: { state: 'heard', answer: GOAL } },
  'reflections.outcome': { metadata: none, values: { used: 'yes', detail: GOAL } },
  'newsletter.form': {
    metadata: { month: '2026-02' },
    values: { heading: 'News', opening: GOAL, closing: '', stories: [], parts: [] },
  },
  'launch.form': {
    metadata: { piece: 'none', mark: '' },
    values: { heading: '', text: '', channel: 'C0MENTORING' },
  },
  'goals.form': { metadata: { goalId: 'none' }, values: { words: GOAL } },
  'matching.choose-modal': { values: { first: 'one', second: 'two' } },
  'concerns.form': {
    metadata: { id: '7d1a2b7e-92a5-4a6e-8f0b-0d6c3a1f5e22' },
    values: { kind: 'none', words: GOAL },
    at: 'kind',
  },
  'buddies.line-form': { metadata: { day: 1 }, values: { words: GOAL } },
  'buddies.import-form': { values: { lines: 'Ada Novak, 2026-03-02' } },
};

/** Nothing refuses these: each of their answers is fine at any time. */
const neverRefused = ['recognition.mine-modal', 'home.choose-reminders'];
/** Without a field, so a refusal comes as a message, with the words. */
const withoutFields = ['technique.preview'];

describe('A modal whose answers are refused', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
    await world.work(async (tx) => {
      await requireMember(tx, 'U0ADA');
      await requireMember(tx, 'U0BRAM');
      const { id: skillId } = await findOrCreateSkill(tx, 'Kubernetes');
      await replaceSkills(tx, 'U0BRAM', 'offers', [{ skillId, level: 2 }]);
      const rest = { tried: '', minutes: 20, format: 'thread', urgency: 'today', isAnonymous: false } as const;
      await startRequest(tx, { menteeId: 'U0ADA', skillId, goal: GOAL, ...rest });
    });
    await world.settle();
  });
  afterEach(() => world.close());

  it('is in the list above', () => {
    const heard: string[] = [];
    const ignore = () => {};
    const view = (pattern: unknown) =>
      void heard.push(z.looseObject({ callback_id: z.string() }).parse(pattern).callback_id);
    const app = { command: ignore, event: ignore, action: ignore, options: ignore, shortcut: ignore, view };
    for (const { slack } of features) slack?.(app as never, {} as never, {} as never);
    expect(heard.toSorted()).toEqual([...Object.keys(refusals), ...neverRefused, ...withoutFields].toSorted());
  });

  it.each(Object.entries(refusals))(
    'stays open with what was typed: %s',
    async (callbackId, { metadata, values, at }) => {
      const before = world.as('U0ADA').messages().length;
      const answer = await send(world, callbackId, metadata, values);
      expect(answer).toMatchObject({ response_action: 'errors' });
      const errors = Object.entries(answer.errors ?? {});
      expect(errors.length).toBeGreaterThan(0);
      if (at) expect(errors.map(([field]) => field)).toContain(at);
      // Fields show plain text.
      for (const [, text] of errors) expect(text).toMatch(/^[^`]{10,}$/);
      expect(world.as('U0ADA').messages()).toHaveLength(before);
    },
  );
});

/** Submits a modal as Slack does. @returns what the app acknowledges it with. */
async function send(world: World, callbackId: string, metadata: unknown, values: Record<string, Given>) {
  const state = Object.fromEntries(
    Object.entries(values).map(([field, given]) => [field, { [field]: element(given) }]),
  );
  const team = { id: world.slack.state.team.id, domain: 'harbour' };
  const view = {
    ...{
      id: 'V1',
      type: 'modal',
      callback_id: callbackId,
      hash: '1.a',
      blocks: [],
      title: { type: 'plain_text', text: 'x' },
    },
    private_metadata: metadata === undefined ? '' : JSON.stringify(metadata),
    state: { values: state },
  };
  const user = { id: 'U0ADA', name: 'ada', team_id: team.id };
  const payload = { type: 'view_submission', team, user, trigger_id: `1.${callbackId}`, view, response_urls: [] };
  const { body, type } = encode({ kind: 'interactive', payload });
  const timestamp = Math.floor(Temporal.Now.instant().epochMilliseconds / 1000);
  const answer = await fetch(`http://127.0.0.1:${world.app().port}/slack/events`, {
    method: 'POST',
    headers: {
      'content-type': type ?? 'application/json',
      'x-slack-request-timestamp': String(timestamp),
      'x-slack-signature': sign(world.slack.signingSecret, timestamp, body),
    },
    body,
  });
  const text = await answer.text();
  return z
    .looseObject({ response_action: z.string().optional(), errors: z.record(z.string(), z.string()).optional() })
    .parse(text === '' ? {} : JSON.parse(text));
}

function element(given: Given) {
  if (typeof given === 'number') return { type: 'datetimepicker', selected_date_time: given };
  if (Array.isArray(given)) return { type: 'checkboxes', selected_options: given.map((value) => ({ value })) };
  return { type: 'plain_text_input', value: given };
}

describe('A modal that was sent off', () => {
  const acked: unknown[] = [];
  const said: string[] = [];
  let close: () => Promise<void>;
  let submit: (words: string) => Promise<void>;

  beforeEach(async () => {
    const engines = await createEngines('sqlite');
    const { deps } = await engines.engine();
    const receiver: Receiver = { init: () => {}, start: async () => {}, stop: async () => {} };
    const watched = {
      ...deps.workspace,
      slack: {
        ...deps.workspace.slack,
        chat: {
          postMessage: async (m: { text: string; blocks?: unknown }) =>
            said.push(`${acked.length}:${m.text} ${JSON.stringify(m.blocks ?? '')}`),
        },
      },
    };
    const app = new App({ receiver, authorize: async () => ({ botToken: 'xoxb-1', workspace: watched }) });
    onSubmit(app, deps, 'probe', z.object({ words: z.string() }), async (sent) => {
      if (sent.data.words === 'slow') await new Promise((resolve) => setTimeout(resolve, 1_800));
      if (sent.data.words === 'kept') await sent.transact(async () => {});
      if (sent.data.words === 'speak') await sent.tell({ text: 'Done.' });
      else throw new UserError('That is `taken`. Please pick another one.', 'words');
    });
    const view = (words: string) => ({
      ...{ id: 'V1', type: 'modal', callback_id: 'probe', private_metadata: '', hash: '1.a' },
      state: {
        values: {
          first: { a: { type: 'plain_text_input', value: 'x' } },
          words: { a: { type: 'plain_text_input', value: words } },
        },
      },
    });
    close = () => engines.close();
    submit = async (words) => {
      const body = {
        type: 'view_submission',
        user: { id: 'U0ADA' },
        team: { id: deps.workspace.id },
        trigger_id: words,
        view: view(words),
      };
      await app.processEvent({ body, ack: async (answer) => void acked.push(answer) });
    };
    acked.length = 0;
    said.length = 0;
  });
  afterEach(() => close());

  it('is refused at the field that the refusal names, and nobody is told otherwise', async () => {
    await submit('quick');
    expect(acked).toEqual([
      { response_action: 'errors', errors: { words: 'That is taken. Please pick another one.' } },
    ]);
    expect(said).toEqual([]);
  });

  it('closes before anything is said', async () => {
    await submit('speak');
    expect(acked).toEqual([undefined]);
    expect(said).toEqual(['1:Done. ""']);
  });

  it('closes in time when it takes long, and the refusal comes with the words', async () => {
    const began = performance.now();
    const sent = submit('slow');
    await expect.poll(() => acked.length, { timeout: 2_500 }).toBe(1);
    expect(performance.now() - began).toBeLessThan(2_500);
    await sent;
    expect(acked).toEqual([undefined]);
    expect(said).toEqual([expect.stringMatching(/^1:That is `taken`.*slow/)]);
  });

  it('is never refused once something of it is kept', async () => {
    await submit('kept');
    expect(acked).toEqual([undefined]);
    expect(said).toHaveLength(1);
  });
});
