import type { App } from '@slack/bolt';
import { z } from 'zod';
import type { Tx } from '../../database/transaction.ts';
import type { Deps } from '../../deps.ts';
import type { Interaction } from '../../slack/interaction.ts';
import { type Click, type Command, onAction, onEvent, onShortcut, onSubmit } from '../../slack/listeners.ts';
import { slackUser } from '../members/service/directory.ts';
import { settingsFor } from '../members/service.ts';
import { importForm, lineForm } from './rules/forms.ts';
import {
  acceptNewcomer,
  answerCheckIn,
  changeBuddy,
  declineNewcomer,
  importNewcomers,
  joined,
  lineTo,
  meet,
  refuseBuddy,
  roomOf,
  setWelcoming,
  stepDown,
  wantBuddy,
  writeLine,
} from './service/index.ts';
import { ids, imported, importModal, lineModal, roomModal } from './views/index.ts';

const cameIn = z.object({ user: slackUser });
const dayMetadata = z.object({ day: z.number() });

export function register(app: App, deps: Deps): void {
  onEvent(app, deps, 'team_join', cameIn, ({ user }, came) => came.transact((tx) => joined(tx, user)));
  onAction(app, deps, ids.open, openRoom);
  onShortcut(app, deps, ids.shortcut, openRoom);
  registerChoices(app, deps);
  registerCheckIns(app, deps);
  onAction(app, deps, ids.import, async (click) => {
    await click.read((tx) => settingsFor(tx, click.userId));
    await click.pushModal(importModal());
  });
  onSubmit(app, deps, ids.importForm, importForm, async ({ data, userId, transact, tell }) => {
    await tell(imported(await transact((unit) => importNewcomers(unit, userId, data.lines))));
  });
}

export const subcommands = { buddy: (_deps: Deps, command: Command) => openRoom(command) };

const roomFor = async (came: Interaction) => roomModal(await came.read((tx) => roomOf(tx, came.userId)));

async function openRoom(came: Interaction): Promise<void> {
  await came.openModal(await roomFor(came));
}

/** What the two decide. In the modal the modal shows it; a direct message is edited by itself. */
function registerChoices(app: App, deps: Deps): void {
  const on = (actionId: string, choose: (tx: Tx, click: Click) => Promise<void>) =>
    onAction(app, deps, actionId, async (click) => {
      await click.transact((tx) => choose(tx, click));
      if (click.isInModal) await click.updateModal(await roomFor(click));
    });
  on(ids.welcome, (tx, { userId }) => setWelcoming(tx, userId, true));
  on(ids.unwelcome, (tx, { userId }) => setWelcoming(tx, userId, false));
  on(ids.accept, (tx, { value, userId }) => acceptNewcomer(tx, value, userId));
  on(ids.decline, (tx, { value, userId }) => declineNewcomer(tx, value, userId));
  on(ids.stepDown, (tx, { value, userId }) => stepDown(tx, value, userId));
  on(ids.meet, (tx, { value, userId }) => meet(tx, value, userId));
  on(ids.change, (tx, { value, userId }) => changeBuddy(tx, value, userId));
  on(ids.refuse, (tx, { userId }) => refuseBuddy(tx, userId));
  on(ids.want, (tx, { userId }) => wantBuddy(tx, userId));
}

function registerCheckIns(app: App, deps: Deps): void {
  for (const [choice, id] of ids.answers.entries()) {
    onAction(app, deps, id, (click) =>
      click.transact((tx) => answerCheckIn(tx, click.userId, Number(click.value), choice)),
    );
  }
  onAction(app, deps, ids.line, async (click) => {
    const { buddyId } = await click.read((tx) => lineTo(tx, click.userId, Number(click.value)));
    await click.openModal(lineModal(Number(click.value), buddyId));
  });
  onSubmit(app, deps, ids.lineForm, lineForm, async ({ data, metadata, userId, transact }) => {
    const { day } = dayMetadata.parse(metadata);
    await transact((unit) => writeLine(unit, userId, day, data.words));
  });
}
