import { afterEach, describe, expect, it } from 'vitest';
import { liveThrough, type Year } from '../bench/year/run.ts';
import { summarise } from '../bench/year/summary.ts';
import { newsletterPost } from '../src/features/newsletter/views/index.ts';

let year: Year | undefined;
afterEach(() => year?.close());

/** Six weeks in which the clocks change in America and in Europe. */
const SHORT = { members: 30, days: 42, seed: 7, step: 60 };

const newsletterWith = (words: string) =>
  newsletterPost({
    ...{ heading: 'News', opening: 'Once more', closing: '', hasFigures: false, figures: undefined },
    stories: [{ id: 'S', topic: 'Rust', words, isByMentee: true, author: undefined, partner: undefined }],
    ...{ hasTechnique: false, technique: { name: '', idea: '', try: '' } },
  }).blocks;

describe('Six weeks of thirty people in eighteen zones', () => {
  it('nobody hears from the app at night, on a break, too often, twice, or of what they switched off', {
    timeout: 300_000,
  }, async () => {
    year = await liveThrough(SHORT);
    const summary = await summarise(year);
    expect(summary.complaints).toEqual({ total: 0, first: [] });
    expect(summary.unpromptedPerPersonAndDay.max).toBeLessThanOrEqual(3);
    expect(summary.jobsInTrouble).toEqual([]);
    expect(summary.isInTrouble).toBe(false);
    expect(summary.step).toMatchObject({ seconds: SHORT.step });
    // Messages to groups are judged as well, for each of their readers.
    expect(summary.messages.toReaders.unprompted).toBeGreaterThan(0);
    expect(summary.messages.toReaders.talk + summary.messages.toReaders.agreed).toBeGreaterThan(20);
    expect(summary.boards.withTraders).toBe(0);
    // It is a year of something: people were asked, talked, looked back and were told of it.
    expect(summary.requests.matched).toBeGreaterThan(5);
    expect(summary.sessions['wrapped up']).toBeGreaterThan(3);
    expect(summary.messages.channel).toBeGreaterThan(10);
    expect(summary.badges['first-session']).toBeGreaterThan(3);
    expect(summary.launch).toEqual({ posted: 10 });
    expect(summary.newsletters.draft ?? 0).toBe(0);
    expect(Math.min(summary.stories.offered, summary.stories.agreed)).toBeGreaterThan(0);
  });

  it('the same holds while Slack limits, fails and is away, and the app is started anew', {
    timeout: 300_000,
  }, async () => {
    year = await liveThrough({ ...SHORT, days: 21, seed: 5, isRough: true });
    const summary = await summarise(year);
    expect(summary.complaints).toEqual({ total: 0, first: [] });
    expect(summary.isInTrouble).toBe(false);
    expect(Math.min(summary.weather.limits, summary.weather.unclear, summary.weather.restarts)).toBeGreaterThan(0);
  });

  it('a message that goes past the gate is found, whatever is wrong with it', { timeout: 300_000 }, async () => {
    const days = 10;
    year = await liveThrough({
      ...{ ...SHORT, days },
      onDay: async (day, { app, people, standings }) => {
        const [one, paused, muting, gone, invited] = people.keys();
        const groupOf = async (...users: string[]) =>
          String((await app().deps.workspace.slack.conversations.open({ users: users.join(',') })).channel?.id);
        const say = (channel: string, text: string, blocks?: object[]) =>
          app().deps.workspace.slack.chat.postMessage({
            channel,
            text,
            ...(blocks ? { blocks: blocks as never } : {}),
          });
        if (day === 8) for (const n of [1, 2, 3, 4]) await say(one!, `Have a look at this, for the ${n}. time`);
        if (day === 8) for (const _ of [1, 2]) await say('C0DIGEST', 'The same words');
        if (day === 8) await say('C0DIGEST', `Thanks to ${[...people.keys()].map((id) => `<@${id}>`).join(' ')}`);
        if (day === 8) await say(await groupOf(paused!, muting!), 'Somebody added to the wrap-up above.');
        if (day === 8) for (const n of [1, 2]) await say(invited!, `Twenty minutes with a colleague? ${n}`);
        if (day === 8) await say('C0DIGEST', 'News', newsletterWith('Words to which nobody has said yes'));
        if (day !== 9) return;
        standings.get(paused!)!.pausedUntil = Infinity;
        standings.get(muting!)!.muted.add('badges');
        await say(paused!, 'Are you there?');
        await say(muting!, 'A badge for you: Anything.');
        standings.get(gone!)!.isGone = true;
        await say(gone!, 'Come back');
      },
    });
    const inGroup = year.watch.complaints.filter(({ text }) => text.startsWith('in a group: Somebody added'));
    expect(inGroup.map(({ what }) => what)).toContain('out of hours');
    const found = new Set(year.watch.complaints.map(({ what }) => what));
    expect([...found].sort()).toEqual(
      [
        ...[
          'a fourth of the day',
          'after they left',
          'muted',
          'on a pause',
          'out of hours',
          'pinged out of hours',
          'twice',
        ],
        ...['invited again', 'told without a yes'],
      ].sort(),
    );
  });
});
