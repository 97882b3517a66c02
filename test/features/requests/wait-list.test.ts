import { describe, expect, it } from 'vitest';
import type { Tx } from '../../../src/database/transaction.ts';
import { saveSettings } from '../../../src/features/admin/service/index.ts';
import { profileForm } from '../../../src/features/members/rules/profile.ts';
import { saveProfile } from '../../../src/features/members/service/profile.ts';
import {
  findOrCreateSkill,
  homeOpened,
  learnPerson,
  pauseMember,
  resumeMember,
  type SlackUser,
} from '../../../src/features/members/service.ts';
import { updateMember } from '../../../src/features/members/store/index.ts';
import { deleteData } from '../../../src/features/privacy/service/index.ts';
import { acceptOffer, getRequest, helpersFor, joinWaitList } from '../../../src/features/requests/service/index.ts';
import { cancelSession, wrapUp } from '../../../src/features/sessions/service/index.ts';
import { iso } from '../../../src/time.ts';
import { askingWorld, shown } from '../../support/asking.ts';
import { onBothDatabases } from '../../support/database.ts';
import { filledForm } from '../../support/members.ts';
import { NOW, person, requestsOn, start } from '../../support/requests.ts';

const DAY = { hours: 24 };

onBothDatabases('A wait list', (dialect) => {
  const { run, prompts, pending, database } = requestsOn(dialect);

  /** UWELDER offers welding and nobody else does; UASKER waits for it. */
  async function waiting(tx: Tx): Promise<void> {
    await person(tx, 'UWELDER', { Welding: 2 });
    const { id } = await findOrCreateSkill(tx, 'Welding');
    await joinWaitList(tx, { menteeId: 'UASKER', skillId: id, name: 'Welding', goal: '' });
  }

  const told = async () => (await prompts('requests.helper')).map((prompt) => prompt.member_id);

  it('wakes when somebody who offers the skill resumes from a break', async () => {
    await run(async (tx) => {
      await waiting(tx);
      await pauseMember(tx, 'UWELDER', undefined);
    });
    expect(await told()).toEqual([]);
    await run((tx) => resumeMember(tx, 'UWELDER'), NOW.add(DAY));
    expect(await told()).toEqual(['UASKER']);
  });

  it('tells nobody when somebody who offers nothing ends their break', async () => {
    await run(async (tx) => {
      await waiting(tx);
      await person(tx, 'UNOVICE', {});
      await pauseMember(tx, 'UNOVICE', undefined);
    });
    await run((tx) => resumeMember(tx, 'UNOVICE'), NOW.add(DAY));
    expect(await told()).toEqual([]);
  });

  it('tells of the same colleague once, and of another one too', async () => {
    await run(async (tx) => {
      await waiting(tx);
      await pauseMember(tx, 'UWELDER', undefined);
    });
    for (const days of [1, 9, 17]) {
      const when = NOW.add({ hours: 24 * days });
      await run((tx) => resumeMember(tx, 'UWELDER'), when);
      for (const { payload } of await prompts('requests.helper')) {
        const { requestId } = JSON.parse(payload);
        await run(async (tx) => {
          await helpersFor(tx, (await getRequest(tx, requestId))!);
          await tx.db
            .updateTable('prompt')
            .set({ state: 'sent', sent_at: iso(when) })
            .execute();
        }, when);
      }
      await run((tx) => pauseMember(tx, 'UWELDER', undefined), when.add({ hours: 1 }));
    }
    const all = async () =>
      (await database().read.selectFrom('prompt').select('id').where('kind', '=', 'requests.helper').execute()).length;
    expect(await all()).toBe(1);
    const later = NOW.add({ hours: 24 * 25 });
    await run(async (tx) => {
      await person(tx, 'USECOND', { Welding: 1 });
      await pauseMember(tx, 'USECOND', undefined);
      await resumeMember(tx, 'USECOND');
    }, later);
    expect(await all()).toBe(2);
  });

  it('does not wake for somebody who was not away, or who may not be asked', async () => {
    await run(waiting);
    await run((tx) => resumeMember(tx, 'UWELDER'));
    expect(await told()).toEqual([]);
    await run(async (tx) => {
      await pauseMember(tx, 'UWELDER', undefined);
      await updateMember(tx, 'UWELDER', { capacity: 0 });
      await resumeMember(tx, 'UWELDER');
    });
    expect(await told()).toEqual([]);
  });

  it.each([
    ['takes more sessions a week', { capacity: '3' }, ['UASKER']],
    ['does not', { capacity: '2' }, []],
  ])('wakes when somebody who saves their profile %s', async (_title, habits, waking) => {
    await run(waiting);
    const form = profileForm.parse(filledForm({ offers_2: ['Welding'], ...habits }));
    await run((tx) => saveProfile(tx, 'UWELDER', form));
    expect(await told()).toEqual(waking);
  });

  it('wakes when somebody can be written to again', async () => {
    await run(async (tx) => {
      await waiting(tx);
      await updateMember(tx, 'UWELDER', { unreachable: 'cannot_dm_bot' });
      await homeOpened(tx, 'UOTHER');
    });
    expect(await told()).toEqual([]);
    await run((tx) => homeOpened(tx, 'UWELDER'));
    expect(await told()).toEqual(['UASKER']);
  });

  it('wakes when guests may mentor from now on, for the topics that an active guest offers', async () => {
    await run(async (tx) => {
      await waiting(tx);
      await updateMember(tx, 'UWELDER', { is_guest: 1 });
      await person(tx, 'UGONE', { Rigging: 2 });
      await updateMember(tx, 'UGONE', { is_guest: 1, is_deactivated: 1 });
      await person(tx, 'UBRAZER', { Brazing: 2 });
      for (const name of ['Rigging', 'Brazing']) await joinWaitList(tx, { menteeId: 'UOTHER', name, goal: '' });
      await updateMember(tx, 'UA', { is_owner: 1 });
      await saveSettings(tx, 'UA', { offerMinutes: 60 });
    });
    expect(await told()).toEqual([]);
    await run((tx) => saveSettings(tx, 'UA', { allowGuests: true }));
    expect(await told()).toEqual(['UASKER']);
  });

  it('does not wake for guests who could be asked already', async () => {
    await run(async (tx) => {
      await updateMember(tx, 'UA', { is_owner: 1 });
      await saveSettings(tx, 'UA', { allowGuests: true });
      await waiting(tx);
      await updateMember(tx, 'UWELDER', { is_guest: 1 });
      await saveSettings(tx, 'UA', { allowGuests: true });
    });
    expect(await told()).toEqual([]);
  });

  it('wakes when the account of a helper is active again, and when a guest becomes a full member', async () => {
    const learn = (more: Partial<SlackUser>, at = NOW) =>
      run((tx) => learnPerson(tx, { id: 'UWELDER', name: 'welder', ...more }), at);
    await run(waiting);
    await learn({ deleted: true });
    expect(await told()).toEqual([]);
    await learn({});
    expect(await told()).toEqual(['UASKER']);
    await run((tx) => tx.db.updateTable('prompt').set({ state: 'dropped' }).execute());
    await learn({ is_restricted: true }, NOW.add(DAY));
    expect(await told()).toEqual([]);
    await learn({}, NOW.add(DAY));
    expect(await told()).toEqual(['UASKER']);
  });

  it('wakes when a session that filled the week is called off', async () => {
    const request = await run(async (tx) => {
      await waiting(tx);
      await updateMember(tx, 'UWELDER', { capacity: 1 });
      return start(tx, { skill: 'Welding', menteeId: 'UOTHER' });
    });
    const offer = await pending(request);
    const sessionId = await run(async (tx) => {
      await acceptOffer(tx, offer.id, 'UWELDER');
      const session = await tx.db.selectFrom('session').select('id').executeTakeFirstOrThrow();
      return session.id;
    });
    expect(await told()).toEqual([]);
    await run((tx) => cancelSession(tx, sessionId, 'UOTHER'));
    expect(await told()).toEqual(['UASKER']);
  });

  it('wakes once, however many come back, and again after a week if they still wait', async () => {
    await run(async (tx) => {
      await waiting(tx);
      await person(tx, 'USECOND', { Welding: 1 });
    });
    const comeBack = async (id: string, at: Temporal.Instant) => {
      await run((tx) => pauseMember(tx, id, undefined), at);
      await run((tx) => resumeMember(tx, id), at);
    };
    await comeBack('UWELDER', NOW);
    await comeBack('USECOND', NOW.add(DAY));
    expect(await told()).toEqual(['UASKER']);
    await run((tx) =>
      tx.db
        .updateTable('prompt')
        .set({ state: 'sent', sent_at: iso(NOW) })
        .execute(),
    );
    await comeBack('USECOND', NOW.add({ hours: 3 * 24 }));
    expect(await told()).toEqual([]);
    await comeBack('USECOND', NOW.add({ hours: 8 * 24 }));
    expect(await told()).toEqual(['UASKER']);
  });

  it('wakes again when the one whom it was to tell of was gone before that', async () => {
    await run(waiting);
    await run((tx) => pauseMember(tx, 'UWELDER', undefined));
    await run((tx) => resumeMember(tx, 'UWELDER'));
    await run((tx) => tx.db.updateTable('prompt').set({ state: 'dropped' }).execute());
    await run((tx) => pauseMember(tx, 'UWELDER', undefined));
    await run((tx) => resumeMember(tx, 'UWELDER'), NOW.add(DAY));
    expect(await told()).toEqual(['UASKER']);
  });
});

describe('A wait list in Slack', () => {
  const { offers, people, press, type, world } = askingWorld();

  const isTold = () => shown(people().ada.messages()).includes('Someone who knows underwater welding is here now');

  async function chidiIsAway(command: string): Promise<void> {
    const { ada } = people();
    await offers('U0CHIDI', 'underwater welding', 2);
    await type(world().as('U0CHIDI'), command);
    expect(await type(ada, '/mentor underwater welding')).toContain('No one can be asked');
    await press(ada, 'requests.wait-list');
  }

  it('wakes as the last day of a break is over', async () => {
    await chidiIsAway('/mentor pause 1 day');
    await world().travel({ hours: 6 });
    expect(isTold()).toBe(false);
    await world().travel({ hours: 20 });
    expect(isTold()).toBe(true);
  });

  it('wakes when somebody ends their break', async () => {
    await chidiIsAway('/mentor pause 2 weeks');
    await world().travel({ minutes: 20 });
    expect(isTold()).toBe(false);
    await type(world().as('U0CHIDI'), '/mentor resume');
    await world().travel({ minutes: 20 });
    expect(isTold()).toBe(true);
  });

  it('wakes when somebody who had their data deleted comes back and offers the topic again', async () => {
    const { ada } = people();
    const chidi = world().as('U0CHIDI');
    await offers('U0CHIDI', 'underwater welding', 2);
    await world().work((tx) => deleteData(tx, 'U0CHIDI'));
    await type(ada, '/mentor underwater welding');
    await press(ada, 'requests.wait-list');
    await chidi.openHome();
    await world().settle();
    expect(shown(chidi.home())).toContain('Come back');
    await chidi.click({ viewId: String(chidi.home()?.id), actionId: 'members.resume' });
    await world().travel({ minutes: 20 });
    expect(isTold()).toBe(false);
    const form = profileForm.parse(filledForm({ offers_2: ['underwater welding'] }));
    await world().work((tx) => saveProfile(tx, 'U0CHIDI', form));
    await world().travel({ minutes: 20 });
    expect(isTold()).toBe(true);
  });

  it('wakes when somebody ends their break in Home', async () => {
    const chidi = world().as('U0CHIDI');
    await chidiIsAway('/mentor pause 2 weeks');
    await chidi.openHome();
    await world().settle();
    await chidi.click({ viewId: String(chidi.home()?.id), actionId: 'members.resume' });
    await world().travel({ minutes: 20 });
    expect(isTold()).toBe(true);
  });

  it('wakes on Monday when the week of the only helper was full', async () => {
    const { ada, elif } = people();
    const chidi = world().as('U0CHIDI');
    await offers('U0CHIDI', 'underwater welding', 2);
    await world().work((tx) => updateMember(tx, 'U0CHIDI', { capacity: 1 }));
    await type(elif, '/mentor underwater welding');
    await press(elif, 'requests.ask-best');
    await elif.submit({ fill: { goal: 'weld a hatch below the water line', urgency: 'now' } });
    await world().settle();
    await press(chidi, 'requests.accept');
    await world().work(async (tx) => {
      const { id } = await tx.db.selectFrom('session').select('id').executeTakeFirstOrThrow();
      await wrapUp(tx, id, 'U0ELIF', { recap: 'It was rust.', steps: [] });
    });
    expect(await type(ada, '/mentor underwater welding')).toContain('No one can be asked');
    await press(ada, 'requests.wait-list');
    await world().travel({ hours: 4 * 24 });
    expect(isTold()).toBe(false);
    await world().travel({ hours: 3 * 24 });
    expect(isTold()).toBe(true);
  });
});
