// slackapi/bolt-js#687, slackapi/java-slack-sdk#629: in a channel shared by another workspace, the event's team_id is theirs; authorizations name ours.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { momentForm } from '../../src/features/moments/rules/form.ts';
import { saveMoment } from '../../src/features/moments/service.ts';
import { saidIn } from '../support/dm.ts';
import { sender } from '../support/sender.ts';
import { createWorld, type World } from '../support/world.ts';

const [ADA, DANA, MENTORING] = ['U0ADA', 'U0DANA', 'C0MENTORING'];
let world: World;
let n = 0;
beforeEach(async () => {
  world = await createWorld();
  await world.settle();
});
afterEach(() => world.close());

/** An event of a shared channel. `installed` is the workspace whose installation it is for. */
async function shared(event: Record<string, unknown>, installed = world.slack.state.team.id): Promise<number> {
  n += 1;
  const { team, app } = world.slack.state;
  const ts = `${Math.floor(world.clock.now().epochMilliseconds / 1000)}.0009${n}0`;
  const { deliver } = sender(world.app().port, world.slack.signingSecret);
  const status = await deliver('events_api', {
    type: 'event_callback',
    team_id: 'T0PARTNER',
    context_team_id: installed,
    api_app_id: app.appId,
    event_id: `Ev0SHARED${n}`,
    event_time: 1,
    is_ext_shared_channel: true,
    authorizations: [{ enterprise_id: null, team_id: installed, user_id: app.botUserId, is_bot: true }],
    event: { channel: MENTORING, user: ADA, user_team: team.id, ts, event_ts: ts, ...event },
  });
  await world.settle();
  return status;
}

it('a question to the app there is answered', async () => {
  const text = `<@${world.slack.state.app.botUserId}> kubernetes`;
  expect(await shared({ type: 'app_mention', text })).toBe(200);
  const answer = world
    .as(ADA)
    .messages(MENTORING)
    .findLast((m) => m.ephemeral);
  expect(answer?.text).toContain('Kubernetes');
});

it('what is shared in the thread of a moment there counts', async () => {
  const filled = { days: ['2'], time: '11:00', zone: 'Europe/Berlin', minutes: '10', deck: 'tools' };
  await world.work((tx) => saveMoment(tx, DANA, MENTORING, momentForm.parse(filled)));
  await world.travelTo(Temporal.Instant.from('2026-03-03T10:01:00Z'));
  const post = world
    .as(DANA)
    .messages(MENTORING)
    .findLast((m) => saidIn(m.blocks).includes('A moment for'))!;
  await shared({ type: 'message', channel_type: 'channel', thread_ts: post.ts, text: 'A word from me' });
  const turns = await world.work((tx) => tx.db.selectFrom('moment_turn').select('shared').execute());
  expect(turns.map((one) => one.shared)).toContain(1);
});

it('an event for another workspace’s installation is still ignored', async () => {
  const text = `<@${world.slack.state.app.botUserId}> kubernetes`;
  expect(await shared({ type: 'app_mention', text }, 'T0PARTNER')).toBe(200);
  expect(
    world
      .as(ADA)
      .messages(MENTORING)
      .filter((m) => m.ephemeral),
  ).toEqual([]);
});
