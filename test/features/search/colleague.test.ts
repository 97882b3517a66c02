import { describe, expect, it } from 'vitest';
import { blockMember, findOrCreateSkill, pauseMember } from '../../../src/features/members/service.ts';
import { replaceSkills } from '../../../src/features/members/store/skills.ts';
import { pickTime } from '../../../src/features/sessions/service/index.ts';
import { askingWorld, shown } from '../../support/asking.ts';
import { saidIn } from '../../support/dm.ts';
import { heldSession } from '../../support/sessions.ts';
import { openOne } from '../sessions/setup.ts';

const [MENTEE, MENTOR] = ['U0ADA', 'U0BRAM'];
const HELPED = ['U0ADA', 'U0ELIF', 'U0HIRO', 'U0CHIDI', 'U0NOAH'];

describe('A colleague’s name', () => {
  const { world, people, press, type } = askingWorld();
  const card = async (words: string) => {
    await type(people().ada, `/mentor ${words}`);
    return saidIn(people().ada.messages().at(-1)?.blocks);
  };
  const held = (menteeId: string) => world().work((tx) => heldSession(tx, menteeId, MENTOR, 'Kubernetes'));

  it('leads to what they help with and when both are free, and one click asks them', async () => {
    const said = await card('<@U0BRAM>');
    expect(said).toContain('*Bram de Vries* · Principal Platform Engineer (Kubernetes)');
    expect(said).toContain('Kubernetes: go-to person');
    expect(said).toMatch(/You’re both at work and free next <!date/);
    await press(people().ada, 'requests.ask');
    expect(saidIn(people().ada.modal()?.blocks)).toContain('I’ll ask *Bram de Vries* first.');
    const goal = 'understand why my pods restart';
    expect(await people().ada.submit({ fill: { goal, urgency: 'now' } })).toEqual({ ok: true });
    await world().settle();
    expect(shown(people().bram.messages().at(-1))).toContain(goal);
  });

  it('shows when they are free next after what the two have in their days already', async () => {
    await world().work(async (tx) =>
      pickTime(tx, await openOne(tx, { at: 'later' }), MENTOR, tx.now.add({ minutes: 15 })),
    );
    const at = world().clock.now();
    const free = Number(/free next <!date\^(\d+)/.exec(await card('Bram de Vries'))?.[1]);
    expect(free).toBeGreaterThanOrEqual(at.add({ minutes: 34 }).epochMilliseconds / 1000);
  });

  it('tells how many they helped from five on, without quiet talks and unless they would rather not be named', async () => {
    for (const menteeId of HELPED.slice(0, 4)) await held(menteeId);
    expect(await card('Bram')).not.toContain('Helped');
    await held(String(HELPED[4]));
    expect(await card('Bram')).toContain('Helped 5 colleagues here.');
    await world().work((tx) =>
      tx.db.updateTable('session').set({ is_quiet: 1 }).where('mentee_id', '=', 'U0NOAH').execute(),
    );
    expect(await card('Bram')).not.toContain('Helped');
    await world().work(async (tx) => {
      await tx.db.updateTable('session').set({ is_quiet: 0 }).execute();
      await tx.db.updateTable('member').set({ in_digest: 0 }).where('id', '=', MENTOR).execute();
    });
    expect(await card('Bram')).not.toContain('Helped');
  });

  it.each([
    ['on a break', (at: Temporal.Instant) => world().work((tx) => pauseMember(tx, MENTOR, at.add({ hours: 48 })))],
    ['who blocked the asker', () => world().work((tx) => blockMember(tx, MENTOR, MENTEE))],
  ] as const)('of somebody %s is answered without a way to ask them, and without the reason', async (_who, away) => {
    await away(world().clock.now());
    const said = await card('Bram');
    expect(said).toContain('Bram de Vries can’t be asked right now. A topic finds who can.');
    expect(said).not.toMatch(/break|block|free next/);
    expect(shown(people().ada.messages().at(-1))).not.toContain('"requests.ask"');
  });

  it('that several have asks back whom one means', async () => {
    await world().slack.people.updateProfile('U0ELIF', { displayName: 'Bram Aydin' });
    await world().settle();
    const said = await card('Bram');
    expect(said).toContain('*Whom do you mean?*');
    expect(said).toContain('*Bram Aydin*');
    await press(people().ada, 'requests.colleague');
    expect(shown(people().ada.messages().at(-1))).toContain('requests.ask');
  });

  it('leaves out a skill whose name nobody else uses, and says of oneself that it is how others see it', async () => {
    await world().work(async (tx) => {
      const { id } = await findOrCreateSkill(tx, 'Herding quokkas', MENTOR);
      await replaceSkills(tx, MENTOR, 'offers', [{ skillId: id, level: 3 }]);
    });
    expect(await card('Bram')).toContain('Bram de Vries hasn’t said yet what they help with.');
    await type(people().bram, '/mentor Bram de Vries');
    const own = saidIn(people().bram.messages().at(-1)?.blocks);
    expect(own).toContain('This is how colleagues see you.');
    expect(own).not.toContain('Ask');
  });

  it('of somebody who left, or a stale or forged button, is answered with what to do instead', async () => {
    await world().slack.people.updateProfile('U0ELIF', { displayName: 'Bram Aydin' });
    await world().settle();
    for (const value of ['U0GONE', '', 'x'.repeat(1999)]) {
      await type(people().ada, '/mentor Bram');
      const message = people().ada.messages().at(-1);
      const element = { type: 'button', value };
      const channel = people().ada.appDm();
      await people().ada.click({ channel, ts: String(message?.ts), actionId: 'requests.colleague', element });
      await world().settle();
      expect(shown(people().ada.messages())).toContain('No colleague of this name is here any more.');
    }
  });
});
