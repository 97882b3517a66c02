import type { App } from '@slack/bolt';
import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { UserError } from '../../errors.ts';
import type { Interaction } from '../../slack/interaction.ts';
import { type Command, onAction, type Submission } from '../../slack/listeners.ts';
import { channelFaults, missingFrom } from '../../slack/membership.ts';
import { onSubmitShowing, type Result } from '../../slack/show-result.ts';
import type { Workspace } from '../../workspace.ts';
import { markOf } from '../newsletter/rules/index.ts';
import { type Launch, launchForm } from './rules.ts';
import { digestChannelFor, kitFor, pieceFor, postLaunch } from './service/index.ts';
import { ids, kitModal, launchModal, notInChannel, notPostedYet, onItsWay, postedModal } from './views.ts';

const about = z.object({ piece: z.string(), mark: z.string() });

export function register(app: App, deps: Deps): void {
  onAction(app, deps, ids.open, async (click) => {
    const view = await kit(click);
    await (click.isInModal ? click.pushModal(view) : click.openModal(view));
  });
  onAction(app, deps, ids.piece, async (click) => {
    const channel = await click.read((tx) => digestChannelFor(tx, click.userId));
    const name = channel && (await nameOf(click.workspace, channel));
    const piece = await click.read((tx) => pieceFor(tx, click.userId, click.value, name));
    const launch = { heading: piece.heading, text: piece.text };
    await click.pushModal(launchModal({ piece: piece.id, launch, by: click.userId, mark: markOf(launch) }));
  });
  onSubmitShowing(app, deps, ids.form, launchForm, read);
}

export const subcommands = {
  launch: async (_deps: Deps, command: Command) => command.openModal(await kit(command)),
};

const kit = async (came: Interaction) => kitModal(await came.read((tx) => kitFor(tx, came.userId)));

/** Posts what was read, or shows what has changed since. */
async function read(sent: Submission<Launch>): Promise<Result> {
  const { piece, mark } = about.parse(sent.metadata);
  const { channel, ...words } = sent.data;
  const seen = markOf(words);
  const shown = { piece, launch: sent.data, by: sent.userId, mark: seen };
  if (mark !== seen) return { view: launchModal(shown), message: notPostedYet() };
  const { channel: fault } = await channelFaults(sent.workspace.slack, sent.userId, { channel });
  if (fault !== undefined) throw new UserError(fault);
  const [missing] = await missingFrom(sent.workspace.slack, [channel]);
  const problem = missing
    ? notInChannel(missing)
    : await sent.transact((tx) => postLaunch(tx, sent.userId, piece, sent.data));
  if (problem !== undefined) return { view: launchModal({ ...shown, problem }), message: { text: problem } };
  return { view: postedModal(channel), message: { text: onItsWay(channel) } };
}

/** Losable: without the name the text says it in other words. */
function nameOf({ slack }: Workspace, channel: string): Promise<string | undefined> {
  return slack.conversations.info({ channel }).then(
    (answer) => answer.channel?.name,
    () => undefined,
  );
}
