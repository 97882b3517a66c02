import type { App } from '@slack/bolt';
import { z } from 'zod';
import type { Tx } from '../../database/transaction.ts';
import type { Deps } from '../../deps.ts';
import { UserError } from '../../errors.ts';
import type { Interaction } from '../../slack/interaction.ts';
import { type Click, type Command, onAction } from '../../slack/listeners.ts';
import { onSubmitShowing } from '../../slack/show-result.ts';
import { goalForm } from './rules/form.ts';
import { answerFresh, keepAll, offerAgain } from './service/freshness.ts';
import { closeGoal, formOf, reopenGoal, saveGoal } from './service/index.ts';
import { answerLadder } from './service/ladder.ts';
import { goalsOf } from './service/suggestions.ts';
import { formModal, goalsModal, ids, type Notice } from './views/index.ts';

const aboutGoal = z.object({ goalId: z.string().optional() }).catch({});

export function register(app: App, deps: Deps): void {
  onAction(app, deps, ids.open, openGoals);
  registerForm(app, deps);
  registerChanges(app, deps);
  registerAnswers(app, deps);
}

export const subcommands = { goals: (_deps: Deps, command: Command) => openGoals(command) };

const modalOf = async (came: Interaction, notice?: Notice) =>
  goalsModal(await came.read((tx) => goalsOf(tx, came.userId)), notice);

/** Shows somebody their goals. */
export async function openGoals(came: Interaction): Promise<void> {
  await came.openModal(await modalOf(came));
}

function registerForm(app: App, deps: Deps): void {
  for (const id of [ids.add, ids.change])
    onAction(app, deps, id, async (click) => {
      const goalId = click.value === '' ? undefined : click.value;
      const form = formModal(await click.read((tx) => formOf(tx, click.userId, goalId)));
      await (click.isInModal ? click.updateModal(form) : click.openModal(form));
    });
  const schema = goalForm(() => deps.clock.now());
  onSubmitShowing(app, deps, ids.form, schema, async (sent) => {
    const { goalId } = aboutGoal.parse(sent.metadata);
    await sent.transact(async (tx) => {
      const refusal = await saveGoal(tx, sent.userId, goalId, sent.data);
      if (refusal !== undefined) throw new UserError(refusal);
    });
    return { view: await modalOf(sent), message: { text: 'Your goal is saved. `/mentor goals` shows it.' } };
  });
}

/** In the modal, the modal shows it; the message of a day that has come is edited by itself. */
function registerChanges(app: App, deps: Deps): void {
  const close = (id: string, state: 'done' | 'let go', text: string) =>
    onAction(app, deps, id, async (click) => {
      const goal = await click.transact((tx) => closeGoal(tx, click.userId, click.value, state));
      if (click.isInModal) await click.updateModal(await modalOf(click, { text, undoId: goal.id }));
    });
  close(ids.done, 'done', '*Well done.* There is room for something new.');
  close(ids.letGo, 'let go', 'Let go. That is fine, and no one is told.');
  onAction(app, deps, ids.reopen, async (click) => {
    await click.transact((tx) => reopenGoal(tx, click.userId, click.value));
    if (click.isInModal) await click.updateModal(await modalOf(click));
  });
}

/** Answers under a message change it by themselves; in the modal, the modal shows them. */
function registerAnswers(app: App, deps: Deps): void {
  const on = (id: string, run: (tx: Tx, click: Click) => Promise<void>) =>
    onAction(app, deps, id, async (click) => {
      await click.transact((tx) => run(tx, click));
      if (click.isInModal) await click.updateModal(await modalOf(click));
    });
  on(ids.help, (tx, { userId, value }) => answerLadder(tx, userId, value, 'yes'));
  on(ids.helpWell, (tx, { userId, value }) => answerLadder(tx, userId, value, 'yes', 2));
  on(ids.notNow, (tx, { userId, value }) => answerLadder(tx, userId, value, 'not now'));
  on(ids.notThis, (tx, { userId, value }) => answerLadder(tx, userId, value, 'never'));
  on(ids.keep, (tx, { userId, value }) => answerFresh(tx, userId, value, 'yes'));
  on(ids.setAside, (tx, { userId, value }) => answerFresh(tx, userId, value, 'not now'));
  on(ids.keepAll, (tx, { userId, value }) => keepAll(tx, userId, value));
  on(ids.again, (tx, { userId, value }) => offerAgain(tx, userId, value));
}
