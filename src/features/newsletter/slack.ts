import type { App } from '@slack/bolt';
import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import type { Interaction } from '../../slack/interaction.ts';
import { type Click, type Command, onAction, onSubmit } from '../../slack/listeners.ts';
import { channelFaults, missingFrom } from '../../slack/membership.ts';
import { editForm } from './rules/form.ts';
import type { Consent } from './rules/index.ts';
import {
  answerStory,
  draftFor,
  editDraft,
  makeDraftNow,
  newsletterFor,
  postDraft,
  skipDraft,
  storiesOf,
  takeBackStory,
} from './service/index.ts';
import { changedSince, editModal, ids, newsletterModal, notInChannel, notTheirs, storiesModal } from './views/index.ts';

const seen = z.tuple([z.string(), z.string()]);
const aboutDraft = z.object({ month: z.string(), from: z.string().optional() });

export function register(app: App, deps: Deps): void {
  registerDraft(app, deps);
  registerStories(app, deps);
}

export const subcommands = {
  newsletter: async (_deps: Deps, command: Command) => command.openModal(await overview(command)),
  stories: async (_deps: Deps, command: Command) => command.openModal(await mine(command)),
};

const overview = async (came: Interaction) => newsletterModal(await came.read((tx) => newsletterFor(tx, came.userId)));
const mine = async (came: Interaction) => storiesModal(await came.read((tx) => storiesOf(tx, came.userId)));
/** Above what is open already, if anything is. */
const show = (click: Click, view: ReturnType<typeof storiesModal>) =>
  click.isInModal ? click.pushModal(view) : click.openModal(view);

function registerDraft(app: App, deps: Deps): void {
  const shownAnew = async (click: Click) => void (click.isInModal && (await click.updateModal(await overview(click))));
  onAction(app, deps, ids.open, async (click) => show(click, await overview(click)));
  onAction(app, deps, ids.make, async (click) => {
    await click.transact((tx) => makeDraftNow(tx, click.userId));
    await shownAnew(click);
  });
  onAction(app, deps, ids.post, async (click) => {
    await postIt(click);
    await shownAnew(click);
  });
  onAction(app, deps, ids.skip, async (click) => {
    await click.transact((tx) => skipDraft(tx, click.value, click.userId));
    await shownAnew(click);
  });
  onAction(app, deps, ids.edit, async (click) => {
    const draft = await click.read((tx) => draftFor(tx, click.value, click.userId));
    await show(click, editModal(draft, click.isInModal ? click.viewId : undefined));
  });
  onSubmit(app, deps, ids.form, editForm, async (sent) => {
    const { month, from } = aboutDraft.parse(sent.metadata);
    await sent.transact((tx) => editDraft(tx, month, sent.userId, sent.data));
    // The draft lies under the form; in a message it is edited by itself.
    if (from) await sent.updateView(from, await overview(sent));
  });
}

async function postIt(click: Click): Promise<void> {
  const [month, mark] = seen.parse(click.value.split('/'));
  const { channel } = await click.read((tx) => draftFor(tx, month, click.userId));
  const [missing] = channel === undefined ? [] : await missingFrom(click.workspace.slack, [channel]);
  if (missing !== undefined) return click.tell(notInChannel(missing));
  const faults = await channelFaults(click.workspace.slack, click.userId, { channel });
  if (channel !== undefined && faults.channel !== undefined) return click.tell(notTheirs(channel));
  const isPosted = await click.transact((tx) => postDraft(tx, month, click.userId, mark));
  if (!isPosted) await click.tell(changedSince());
}

function registerStories(app: App, deps: Deps): void {
  const answer = (id: string, given: Consent) =>
    onAction(app, deps, id, (click) => click.transact((tx) => answerStory(tx, click.value, click.userId, given)));
  answer(ids.yesNamed, 'named');
  answer(ids.yes, 'unnamed');
  answer(ids.no, 'no');
  onAction(app, deps, ids.stories, async (click) => show(click, await mine(click)));
  onAction(app, deps, ids.takeBack, (click) => click.transact((tx) => takeBackStory(tx, click.value, click.userId)));
  onAction(app, deps, ids.takeBackHere, async (click) => {
    await click.transact((tx) => takeBackStory(tx, click.value, click.userId));
    await click.updateModal(await mine(click));
  });
}
