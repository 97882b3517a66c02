import type { App } from '@slack/bolt';
import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import type { Interaction } from '../../slack/interaction.ts';
import { type Click, type Command, onAction } from '../../slack/listeners.ts';
import { tracks } from './rules.ts';
import { answerLesson, goOn, progressOf, skipLesson, stopLessons, takeLesson } from './service/index.ts';
import { ids, lessonsModal } from './views.ts';

const track = z.enum(tracks);

export function register(app: App, deps: Deps): void {
  onAction(app, deps, ids.open, openLessons);
  onAction(app, deps, ids.go, async (click) => {
    await click.transact((tx) => goOn(tx, click.userId, track.parse(click.value)));
    await showAgain(click);
  });
  onAction(app, deps, ids.choose, async (click) => {
    await click.transact((tx) => takeLesson(tx, click.userId, click.value));
    await showAgain(click);
  });
  onAction(app, deps, ids.stop, async (click) => {
    await click.transact((tx) => stopLessons(tx, click.userId, track.parse(click.value)));
    await showAgain(click);
  });
  onAction(app, deps, ids.skip, (click) => click.transact((tx) => skipLesson(tx, click.userId, click.value)));
  for (const [choice, id] of ids.answers.entries()) {
    onAction(app, deps, id, (click) => click.transact((tx) => answerLesson(tx, click.userId, click.value, choice)));
  }
}

export const subcommands = { lessons: (_deps: Deps, command: Command) => openLessons(command) };

const modalOf = async (came: Interaction) => lessonsModal(await came.read((tx) => progressOf(tx, came.userId)));

async function openLessons(came: Interaction): Promise<void> {
  await came.openModal(await modalOf(came));
}

/** Where it was clicked in the modal, the modal shows it; a direct message is edited by itself. */
async function showAgain(click: Click): Promise<void> {
  if (click.viewId) await click.updateModal(await modalOf(click));
}
