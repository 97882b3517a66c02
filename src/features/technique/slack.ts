import type { App } from '@slack/bolt';
import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { type Click, onAction, onSubmit } from '../../slack/listeners.ts';
import { onSubmitShowing } from '../../slack/show-result.ts';
import { type Deck, deckNames, note, rolePlayForm } from './rules.ts';
import {
  checkChoice,
  drawCard,
  feedbackFor,
  giveFeedback,
  scenesFor,
  startRolePlay,
  stopRolePlay,
  swapRoles,
} from './service/index.ts';
import { feedbackModal, previewModal, rolePlayModal } from './views/forms.ts';
import { choiceModal, drawnModal, ids } from './views/index.ts';

const aboutSession = z.object({ sessionId: z.string() });
const aboutNote = aboutSession.extend({ note });

export function register(app: App, deps: Deps): void {
  onAction(app, deps, ids.open, async (click) => {
    await click.read((tx) => checkChoice(tx, click.value, click.userId));
    await click.openModal(choiceModal(click.value));
  });
  for (const [deck, id] of Object.entries(ids.decks) as [Deck, string][])
    onAction(app, deps, id, (click) => draw(click, click.value, deck));
  for (const id of [ids.question, ids.starter, ids.another]) onAction(app, deps, id, drawNamed);
  registerFeedback(app, deps);
  registerRolePlay(app, deps);
}

async function draw(click: Click, sessionId: string, deck: Deck): Promise<void> {
  await click.transact((tx) => drawCard(tx, sessionId, deck, click.userId));
  if (click.viewId) await click.updateModal(drawnModal());
}

/** From a deck that the control's value names, after the session. */
async function drawNamed(click: Click): Promise<void> {
  const [sessionId = '', ...rest] = click.value.split(' ');
  const deck = deckNames.find((name) => name === rest.join(' '));
  if (deck) await draw(click, sessionId, deck);
}

function registerFeedback(app: App, deps: Deps): void {
  onAction(app, deps, ids.feedback, async (click) => {
    const { sessionId, who } = await click.read((tx) => feedbackFor(tx, click.value, click.userId));
    await click.updateModal(feedbackModal({ sessionId, note: { who } }));
  });
  onSubmitShowing(app, deps, ids.feedbackForm, note, async ({ data, metadata }) => ({
    view: previewModal(aboutSession.parse(metadata).sessionId, data),
    message: { text: 'That took too long, so no one has your feedback yet. Please write it once more.' },
  }));
  onAction(app, deps, ids.change, async (click) => {
    await click.updateModal(feedbackModal(aboutNote.parse(JSON.parse(click.value))));
  });
  onSubmit(app, deps, ids.preview, z.unknown(), async ({ metadata, userId, transact }) => {
    const { sessionId, note } = aboutNote.parse(metadata);
    await transact((w) => giveFeedback(w, sessionId, userId, note));
  });
}

function registerRolePlay(app: App, deps: Deps): void {
  onAction(app, deps, ids.rolePlay, async (click) => {
    await click.updateModal(rolePlayModal(await click.read((tx) => scenesFor(tx, click.value, click.userId))));
  });
  onSubmit(app, deps, ids.rolePlayForm, rolePlayForm, async ({ data, metadata, userId, transact }) => {
    await transact((w) => startRolePlay(w, aboutSession.parse(metadata).sessionId, userId, data));
  });
  onAction(app, deps, ids.done, (click) => click.transact((tx) => stopRolePlay(tx, click.value, click.userId)));
  onAction(app, deps, ids.swap, (click) => click.transact((tx) => swapRoles(tx, click.value, click.userId)));
}
