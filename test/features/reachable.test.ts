import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { projectManifest } from '../../sandbox/slack/manifest.ts';
import { subcommands } from '../../src/app.ts';
import { saidIn } from '../support/dm.ts';
import { createWorld, type World } from '../support/world.ts';

/** Who sees everything: she owns the workspace. */
const OWNER = 'U0DANA';

/** Commands that answer with a message instead of a modal, and what says the same in Home or in a modal that it opens. */
const answered: Record<string, RegExp> = {
  help: /Two ways to begin/,
  status: /You’re all caught up|You asked for|Your sessions/,
  resume: /Resume now/,
  hours: /Upcoming office hours|There are none with a free place/,
  board: /this quarter/,
  record: /My growth record/,
  export: /`\/mentor export` sends/,
  report: /`\/mentor report last quarter`/,
  metrics: /`\/mentor metrics last month`/,
};

/** Pressing these ends or sends something instead of showing it. */
const isDeed = ({ actionId, confirm }: Button) =>
  confirm || /\b(delete|send|resume|end|stop|skip|cancel)\b/.test(actionId);

type Button = { actionId: string; confirm: boolean };

describe('What a command opens', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
    await world.as(OWNER).openHome();
    await world.settle();
  });
  afterEach(() => world.close());

  const top = () => world.as(OWNER).modal();
  const closeAll = () => void world.slack.state.stacks.delete(OWNER);

  /** Every modal that one press in Home, a shortcut, or one more press in one of those opens: by callback id, with its words. */
  async function withinReach(): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    const note = (): Button[] => {
      const view = top();
      if (!view || found.has(String(view.callback_id))) return [];
      found.set(String(view.callback_id), saidIn(view.blocks));
      return buttonsOf(view.blocks).filter((button) => !isDeed(button));
    };
    const ways = [
      ...buttonsOf(world.as(OWNER).home()?.blocks)
        .filter((button) => !isDeed(button))
        .map((b) => () => world.as(OWNER).click({ viewId: String(world.as(OWNER).home()?.id), actionId: b.actionId })),
      ...projectManifest()
        .features.shortcuts.filter(({ type }) => type === 'global')
        .map(
          ({ callback_id }) =>
            () =>
              world.as(OWNER).shortcut(callback_id),
        ),
    ];
    for (const go of ways) {
      await go();
      await world.settle(0);
      for (const button of note()) {
        await go();
        await world.settle(0);
        await world.as(OWNER).click({ viewId: String(top()?.id), actionId: button.actionId });
        await world.settle(0);
        note();
        closeAll();
      }
      closeAll();
    }
    return found;
  }

  it('is in Home, one press away from it, or a shortcut', { timeout: 240_000 }, async () => {
    const home = saidIn(world.as(OWNER).home()?.blocks);
    await world.as(OWNER).command('/mentor pause');
    await world.settle(0);
    await world.as(OWNER).submit();
    await world.settle();
    const paused = saidIn(world.as(OWNER).home()?.blocks);
    await world.as(OWNER).command('/mentor resume');
    await world.settle();
    const reach = await withinReach();
    const words = [home, paused, ...reach.values()].join('\n');
    for (const name of subcommands.keys()) {
      closeAll();
      await world.as(OWNER).command(`/mentor ${name}`);
      await world.settle(0);
      const view = top();
      if (view) expect([...reach.keys()], `/mentor ${name}`).toContain(view.callback_id);
      else expect(words, `/mentor ${name}`).toMatch(answered[name] ?? /nothing in Home says what this command does/);
    }
  });
});

function buttonsOf(blocks: unknown): Button[] {
  if (!Array.isArray(blocks)) return [];
  return blocks.flatMap((block) =>
    [...(block.type === 'actions' ? block.elements : []), ...(block.accessory ? [block.accessory] : [])]
      .filter((element: { type?: string }) => element.type === 'button')
      .map((element: { action_id: string; confirm?: object }) => ({
        actionId: element.action_id,
        confirm: element.confirm !== undefined,
      })),
  );
}
