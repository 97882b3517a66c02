import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Database } from '../../../src/database/open.ts';
import type { Tx } from '../../../src/database/transaction.ts';
import { features } from '../../../src/features/index.ts';
import { holdBackWords, mayReach, requireMember } from '../../../src/features/members/service.ts';
import { setBlocks } from '../../../src/features/members/store/blocks.ts';
import { createRegistry, jobKind, nobody, nothing } from '../../../src/jobs/define.ts';
import type { Job } from '../../../src/jobs/tables.ts';
import { freshDatabase, onBothDatabases, workOn } from '../../support/database.ts';

const NOW = Temporal.Instant.from('2026-03-02T10:00:00Z');

/** What says nothing to one person in the words or the name of another, and why. */
const NOBODYS: Record<string, string> = {
  'prompts.bundle': 'each prompt in it is asked for itself',
  'prompts.refresh': 'the same',
  'prompts.lost': 'the app’s own words, that something did not get through',
  'prompts.spoilt': 'to owners',
  'members.departure': 'to owners',
  'home.refresh': 'one’s own things',
  'webhooks.tested': 'the app’s own words',
  'webhooks.failing': 'to owners, about delivery',
  'settings.welcome': 'the app’s own words',
  'members.unreachable': 'to owners, about delivery',
  'lessons.lesson': 'the app’s own words',
  'requests.offer-changed': 'the question that was read before, or its end',
  'requests.progress': 'the asker’s own request',
  'requests.progress-changed': 'the asker’s own request',
  'requests.closed': 'the asker’s own request',
  'requests.helper': 'names only those who may be asked',
  'sessions.card-edit': 'the card that was read before',
  'technique.shown-again': 'a message that was read before',
  'follow-ups.due': 'the owner’s own next step',
  'reflections.ask': 'the author’s own',
  'reflections.outcome': 'the mentee’s own',
  'knowledge.taken-down': 'an owner’s reason',
  'knowledge.helped': 'a count',
  'office-hours.announcement': 'to a channel',
  'office-hours.announcement-edit': 'to a channel',
  'office-hours.called-off': 'the app’s own words',
  'office-hours.not-announced': 'the app’s own words',
  'office-hours.remind-host': 'guests whose words may not reach the host are left out',
  'goals.news': 'names only those who may be asked',
  'goals.due': 'one’s own goal',
  'goals.ladder': 'the app’s own words',
  'goals.fresh': 'the app’s own words',
  'moments.refused': 'the app’s own words',
  'moments.post': 'to a channel',
  'moments.post-edit': 'to a channel',
  'moments.summary': 'to a channel',
  'moments.summary-edit': 'to a channel',
  'buddies.check-in': 'the app’s own questions',
  'buddies.ended': 'the app’s own words',
  'buddies.nobody': 'to owners',
  'newsletter.draft': 'to owners',
  'newsletter.story-left': 'to owners',
  'newsletter.refused': 'to owners',
  'newsletter.post': 'to a channel; a story between two who would rather not meet is left out',
  'newsletter.post-edit': 'the same',
  'recognition.badge': 'the app’s own words',
  'recognition.digest': 'to a channel; thanks between two who would rather not meet are left out',
  'recognition.digest-refused': 'to owners',
  'recognition.digest-time': 'to owners',
  'momentum.quiet': 'to owners',
  'momentum.invite': 'counts only',
  'suggestions.waiting': 'counts only',
  'reviews.due': 'to owners',
  'reviews.post': 'to a channel',
  'reviews.refused': 'to owners',
  'reviews.ask': 'the app’s own words',
  'pulses.ask': 'names nobody',
  'pulses.closed': 'counts only',
  'reports.card': 'figures of five people or more',
  'reports.card-edit': 'figures of five people or more',
  'reports.ready': 'figures of five people or more',
  'launch.post': 'to a channel',
  'launch.refused': 'to owners',
  'upkeep.trouble': 'to owners',
  'concerns.copy-edit': 'the report that was read before',
  'concerns.receipt': 'the reporter’s own report',
  'concerns.receipt-edit': 'the same',
  'concerns.news': 'the app’s own words',
};

const registry = createRegistry();
for (const { jobs } of features) jobs?.(registry);
const messages = [...registry.handlers].flatMap(([name, handler]) =>
  handler.type === 'message' ? [{ name, handler }] : [],
);
const prompts = [...registry.prompts].map(([name, handler]) => ({ name, handler }));
const all = [...messages, ...prompts];

describe('Every kind of message', () => {
  it.each(all)('$name says whose words it carries, or carries nobody’s', ({ name, handler }) => {
    const isNobodys = name in NOBODYS;
    expect({ name, isNobodys, words: handler.words !== undefined }).toEqual({ name, isNobodys, words: !isNobodys });
  });

  it('is there still, where this list names it', () => {
    const names = new Set(all.map((one) => one.name));
    expect(Object.keys(NOBODYS).filter((name) => !names.has(name))).toEqual([]);
  });
});

onBothDatabases('Between two of whom one would rather not meet the other', (dialect) => {
  let db: Database;
  const at = <T>(unit: (tx: Tx) => Promise<T>) => workOn(db, NOW, unit);
  beforeEach(async () => {
    db = await freshDatabase(dialect);
    await at(async (tx) => {
      for (const id of ['UA', 'UB', 'UC']) await requireMember(tx, id);
      await setBlocks(tx, 'UA', ['UB']);
    });
  });
  afterEach(() => db.close());

  it('no words pass, in neither direction, and between others they do', async () => {
    const reach = (from: string, to: string) => at((tx) => mayReach(tx, from, to));
    expect([await reach('UA', 'UB'), await reach('UB', 'UA'), await reach('UA', 'UC')]).toEqual([false, false, true]);
  });

  it('a message that carries words is not sent and its feature hears of that; another is', async () => {
    const ended: string[] = [];
    const kind = jobKind('test.words', z.object({ to: z.string() }));
    const own = createRegistry();
    own.message(kind, {
      words: async (_work, { to }) => [['UA', to]],
      render: async (_work, { to }) => ({ post: { to: { user: to }, text: 'hello' } }),
      ends: {
        arrived: nothing,
        dead: nothing,
        expired: async (_work, { to }) => void ended.push(to),
        unknown: nothing,
      },
      waiting: nobody,
    });
    own.prompt(kind, async () => ({ text: 'hello' }), { words: async (_work, { to }) => [['UA', to]] });
    holdBackWords(own);
    const handler = own.handlers.get(kind.name);
    if (handler?.type !== 'message') throw new Error('no such message');
    const render = (to: string) => at((tx) => handler.render(tx, { to }, {} as Job));
    expect(await render('UB')).toHaveProperty('skip');
    expect(await render('UC')).toHaveProperty('post');
    expect(ended).toEqual(['UB']);
    const prompt = (to: string) => at(async (tx) => own.prompts.get(kind.name)?.render(tx, { to }));
    expect([await prompt('UB'), await prompt('UC')]).toEqual([undefined, { text: 'hello' }]);
  });
});
