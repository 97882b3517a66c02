import type { App } from '@slack/bolt';
import { z } from 'zod';
import type { Tx } from '../../database/transaction.ts';
import type { Deps } from '../../deps.ts';
import type { Interaction } from '../../slack/interaction.ts';
import { type Click, type Command, onAction, onSubmit } from '../../slack/listeners.ts';
import { careCard } from '../care/views.ts';
import { answerForm, planForm } from './rules/index.ts';
import { dimensions } from './rules/suppression.ts';
import {
  answer,
  cancelRound,
  closeRoundNow,
  formFor,
  overviewFor,
  planRound,
  pulseFor,
  restFromPulses,
  resultsFor,
  startRound,
  wordsFor,
} from './service/index.ts';
import {
  aboutModal,
  answersIn,
  formModal,
  ids,
  overviewModal,
  planModal,
  resultsModal,
  wordsModal,
} from './views/index.ts';

const ofRound = z.object({ roundId: z.string() });
const ofPlan = z.object({ from: z.string().optional() });

export function register(app: App, deps: Deps): void {
  onAction(app, deps, ids.open, openPulse);
  registerAnswers(app, deps);
  registerRounds(app, deps);
  onAction(app, deps, ids.results, async (click) => {
    await show(click, resultsModal(await click.read((tx) => resultsFor(tx, click.userId, click.value))));
  });
  for (const dimension of dimensions)
    onAction(app, deps, ids[dimension], async (click) => {
      const results = await click.read((tx) => resultsFor(tx, click.userId, click.value, dimension));
      await click.pushModal(resultsModal(results, dimension));
    });
  onAction(app, deps, ids.words, async (click) => {
    await click.pushModal(wordsModal(await click.read((tx) => wordsFor(tx, click.userId, click.value))));
  });
}

export const subcommands = { pulse: (_deps: Deps, command: Command) => openPulse(command) };

/** Above what is open already, if anything is. */
const show = (came: Interaction, view: ReturnType<typeof aboutModal>) =>
  came.isInModal ? came.pushModal(view) : came.openModal(view);

async function openPulse(came: Interaction): Promise<void> {
  const now = await came.read((tx) => pulseFor(tx, came.userId));
  if ('owner' in now) return show(came, overviewModal(now.owner));
  await show(came, now.form ? formModal(now.form) : aboutModal());
}

function registerAnswers(app: App, deps: Deps): void {
  onAction(app, deps, ids.answer, async (click) => {
    await show(click, formModal(await click.read((tx) => formFor(tx, click.userId, click.value))));
  });
  onAction(app, deps, ids.rest, (click) => click.transact((tx) => restFromPulses(tx, click.userId)));
  onSubmit(app, deps, ids.form, answerForm, async (sent) => {
    const { roundId } = ofRound.parse(sent.metadata);
    const care = await sent.transact((tx) => answer(tx, sent.userId, roundId, sent.data));
    await sent.tell(care ? careCard(care) : answersIn());
  });
}

function registerRounds(app: App, deps: Deps): void {
  const on = (actionId: string, change: (tx: Tx, click: Click) => Promise<void>) =>
    onAction(app, deps, actionId, async (click) => {
      await click.transact((tx) => change(tx, click));
      await click.updateModal(await overview(click));
    });
  on(ids.start, (tx, { userId }) => startRound(tx, userId));
  on(ids.cancel, (tx, { userId, value }) => cancelRound(tx, userId, value));
  on(ids.close, (tx, { userId, value }) => closeRoundNow(tx, userId, value));
  onAction(app, deps, ids.plan, async (click) => {
    await click.read((tx) => overviewFor(tx, click.userId));
    await click.pushModal(planModal(click.viewId));
  });
  onSubmit(app, deps, ids.planForm, planForm, async (sent) => {
    const { from } = ofPlan.parse(sent.metadata);
    await sent.transact((tx) => planRound(tx, sent.userId, sent.data.day));
    if (from) await sent.updateView(from, await overview(sent));
  });
}

const overview = async (came: Interaction) => overviewModal(await came.read((tx) => overviewFor(tx, came.userId)));
