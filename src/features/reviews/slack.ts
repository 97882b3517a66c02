import type { App } from '@slack/bolt';
import type { Tx } from '../../database/transaction.ts';
import type { Deps } from '../../deps.ts';
import { UserError } from '../../errors.ts';
import type { ModalView } from '../../slack/blocks.ts';
import type { Interaction } from '../../slack/interaction.ts';
import { type Click, type Command, onAction, onSubmit, type Submission } from '../../slack/listeners.ts';
import { channelFaults, missingFrom } from '../../slack/membership.ts';
import { onSubmitShowing, type Result } from '../../slack/show-result.ts';
import { markOf } from '../newsletter/rules/index.ts';
import { ownForm, ownMetadata, type PostForm, postForm, postMetadata } from './rules/forms.ts';
import {
  choose,
  chooseOwn,
  doPart,
  draftFor,
  openFor,
  openReview,
  postReview,
  reviewFor,
  takeBack,
} from './service/index.ts';
import * as views from './views/index.ts';

const { ids } = views;

export function register(app: App, deps: Deps): void {
  onAction(app, deps, ids.open, open);
  onAction(app, deps, ids.choose, (click) => {
    const [id = '', ...key] = click.value.split(' ');
    return change(click, async (tx) => {
      await choose(tx, click.userId, id, key.join(' '));
      return id;
    });
  });
  onAction(app, deps, ids.takeBack, (click) => change(click, (tx) => takeBack(tx, click.userId, click.value)));
  onAction(app, deps, ids.doPart, (click) => change(click, (tx) => doPart(tx, click.userId, click.value)));
  onAction(app, deps, ids.own, async (click) => {
    await click.transact((tx) => openFor(tx, click.userId, click.value));
    await click.pushModal(views.ownModal(click.value, click.viewId));
  });
  onSubmit(app, deps, ids.ownForm, ownForm, async (sent) => {
    const { id, from } = ownMetadata.parse(sent.metadata);
    await sent.transact((tx) => chooseOwn(tx, sent.userId, id, sent.data));
    if (from) await sent.updateView(from, await review(sent, id));
  });
  onAction(app, deps, ids.draft, async (click) => {
    const draft = await click.transact((tx) => draftFor(tx, click.userId, click.value));
    const post = views.draftOf(draft);
    await click.pushModal(
      views.postModal({ id: click.value, post, channel: draft.channel, by: click.userId, mark: markOf(post) }),
    );
  });
  onSubmitShowing(app, deps, ids.postForm, postForm, post);
}

export const subcommands = { review: (_deps: Deps, command: Command) => open(command) };

const show = (came: Interaction, view: ModalView) => (came.isInModal ? came.pushModal(view) : came.openModal(view));

async function open(came: Interaction): Promise<void> {
  await show(came, views.reviewModal(await came.transact((tx) => openReview(tx, came.userId))));
}

const review = async (came: Interaction, id: string) =>
  views.reviewModal(await came.read((tx) => reviewFor(tx, came.userId, id)));

async function change(click: Click, deed: (tx: Tx) => Promise<string>): Promise<void> {
  const id = await click.transact(deed);
  await click.updateModal(await review(click, id));
}

/** Posts what was read, or shows what has changed since. */
async function post(sent: Submission<PostForm>): Promise<Result> {
  const { id, mark } = postMetadata.parse(sent.metadata);
  const { channel, ...words } = sent.data;
  const seen = markOf(words);
  const shown = { id, post: words, channel, by: sent.userId, mark: seen };
  await sent.read((tx) => openFor(tx, sent.userId, id));
  if (mark !== seen) return { view: views.postModal(shown), message: views.notPostedYet() };
  const { channel: fault } = await channelFaults(sent.workspace.slack, sent.userId, { channel });
  if (fault !== undefined) throw new UserError(fault);
  const [missing] = await missingFrom(sent.workspace.slack, [channel]);
  if (missing) {
    const problem = views.notInChannel(missing);
    return { view: views.postModal({ ...shown, problem }), message: { text: problem } };
  }
  await sent.transact((tx) => postReview(tx, sent.userId, id, sent.data));
  return { view: views.postedModal(channel), message: { text: views.postedText(channel) } };
}
