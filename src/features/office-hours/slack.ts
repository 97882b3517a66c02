import type { App } from '@slack/bolt';
import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { UserError } from '../../errors.ts';
import { zoneOptions } from '../../slack/fields.ts';
import { type Click, type Command, onAction, onEvent, onOptions, onShortcut, onSubmit } from '../../slack/handle.ts';
import type { Incoming } from '../../slack/incoming.ts';
import { channelFaults, missingFrom } from '../../slack/membership.ts';
import { inWork, type Work } from '../../work.ts';
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
} from './service.ts';
import { bookModal, holdModal, ids, kept, listCard, listModal, opened } from './views.ts';

/** Zones that the field shows at once. */
const SHOWN = 50;

export function register(app: App, deps: Deps): void {
  onShortcut(app, deps, ids.shortcut, openList);
  onAction(app, deps, ids.list, openList);
  registerHold(app, deps);
  registerBooking(app, deps);
  registerChanges(app, deps);
  onEvent(app, deps, 'member_joined_channel', joined, async ({ user, channel }, came) => {
    if (user === deps.botUserId) await came.work((work) => announceIn(work, channel));
  });
}

export const subcommands = {
  hours: async (_deps: Deps, command: Command) =>
    command.tell(listCard(await command.look((work) => overviewOf(work, command.userId)))),
};

const joined = z.object({ user: z.string(), channel: z.string() });
const aboutHours = z.object({ hoursId: z.string() });
const dateOf = z.tuple([z.string(), z.iso.date()]);

async function openList(came: Incoming): Promise<void> {
  await came.openModal(listModal(await came.look((work) => overviewOf(work, came.userId))));
}

/** In a list that is a modal the next one takes its place. */
const show = (click: Click, view: ReturnType<typeof bookModal>) =>
  click.isInModal ? click.updateModal(view) : click.openModal(view);

function registerHold(app: App, deps: Deps): void {
  onAction(app, deps, ids.hold, async (click) =>
    show(click, holdModal(await click.look((work) => startOf(work, click.userId)))),
  );
  onOptions(app, deps, ids.topic, async (typed, userId) =>
    skillOptions((await inWork(deps, (work) => topicChoices(work, typed, userId))) ?? []),
  );
  onOptions(app, deps, ids.zone, async (typed) => zoneOptions(zonesLike(typed, SHOWN)));
  onSubmit(
    app,
    deps,
    ids.holdForm,
    hoursForm(() => deps.clock.now()),
    async (sent) => {
      const { id, channel } = await sent.work((work) => holdHours(work, sent.userId, sent.data));
      const now = await sent.look((work) => hoursNow(work, id));
      const [missing] = channel === undefined ? [] : await missingFrom(deps.slack, [channel]);
      if (now) await sent.tell(opened(now, missing !== undefined));
    },
    (sent) => channelFaults(deps.slack, sent.userId, { channel: sent.data.channel }),
  );
}

function registerBooking(app: App, deps: Deps): void {
  onAction(app, deps, ids.book, async (click) =>
    show(click, bookModal(await click.look((work) => choicesFor(work, click.value, click.userId)))),
  );
  onSubmit(app, deps, ids.bookForm, bookForm, async ({ data, metadata, userId, work, tell }) => {
    const { hoursId } = aboutHours.parse(metadata);
    const wanted = { ...data.when, hoursId, skillId: data.topic, goal: data.goal };
    const { booking, ...more } = await work((unit) => book(unit, userId, wanted));
    const isNow = Temporal.Instant.compare(booking.startsAt, deps.clock.now()) <= 0;
    await tell(kept({ booking, ...more }, isNow));
  });
}

/** What can be done to a place or to office hours; on a list, the list is shown anew. */
function registerChanges(app: App, deps: Deps): void {
  const on = (id: string, idHere: string, change: (work: Work, value: string, by: string) => Promise<void>) => {
    onAction(app, deps, id, (click) => click.work((work) => change(work, click.value, click.userId)));
    onAction(app, deps, idHere, async (click) => {
      await click.work((work) => change(work, click.value, click.userId));
      const data = await click.look((work) => overviewOf(work, click.userId));
      await (click.isInModal ? click.updateModal(listModal(data)) : click.replace(listCard(data)));
    });
  };
  on(ids.cancel, ids.cancelHere, cancelBooking);
  on(ids.end, ids.endHere, endHours);
  on(ids.skip, ids.skipHere, async (work, value, by) => {
    const named = dateOf.safeParse(value.split('/'));
    if (!named.success) throw new UserError('This button is out of date. `/mentor hours` shows how things are now.');
    await skipDate(work, named.data[0], named.data[1], by);
  });
}
