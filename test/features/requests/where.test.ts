import { describe, expect, it } from 'vitest';
import { saveSettings } from '../../../src/features/admin/service/index.ts';
import { askingWorld } from '../../support/asking.ts';
import { saidIn } from '../../support/dm.ts';

const OWNER = 'U0DANA';

describe('Where the two talk', () => {
  const { world, people, press, ask } = askingWorld();
  const hold = (sessionsChannel: string | undefined) =>
    world().work((tx) => saveSettings(tx, OWNER, { zone: 'UTC', sessionsChannel }));
  const toldBoth = () =>
    [people().ada, people().bram].map((person) =>
      person
        .messages()
        .map(({ blocks }) => saidIn(blocks))
        .join('\n'),
    );
  const atHome = async () => {
    const { ada } = people();
    await ada.openHome();
    await world().settle();
    return saidIn(ada.home()?.blocks);
  };

  it('is the channel where others can read along, also once the settings name another', async () => {
    await hold('C0MENTORING');
    await ask(people().ada);
    await press(people().bram, 'requests.accept');
    for (const told of toldBoth()) {
      expect(told).toContain('Your conversation is in <#C0MENTORING>.');
      expect(told).not.toContain('your Slack messages');
    }
    await hold(undefined);
    expect(await atHome()).toContain('ready to start, in <#C0MENTORING>.');
  });

  it('is among their messages where the workspace names no channel, also once it does', async () => {
    await ask(people().ada);
    await press(people().bram, 'requests.accept');
    for (const told of toldBoth())
      expect(told).toMatch(/Your conversation is in <https:\/\/slack\.com\/app_redirect\?\S+\|your Slack messages>\./);
    await hold('C0MENTORING');
    expect(await atHome()).toContain('ready to start, in your group message with <@U0BRAM>.');
  });

  it('is not said while the conversation is on its way, and there is nothing to start', async () => {
    world().slack.faults.add({
      method: 'chat.postMessage',
      kind: '500-before',
      times: 50,
      match: ({ channel }) => /^[CG]/.test(String(channel)),
    });
    await hold('C0MENTORING');
    await ask(people().ada);
    await press(people().bram, 'requests.accept');
    for (const told of toldBoth()) expect(told).toContain('Your conversation opens as soon as you’re both at work');
    const home = await atHome();
    expect(home).toContain('in your conversation, which is on its way');
    expect(JSON.stringify(people().ada.home()?.blocks)).not.toContain('"sessions.start"');
  });
});
