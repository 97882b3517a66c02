import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { saveSettings } from '../../../src/features/admin/service/index.ts';
import { ids as settings } from '../../../src/features/admin/views/settings.ts';
import { ids } from '../../../src/features/launch-kit/views.ts';
import { saidIn } from '../../support/dm.ts';
import { createWorld, type World } from '../../support/world.ts';

const [BRAM, DANA] = ['U0BRAM', 'U0DANA'];
const MENTORING = 'C0MENTORING';

describe('The launch kit, on the embedded Slack', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
    await world.settle();
    await world.work((tx) => saveSettings(tx, DANA, { digestChannel: MENTORING }));
  });
  afterEach(() => world.close());

  const screen = () => saidIn(world.as(DANA).modal()?.blocks);
  const click = async (actionId: string, value?: string) => {
    const viewId = String(world.as(DANA).modal()?.id);
    await world.as(DANA).click({ viewId, actionId, ...(value === undefined ? {} : { value }) });
    await world.settle();
  };
  const submit = async (fill: Record<string, string>) => {
    const answer = await world.as(DANA).submit({ fill });
    await world.settle();
    return answer;
  };
  const posts = (channel: string) =>
    world
      .as(BRAM)
      .messages(channel)
      .filter((m) => !m.ephemeral && saidIn(m.blocks).includes('Bitewise posts this for'));

  it('is reached from Home, read, changed, read again and posted once, on the owner’s behalf', async () => {
    const dana = world.as(DANA);
    await dana.openHome();
    await world.settle();
    await dana.click({ viewId: String(dana.home()?.id), actionId: settings.owners });
    await world.settle();
    await click(ids.open);
    expect(screen()).toContain('Note to leaders');
    await click(ids.piece, '1-announcement');
    expect(screen()).toContain('digest in #mentoring:');
    const changed = 'Come <!channel> and *look*: `/mentor` finds <https://x.example|somebody>.';
    await submit({ channel: MENTORING, text: changed });
    expect(posts(MENTORING)).toEqual([]);
    expect(screen()).toContain('Come &lt;!channel&gt; and *look*');
    await submit({});
    expect(screen()).toContain(`It’s on its way to <#${MENTORING}>.`);
    expect(posts(MENTORING)).toHaveLength(1);
    expect(saidIn(posts(MENTORING)[0]?.blocks)).toContain('Come &lt;!channel&gt; and *look*');
    expect(saidIn(posts(MENTORING)[0]?.blocks)).toContain(`Bitewise posts this for <@${DANA}>.`);
    await world.travel({ hours: 2 });
    expect(posts(MENTORING)).toHaveLength(1);
  });

  it('says how to invite the app where it is missing, and what was posted already', async () => {
    const dana = world.as(DANA);
    await dana.command('/mentor launch');
    await world.settle();
    await click(ids.piece, '3-faq');
    expect(await submit({})).toMatchObject({ ok: false });
    expect(await submit({ channel: 'C0ENGINEERING' })).toMatchObject({
      errors: { channel: expect.stringContaining('a channel that you’re in') },
    });
    await dana.join('C0ENGINEERING');
    await submit({ channel: 'C0ENGINEERING' });
    expect(screen()).toContain('I am not in <#C0ENGINEERING> yet.');
    expect(posts('C0ENGINEERING')).toEqual([]);
    await world.as(BRAM).invite('C0ENGINEERING', 'U0APP');
    await submit({});
    expect(posts('C0ENGINEERING')).toHaveLength(1);
    await dana.command('/mentor launch');
    await world.settle();
    expect(screen()).toContain('Posted in <#C0ENGINEERING>');
    await click(ids.piece, '3-faq');
    await submit({ channel: 'C0ENGINEERING' });
    expect(screen()).toContain('today already');
    expect(posts('C0ENGINEERING')).toHaveLength(1);
  });

  it('is for owners', async () => {
    await world.as(BRAM).command('/mentor launch');
    await world.settle();
    expect(world.as(BRAM).modal()).toBeNull();
    expect(
      world
        .as(BRAM)
        .messages()
        .map((m) => m.text)
        .join(),
    ).toContain('for the owners and admins');
  });
});
