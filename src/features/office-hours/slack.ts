import type { App } from '@slack/bolt';
import { z } from 'zod';
import type { Tx } from '../../database/transaction.ts';
import type { Deps } from '../../deps.ts';
import { UserError } from '../../errors.ts';
import { zoneOptions } from '../../slack/fields.ts';
import type { Interaction } from '../../slack/interaction.ts';
import { type Click, type Command, onAction, onEvent, onOptions, onShortcut, onSubmit } from '../../slack/listeners.ts';
import { channelFaults, missingFrom } from '../../slack/membership.ts';
import { skillOptions } from '../members/views.ts';
import { zonesLike } from '../settings/rules/zones.ts';
import { bookForm, hoursForm } from './rules/form.ts';
import {
  announceIn,
  book,
  cancelBooking,
  choicesFor,
  endHours,
  holdHours,
  hoursNow,
  overviewOf,
  skipDate,
  startOf,
  topicChoices,
} from './service/index.ts';
import { bookModal, holdModal, ids, kept, listCard, listModal, opened } from './views/index.ts';

/** Zones that the field shows at once. */
const SHOWN = 50;

export function register(app: App, deps: Deps): void {
  onShortcut(app, deps, ids.shortcut, openList);
  onAction(app, deps, ids.list, openList);
  registerHold(app, deps);
  registerBooking(app, deps);
  registerChanges(app, deps);
  onEvent(app, deps, 'member_joined_channel', joined, async ({ user, channel }, came) => {
    if (user === came.workspace.botUserId) await came.transact((tx) => announceIn(tx, channel));
  });
}

export const subcommands = {
  hours: async (_deps: Deps, command: Command) =>
    command.tell(listCard(await command.read((tx) => overviewOf(tx, command.userId)))),
};

const joined = z.object({ user: z.string(), channel: z.string() });
const aboutHours = z.object({ hoursId: z.string() });
const dateOf = z.tuple([z.string(), z.iso.date()]);

async function openList(came: Interaction): Promise<void> {
  await came.openModal(listModal(await came.read((tx) => overviewOf(tx, came.userId))));
}

/** In a list that is a modal the next one takes its place. */
const show = (click: Click, view: ReturnType<typeof bookModal>) =>
  click.isInModal ? click.updateModal(view) : click.openModal(view);

function registerHold(app: App, deps: Deps): void {
  onAction(app, deps, ids.hold, async (click) =>
    show(click, holdModal(await click.read((tx) => startOf(tx, click.userId)))),
  );
  onOptions(app, deps, ids.topic, async (typed, came) =>
    skillOptions(await came.read((tx) => topicChoices(tx, typed, came.userId))),
  );
  onOptions(app, deps, ids.zone, async (typed) => zoneOptions(zonesLike(typed, SHOWN)));
  onSubmit(
    app,
    deps,
    ids.holdForm,
    hoursForm(() => deps.clock.now()),
    async (sent) => {
      const { id, channel } = await sent.transact((tx) => holdHours(tx, sent.userId, sent.data));
      const now = await sent.read((tx) => hoursNow(tx, id));
      const [missing] = channel === undefined ? [] : await missingFrom(sent.workspace.slack, [channel]);
      if (now) await sent.tell(opened(now, missing !== undefined));
    },
    (sent) => channelFaults(sent.workspace.slack, sent.userId, { channel: sent.data.channel }),
  );
}

function registerBooking(app: App, deps: Deps): void {
  onAction(app, deps, ids.book, async (click) =>
    show(click, bookModal(await click.read((tx) => choicesFor(tx, click.value, click.userId)))),
  );
  onSubmit(app, deps, ids.bookForm, bookForm, async ({ data, metadata, userId, transact, tell }) => {
    const { hoursId } = aboutHours.parse(metadata);
    const wanted = { ...data.when, hoursId, skillId: data.topic, goal: data.goal };
    const { booking, ...more } = await transact((unit) => book(unit, userId, wanted));
    const isNow = Temporal.Instant.compare(booking.startsAt, deps.clock.now()) <= 0;
    await tell(kept({ booking, ...more }, isNow));
  });
}

/** What can be done to a place or to office hours; on a list, the list is shown anew. */
function registerChanges(app: App, deps: Deps): void {
  const on = (id: string, idHere: string, change: (tx: Tx, value: string, by: string) => Promise<void>) => {
    onAction(app, deps, id, (click) => click.transact((tx) => change(tx, click.value, click.userId)));
    onAction(app, deps, idHere, async (click) => {
      await click.transact((tx) => change(tx, click.value, click.userId));
      const data = await click.read((tx) => overviewOf(tx, click.userId));
      await (click.isInModal ? click.updateModal(listModal(data)) : click.replace(listCard(data)));
    });
  };
  on(ids.cancel, ids.cancelHere, cancelBooking);
  on(ids.end, ids.endHere, endHours);
  on(ids.skip, ids.skipHere, async (tx, value, by) => {
    const named = dateOf.safeParse(value.split('/'));
    if (!named.success) throw new UserError('This button is out of date. `/mentor hours` shows how things are now.');
    await skipDate(tx, named.data[0], named.data[1], by);
  });
}
