import type { App } from '@slack/bolt';
import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { type Command, onAction, onSubmit, type Submission } from '../../slack/handle.ts';
import type { Incoming } from '../../slack/incoming.ts';
import { missingFrom } from '../../slack/membership.ts';
import { markOf } from '../newsletter/rules.ts';
import { type Launch, launchForm } from './rules.ts';
import { digestChannelFor, kitFor, pieceFor, postLaunch } from './service.ts';
import { ids, kitModal, launchModal, notInChannel, postedModal, waitModal } from './views.ts';

const about = z.object({ piece: z.string(), mark: z.string() });

export function register(app: App, deps: Deps): void {
  onAction(app, deps, ids.open, async (click) => {
    const view = await kit(click);
    await (click.isInModal ? click.pushModal(view) : click.openModal(view));
  });
  onAction(app, deps, ids.piece, async (click) => {
    const channel = await click.look((work) => digestChannelFor(work, click.userId));
    const name = channel && (await nameOf(deps, channel));
    const piece = await click.look((work) => pieceFor(work, click.userId, click.value, name));
    const launch = { heading: piece.heading, text: piece.text };
    await click.pushModal(launchModal({ piece: piece.id, launch, by: click.userId, mark: markOf(launch) }));
  });
  onSubmit(app, deps, ids.form, launchForm, (sent) => read(deps, sent), waitModal);
}

export const subcommands = {
  launch: async (_deps: Deps, command: Command) => command.openModal(await kit(command)),
};

const kit = async (came: Incoming) => kitModal(await came.look((work) => kitFor(work, came.userId)));

/** Posts what was read, or shows what has changed since. */
async function read(deps: Deps, sent: Submission<Launch>): Promise<void> {
  const { piece, mark } = about.parse(sent.metadata);
  const { channel, ...words } = sent.data;
  const seen = markOf(words);
  const shown = { piece, launch: sent.data, by: sent.userId, mark: seen };
  if (mark !== seen) return sent.updateModal(launchModal(shown));
  const [missing] = await missingFrom(deps.slack, [channel]);
  const problem = missing
    ? notInChannel(missing)
    : await sent.work((work) => postLaunch(work, sent.userId, piece, sent.data));
  await sent.updateModal(problem === undefined ? postedModal(channel) : launchModal({ ...shown, problem }));
}

/** Losable: without the name the text says it in other words. */
function nameOf(deps: Deps, channel: string): Promise<string | undefined> {
  return deps.slack.conversations.info({ channel }).then(
    (answer) => answer.channel?.name,
    () => undefined,
  );
}
