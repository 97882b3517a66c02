import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { profileForm } from '../../../src/features/members/rules/profile.ts';
import { saveProfile } from '../../../src/features/members/service/profile.ts';
import { skillsOf } from '../../../src/features/members/service.ts';
import { ids as memberIds } from '../../../src/features/members/views.ts';
import { ids } from '../../../src/features/privacy/views.ts';
import { saidIn } from '../../support/dm.ts';
import { filledForm } from '../../support/members.ts';
import { createWorld, type World } from '../../support/world.ts';

const ADA = 'U0ADA';

describe('Privacy, on the embedded Slack', () => {
  let world: World;
  const top = () => ({ viewId: String(world.as(ADA).modal()?.id) });
  const shown = () => saidIn(world.as(ADA).modal()?.blocks);
  const press = async (actionId: string, place: { viewId: string } = top()) => {
    await world.as(ADA).click({ ...place, actionId });
    await world.settle();
  };

  beforeEach(async () => {
    world = await createWorld();
    await world.work((tx) => saveProfile(tx, ADA, profileForm.parse(filledForm({ offers_3: ['Welding'] }))));
    await world.as(ADA).openHome();
    await world.as(ADA).command('/mentor privacy');
    await world.settle();
  });
  afterEach(() => world.close());

  it('says what is kept and who sees it, and sends the data as a file into the DM', async () => {
    expect(shown()).toContain('Who sees what');
    await press(ids.send);
    expect(shown()).toContain('Your data is on its way');
    const file = [...world.slack.state.files.values()].at(-1);
    expect(file).toMatchObject({ name: 'bitewise-data.json', complete: true });
    const data = JSON.parse(String(file?.content));
    expect(data.profile).toMatchObject({ name: 'Ada Okafor', skills: [{ name: 'Welding', level: 3 }] });
    expect(Object.keys(file?.shares.private ?? {})).toEqual([world.as(ADA).appDm()]);
  });

  it('deletes the data; Home says so, and lets them come back', async () => {
    await press(ids.delete);
    expect(shown()).toContain('Your data is deleted');
    expect((await world.work((tx) => skillsOf(tx, ADA))).offers).toEqual([]);
    const home = () => ({ text: saidIn(world.as(ADA).home()?.blocks), viewId: String(world.as(ADA).home()?.id) });
    expect(home().text).toContain('Come back');
    await press(memberIds.resume, home());
    expect(home().text).toContain('Hello, Ada Okafor');
  });
});
