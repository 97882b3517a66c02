import type { App } from '@slack/bolt';
import { z } from 'zod';
import type { Tx } from '../../../database/transaction.ts';
import type { Deps } from '../../../deps.ts';
import { UserError } from '../../../errors.ts';
import type { Interaction } from '../../../slack/interaction.ts';
import { type Click, type Command, onAction, onOptions, type Submission } from '../../../slack/listeners.ts';
import { onSubmitShowing, type Result } from '../../../slack/show-result.ts';
import { type Pair, type Problem, skillsLike } from '../../skills/service/index.ts';
import { approveName, keepApart, keepOne, tidyOne, tidyUp } from '../service/index.ts';
import { chooseModal, ids, keptText, mergedText, mergeList, mergeOne, mergeOptions } from '../views/merging.ts';

const chosen = z.object({ first: z.string('Please choose a skill.'), second: z.string('Please choose a skill.') });

/** Skills that a field shows at once. */
const SHOWN = 20;

export function register(app: App, deps: Deps): void {
  onAction(app, deps, ids.open, openList);
  onAction(app, deps, ids.back, async (click) => click.updateModal(mergeList(await tidyUp(click.read, click.userId))));
  for (const id of [ids.keepFirst, ids.keepSecond])
    onAction(app, deps, id, (click) => decide(click, keepOne, mergedText));
  onAction(app, deps, ids.keepBoth, (click) => decide(click, keepApart, keptText));
  onAction(app, deps, ids.approve, async (click) => {
    await click.transact((tx) => approveName(tx, click.userId, click.value));
    await click.updateModal(mergeList(await tidyUp(click.read, click.userId)));
  });
  onAction(app, deps, ids.choose, (click) => click.updateModal(chooseModal()));
  onOptions(app, deps, ids.skill, async (typed, came) =>
    mergeOptions(await came.read((tx) => skillsLike(tx, typed, SHOWN))),
  );
  onSubmitShowing(app, deps, ids.chooseModal, chosen, compare);
}

export const subcommands = { merge: (_deps: Deps, command: Command) => openList(command) };

async function openList(came: Interaction): Promise<void> {
  const view = mergeList(await tidyUp(came.read, came.userId));
  await (came.isInModal ? came.pushModal(view) : came.openModal(view));
}

type Deed = (tx: Tx, by: string, ids: [string, string]) => Promise<Pair | Problem>;

/** Does something about a pair and shows what is left. */
async function decide(click: Click, deed: Deed, words: (pair: Pair) => string): Promise<void> {
  const [from = '', into = ''] = click.value.split(' ');
  const done = await click.transact((tx) => deed(tx, click.userId, [from, into]));
  const notice = 'problem' in done ? done.problem : words(done);
  await click.updateModal(mergeList({ ...(await tidyUp(click.read, click.userId)), notice }));
}

async function compare(sent: Submission<z.infer<typeof chosen>>): Promise<Result> {
  const { first, second } = sent.data;
  const found = await sent.read((tx) => tidyOne(tx, sent.userId, [first, second]));
  if ('problem' in found) throw new UserError(found.problem);
  return { view: mergeOne(found), message: { text: 'I have compared them. `/mentor merge` shows both.' } };
}
