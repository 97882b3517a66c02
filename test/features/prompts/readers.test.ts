import { afterEach, expect, it } from 'vitest';
import {
  acceptNewcomer,
  checkInComes,
  meet,
  setWelcoming,
  writeLine,
} from '../../../src/features/buddies/service/index.ts';
import { findOrCreateSkill, requireMember } from '../../../src/features/members/service.ts';
import { updateMember } from '../../../src/features/members/store/index.ts';
import { replaceSkills } from '../../../src/features/members/store/skills.ts';
import { withoutPings } from '../../../src/features/prompts/service/readers.ts';
import { startRequest } from '../../../src/features/requests/service/index.ts';
import { writeWorkspace } from '../../../src/features/settings/store.ts';
import { section } from '../../../src/slack/blocks.ts';
import { onBothDatabases } from '../../support/database.ts';
import { newest, saidIn } from '../../support/dm.ts';
import { createWorld, type World } from '../../support/world.ts';

const [ADA, BRAM, DANA, MIRA] = ['U0ADA', 'U0BRAM', 'U0DANA', 'U0MIRA'];
const at = (time: string) => Temporal.Instant.from(`2026-03-0${time}Z`);

onBothDatabases('What notifies somebody by the way', (dialect) => {
  let world: World;
  afterEach(() => world.close());
  const begin = async () => {
    world = await createWorld({ dialect });
  };
  const hours = (id: string, start: string, end: string) =>
    world.work((tx) => updateMember(tx, id, { work_start: start, work_end: end, zone: 'UTC' }));

  it('is a name, and no mention, in a channel while they are off work', async () => {
    await begin();
    await hours(BRAM, '14:00', '18:00');
    await hours(ADA, '09:00', '18:00');
    const content = { text: `<@${BRAM}> and <@${ADA}>`, blocks: [section(`*Thanks* to <@${BRAM}>, by <@${ADA}>`)] };
    const shown = () => world.work((tx) => withoutPings(tx, content));
    const post = { text: `Bram de Vries and <@${ADA}>`, blocks: [section(`*Thanks* to Bram de Vries, by <@${ADA}>`)] };
    expect(await shown()).toEqual(post);
    await world.travelTo(at('2T14:05:00'));
    expect(await shown()).toEqual(content);
  });

  it('is a newcomer’s line to their buddy, which waits for the hours of the buddy', async () => {
    await begin();
    await world.work(async (tx) => {
      const settings = { zone: 'Europe/Berlin', hasBuddies: true, allowGuests: true, ownerIds: [DANA] };
      await writeWorkspace(tx, { settings: JSON.stringify(settings) });
      await setWelcoming(tx, BRAM, true);
    });
    await world.slack.people.add({ id: MIRA, handle: 'mira', realName: 'Mira Lind', title: '', tz: 'Europe/Berlin' });
    await world.settle();
    await world.work(async (tx) => {
      const [pair] = await tx.db.selectFrom('buddy_pair').selectAll().execute();
      await acceptNewcomer(tx, pair!.id, BRAM);
      await meet(tx, pair!.id, MIRA);
    });
    await world.settle();
    const lines = () => {
      const group = world
        .as(BRAM)
        .conversations()
        .find((c) => c.kind === 'mpim');
      return world
        .as(BRAM)
        .messages(group!.id)
        .filter((m) => saidIn(m.blocks).includes('Where are the fonts?')).length;
    };
    await world.work((tx) => checkInComes(tx, MIRA, 1));
    await world.settle();
    await hours(BRAM, '14:00', '18:00');
    // He was asked and introduced today, which would leave one message for the day.
    await world.work((tx) => tx.db.deleteFrom('contact').execute());
    await world.work((tx) => writeLine(tx, MIRA, 1, 'Where are the fonts?'));
    await world.travelTo(at('2T13:55:00'));
    expect(lines()).toBe(0);
    await world.travelTo(at('2T14:05:00'));
    expect(lines()).toBe(1);
  });

  it('is an answer at once, and in their hours when Slack held it up', async () => {
    await begin();
    const skillId = await world.work(async (tx) => {
      const { id } = await findOrCreateSkill(tx, 'Kubernetes');
      await requireMember(tx, BRAM);
      await replaceSkills(tx, BRAM, 'offers', [{ skillId: id, level: 2 }]);
      return id;
    });
    await hours(ADA, '14:00', '18:00');
    await hours(BRAM, '14:00', '18:00');
    const what = { skillId, goal: 'understand why my pods restart', tried: '', minutes: 20, format: 'thread' } as const;
    const ask = () =>
      world.work((tx) =>
        startRequest(tx, { ...what, menteeId: ADA, urgency: 'today', isAnonymous: false, mentorId: BRAM }),
      );
    world.slack.faults.add({ method: 'chat.postMessage', kind: '429', retryAfter: 900, times: 1 });
    await ask();
    await world.travelTo(at('2T13:55:00'));
    expect(world.as(ADA).messages()).toEqual([]);
    await world.travelTo(at('2T14:05:00'));
    expect(newest(world.as(ADA)).text).toContain('Kubernetes');
  });
});
