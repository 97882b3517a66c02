import { expect, it } from 'vitest';
import { findOrCreateSkill } from '../../../src/features/members/service.ts';
import { helperAppeared, joinWaitList } from '../../../src/features/requests/service/index.ts';
import { mergeSkills } from '../../../src/features/skills/service/index.ts';
import { askingWorld, shown } from '../../support/asking.ts';
import { saidIn, whispered } from '../../support/dm.ts';
import { start } from '../../support/requests.ts';

const { offers, people, type, world } = askingWorld();

const dana = () => world().as('U0DANA');
const screen = () => saidIn(dana().modal()?.blocks);

/** Clicks a button of the modal that Dana sees; the `nth` of that id. */
async function click(actionId: string, nth = 0): Promise<void> {
  const view = dana().modal();
  const blocks = view?.blocks as { block_id: string }[];
  const block = blocks.filter((b) => shown(b).includes(`"${actionId}"`))[nth];
  await dana().click({ viewId: String(view?.id), actionId, blockId: block?.block_id ?? '' });
  await world().settle();
}

async function twoLedgers(): Promise<void> {
  await offers('U0CHIDI', 'Our ledger app', 2);
  await offers('U0GRACE', 'Our ledger apps', 3);
}

it('an owner makes one skill of two that look alike, and both names lead to everybody', async () => {
  await twoLedgers();
  await type(dana(), '/mentor merge');
  expect(screen()).toContain('*Our ledger app*: fewer than 5 people');
  expect(shown(dana().modal())).toContain(
    'All that is under “Our ledger apps” (fewer than 5 people, fewer than 5 open requests) goes to “Our ledger app”',
  );
  await click('matching.keep-first');
  expect(screen()).toContain('“Our ledger apps” is part of “Our ledger app” now');
  expect(screen()).toContain('No two skills look like one right now');
  for (const name of ['our ledger app', 'our ledger apps'])
    expect(await type(people().ada, `/mentor ${name}`)).toContain('Our ledger app: 2 colleagues can help');
});

it('who asked about both, or waits for both, reads that the two go on as one', async () => {
  await twoLedgers();
  const { ada, bram, elif } = people();
  const pair = await world().work(async (tx): Promise<[string, string]> => {
    const ids: string[] = [];
    for (const skill of ['Our ledger app', 'Our ledger apps']) {
      ids.push((await findOrCreateSkill(tx, skill)).id);
      await start(tx, { skill, menteeId: 'U0ADA' });
      for (const menteeId of ['U0BRAM', 'U0ELIF']) await joinWaitList(tx, { menteeId, name: skill, goal: '' });
    }
    return ids as [string, string];
  });
  await world().work(async (tx) => {
    for (const id of pair) await helperAppeared(tx, id, 'U0CHIDI');
  });
  await world().travel({ minutes: 20 });
  await world().work((tx) => mergeSkills(tx, ...pair));
  await world().settle();
  const oneNow = 'Two of your topics are one now: Our ledger apps. Your requests about them go on as one.';
  const cards = ada.messages().map((m) => m.text);
  expect(cards.filter((text) => text?.startsWith('Finding someone for Our ledger apps.'))).toHaveLength(1);
  expect(cards.filter((text) => text === oneNow)).toHaveLength(1);
  for (const waiting of [bram, elif]) {
    expect(shown(waiting.messages())).toContain(oneNow);
    expect(shown(waiting.messages())).toContain('Someone who knows Our ledger apps is here now.');
    expect(shown(waiting.messages())).not.toContain('You no longer wait');
  }
});

it('a second click, a stale list and somebody who is no owner change nothing, and are told why', async () => {
  await twoLedgers();
  const pair = await world().work(
    async (tx): Promise<[string, string]> => [
      (await findOrCreateSkill(tx, 'Our ledger app')).id,
      (await findOrCreateSkill(tx, 'Our ledger apps')).id,
    ],
  );
  await type(dana(), '/mentor merge');
  const viewId = String(dana().modal()?.id);
  const element = { type: 'button', value: '{"nonsense"' };
  await dana().click({ viewId, actionId: 'matching.keep-first', element });
  await world().settle();
  expect(screen()).toContain('One of the two is no longer here');
  await world().work((tx) => mergeSkills(tx, ...pair));
  await click('matching.keep-first');
  expect(screen()).toContain('One of the two is no longer here');
  expect(screen()).toContain('No two skills look like one right now');
  await type(people().ada, '/mentor merge');
  expect(people().ada.modal()).toBeNull();
  expect(whispered(people().ada)).toContain('for the owners of Bitewise');
});

it('two that an owner keeps are not suggested again', async () => {
  await twoLedgers();
  await type(dana(), '/mentor merge');
  await click('matching.keep-both');
  expect(screen()).toContain('stay separate. I won’t ask again');
  await type(dana(), '/mentor merge');
  expect(screen()).toContain('No two skills look like one right now');
});

it('an owner finds any two skills by typing, and is told when they are one', async () => {
  await twoLedgers();
  await offers('U0FARAH', 'Bookkeeping tool', 1);
  await type(dana(), '/mentor merge');
  await click('matching.choose');
  const viewId = String(dana().modal()?.id);
  const { all } = await dana().options({ viewId, actionId: 'matching.skill', blockId: 'first', query: 'book' });
  expect(shown(all)).toContain('Bookkeeping tool (fewer than 5)');
  const tool = { type: 'external_select', selected_option: all[0] ?? {} };
  const found = await dana().options({
    viewId,
    actionId: 'matching.skill',
    blockId: 'second',
    query: 'our ledger app',
  });
  const ledger = { type: 'external_select', selected_option: found.all[0] ?? {} };
  const same = await dana().submit({ fill: { first: tool, second: tool } });
  expect(same).toMatchObject({ ok: false, errors: { first: expect.stringContaining('one and the same skill') } });
  await dana().submit({ fill: { first: tool, second: ledger } });
  await world().settle();
  expect(screen()).toContain('*Bookkeeping tool*: fewer than 5 people');
  await click('matching.keep-second');
  expect(screen()).toContain('“Bookkeeping tool” is part of “Our ledger app” now');
});

it('the settings, and “For owners” in Home, lead an owner there', async () => {
  await twoLedgers();
  await type(dana(), '/mentor settings');
  await click('matching.open');
  expect(screen()).toContain('Some skills look like one under two names');
  await dana().openHome();
  await world().settle();
  await dana().click({ viewId: String(dana().home()?.id), actionId: 'settings.owners' });
  await world().settle();
  await click('matching.open');
  expect(screen()).toContain('Some skills look like one under two names');
});
