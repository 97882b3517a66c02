import type { App } from '@slack/bolt';
import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { type Click, type Command, onAction, onEvent, onShortcut, onSubmit } from '../../slack/handle.ts';
import type { Incoming } from '../../slack/incoming.ts';
import type { Work } from '../../work.ts';
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
} from './service.ts';
import { ids, imported, importModal, lineModal, roomModal } from './views.ts';

const cameIn = z.object({ user: slackUser });
const dayMetadata = z.object({ day: z.number() });

export function register(app: App, deps: Deps): void {
  onEvent(app, deps, 'team_join', cameIn, ({ user }, came) => came.work((work) => joined(work, user)));
  onAction(app, deps, ids.open, openRoom);
  onShortcut(app, deps, ids.shortcut, openRoom);
  registerChoices(app, deps);
  registerCheckIns(app, deps);
  onAction(app, deps, ids.import, async (click) => {
    await click.look((work) => settingsFor(work, click.userId));
    await click.pushModal(importModal());
  });
  onSubmit(app, deps, ids.importForm, importForm, async ({ data, userId, work, tell }) => {
    await tell(imported(await work((unit) => importNewcomers(unit, userId, data.lines))));
  });
}

export const subcommands = { buddy: (_deps: Deps, command: Command) => openRoom(command) };

const roomFor = async (came: Incoming) => roomModal(await came.look((work) => roomOf(work, came.userId)));

async function openRoom(came: Incoming): Promise<void> {
  await came.openModal(await roomFor(came));
}

/** What the two decide. In the modal the modal shows it; a direct message is edited by itself. */
function registerChoices(app: App, deps: Deps): void {
  const on = (actionId: string, choose: (work: Work, click: Click) => Promise<void>) =>
    onAction(app, deps, actionId, async (click) => {
      await click.work((work) => choose(work, click));
      if (click.isInModal) await click.updateModal(await roomFor(click));
    });
  on(ids.welcome, (work, { userId }) => setWelcoming(work, userId, true));
  on(ids.unwelcome, (work, { userId }) => setWelcoming(work, userId, false));
  on(ids.accept, (work, { value, userId }) => acceptNewcomer(work, value, userId));
  on(ids.decline, (work, { value, userId }) => declineNewcomer(work, value, userId));
  on(ids.stepDown, (work, { value, userId }) => stepDown(work, value, userId));
  on(ids.meet, (work, { value, userId }) => meet(work, value, userId));
  on(ids.change, (work, { value, userId }) => changeBuddy(work, value, userId));
  on(ids.refuse, (work, { userId }) => refuseBuddy(work, userId));
  on(ids.want, (work, { userId }) => wantBuddy(work, userId));
}

function registerCheckIns(app: App, deps: Deps): void {
  for (const [choice, id] of ids.answers.entries()) {
    onAction(app, deps, id, (click) =>
      click.work((work) => answerCheckIn(work, click.userId, Number(click.value), choice)),
    );
  }
  onAction(app, deps, ids.line, async (click) => {
    const { buddyId } = await click.look((work) => lineTo(work, click.userId, Number(click.value)));
    await click.openModal(lineModal(Number(click.value), buddyId));
  });
  onSubmit(app, deps, ids.lineForm, lineForm, async ({ data, metadata, userId, work }) => {
    const { day } = dayMetadata.parse(metadata);
    await work((unit) => writeLine(unit, userId, day, data.words));
  });
}
