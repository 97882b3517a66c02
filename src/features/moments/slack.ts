import type { App } from '@slack/bolt';
import { z } from 'zod';
import type { Tx } from '../../database/transaction.ts';
import type { Deps } from '../../deps.ts';
import { UserError } from '../../errors.ts';
import { zoneOptions } from '../../slack/fields.ts';
import type { Interaction } from '../../slack/interaction.ts';
import {
  type Click,
  type Command,
  onAction,
  onEvent,
  onOptions,
  onShortcut,
  onSubmit,
  type Submission,
} from '../../slack/listeners.ts';
import { channelFaults, missingFrom } from '../../slack/membership.ts';
import { isOwner } from '../members/service.ts';
import { zonesLike } from '../settings/rules/zones.ts';
import { type MomentForm, momentForm } from './rules/form.ts';
import {
  declineTurn,
  endMoment,
  momentIn,
  momentNow,
  momentsOf,
  onMessage,
  pauseMoment,
  saveMoment,
  setWilling,
  skipNext,
  startOf,
  turnOf,
} from './service.ts';
import { ids, listModal, momentCard, momentModal, saved, thankVolunteer } from './views/index.ts';

/** Zones that the field shows at once. */
const SHOWN = 50;

/** What a person wrote in a thread of a channel; messages of bots, edits and joinings do not fit. */
const written = z.object({
  channel: z.string(),
  channel_type: z.enum(['channel', 'group']),
  user: z.string(),
  thread_ts: z.string(),
  subtype: z.enum(['file_share', 'thread_broadcast', 'me_message']).optional(),
  bot_id: z.undefined().optional(),
});
const formMetadata = z.object({ channel: z.string().optional() });

export function register(app: App, deps: Deps): void {
  onShortcut(app, deps, ids.shortcut, openList);
  onAction(app, deps, ids.list, openList);
  registerForm(app, deps);
  registerChanges(app, deps);
  onAction(app, deps, ids.volunteer, async (click) => {
    await click.transact((tx) => setWilling(tx, click.value, click.userId, true));
    await click.tell(thankVolunteer());
  });
  onAction(app, deps, ids.notThisTime, (click) => click.transact((tx) => declineTurn(tx, click.value, click.userId)));
  onEvent(app, deps, 'message', written, async ({ channel, thread_ts, user }, came) => {
    const heard = { channel, threadTs: thread_ts, memberId: user };
    if (await came.read((tx) => turnOf(tx, heard))) await came.transact((tx) => onMessage(tx, heard));
  });
}

export const subcommands = {
  moment: async (_deps: Deps, command: Command) => {
    const channel = isChannel(command) ? command.channelId : undefined;
    const shown = channel && (await command.read((tx) => momentIn(tx, channel, command.userId)));
    if (shown) return command.tell(momentCard(shown));
    const start = await command.read((tx) => startOf(tx, command.userId));
    await command.openModal(momentModal({ ...start, ...(channel ? { channel } : {}) }));
  },
};

/** A group DM has an id like a channel's; its name says what it is. */
const isChannel = ({ channelId = '', channelName }: Command) => /^[CG]/.test(channelId) && !/^mpdm-/.test(channelName);

async function openList(came: Interaction): Promise<void> {
  await came.openModal(listModal(await came.read((tx) => momentsOf(tx, came.userId))));
}

function registerForm(app: App, deps: Deps): void {
  const show = (click: Click, view: ReturnType<typeof momentModal>) =>
    click.isInModal ? click.updateModal(view) : click.openModal(view);
  onAction(app, deps, ids.setUp, async (click) =>
    show(click, momentModal(await click.read((tx) => startOf(tx, click.userId)))),
  );
  onAction(app, deps, ids.change, async (click) =>
    show(click, momentModal(await click.read((tx) => startOf(tx, click.userId, click.value)))),
  );
  onOptions(app, deps, ids.zone, async (typed) => zoneOptions(zonesLike(typed, SHOWN)));
  const channelOf = ({ data, metadata }: Pick<Submission<MomentForm>, 'data' | 'metadata'>) =>
    formMetadata.parse(metadata).channel ?? data.channel;
  const refuse = (sent: Submission<MomentForm>) =>
    channelFaults(sent.workspace.slack, sent.userId, { channel: channelOf(sent) });
  const save = async (sent: Submission<MomentForm>) => {
    const channel = channelOf(sent);
    if (channel === undefined) throw new UserError('Please choose the channel in which it should take place.');
    const { id } = await sent.transact((unit) => saveMoment(unit, sent.userId, channel, sent.data));
    const [missing] = await missingFrom(sent.workspace.slack, [channel]);
    const shown = await sent.read((unit) => momentNow(unit, id, sent.userId));
    if (shown) await sent.tell(saved(shown, missing !== undefined));
  };
  onSubmit(app, deps, ids.form, momentForm, save, refuse);
}

/** Whoever set a moment up and left its channel decides no more about it; owners of Bitewise always can. @throws UserError */
async function stillThere(click: Click): Promise<void> {
  const shown = await click.read((tx) => momentNow(tx, click.value, click.userId));
  if (!shown?.mayChange || (await click.read((tx) => isOwner(tx, click.userId)))) return;
  const { channel } = shown.moment;
  if ((await channelFaults(click.workspace.slack, click.userId, { channel })).channel === undefined) return;
  throw new UserError(`I can’t see you in <#${channel}> anymore. Join it again, or ask an owner of Bitewise.`);
}

/** What can be done to a moment from its card; the card, or the list that it is in, is shown anew. */
function registerChanges(app: App, deps: Deps): void {
  const on = (actionId: string, change: (tx: Tx, id: string, by: string) => Promise<unknown>) =>
    onAction(app, deps, actionId, async (click) => {
      await stillThere(click);
      await click.transact((tx) => change(tx, click.value, click.userId));
      if (click.isInModal) {
        return click.updateModal(listModal(await click.read((tx) => momentsOf(tx, click.userId))));
      }
      const shown = await click.read((tx) => momentNow(tx, click.value, click.userId));
      if (shown) await click.replace(momentCard(shown));
    });
  on(ids.skip, skipNext);
  on(ids.end, endMoment);
  on(ids.pause, (tx, id, by) => pauseMoment(tx, id, by, true));
  on(ids.resume, (tx, id, by) => pauseMoment(tx, id, by, false));
  on(ids.willing, (tx, id, by) => setWilling(tx, id, by, true));
  on(ids.unwilling, (tx, id, by) => setWilling(tx, id, by, false));
}
