import type { App } from '@slack/bolt';
import type { Tx } from '../../database/transaction.ts';
import type { Deps } from '../../deps.ts';
import type { ModalView } from '../../slack/blocks.ts';
import type { Interaction } from '../../slack/interaction.ts';
import { type Click, type Command, onAction, onShortcut, type Submission } from '../../slack/listeners.ts';
import { onSubmitShowing, type Result } from '../../slack/show-result.ts';
import { ids as care } from '../care/views.ts';
import { giveReport } from '../reports/slack.ts';
import { type ConcernForm, concernForm, concernMetadata } from './rules.ts';
import {
  blockFrom,
  closeConcern,
  detailFor,
  lift,
  listFor,
  markRead,
  report,
  showWho,
  startReport,
  suspend,
  unblockFrom,
} from './service/index.ts';
import { detailModal, formModal, ids, listModal, nobodyModal, sentCard, sentModal, whoModal } from './views/index.ts';

export function register(app: App, deps: Deps): void {
  onAction(app, deps, care.report, (click) => openForm(click, click.value));
  onShortcut(app, deps, ids.reportShortcut, (came) => openForm(came));
  onSubmitShowing(app, deps, ids.form, concernForm, send);
  onAction(app, deps, ids.block, (click) => click.transact((tx) => blockFrom(tx, click.value, click.userId)));
  onAction(app, deps, ids.unblock, (click) => click.transact((tx) => unblockFrom(tx, click.value, click.userId)));
  onAction(app, deps, ids.list, openList);
  onAction(app, deps, ids.look, async (click) =>
    click.pushModal(detailModal(await click.read((tx) => detailFor(tx, click.value, click.userId)))),
  );
  const acts = { [ids.read]: markRead, [ids.suspend]: suspend, [ids.lift]: lift, [ids.close]: closeConcern };
  for (const [id, act] of Object.entries(acts)) onAction(app, deps, id, (click) => deal(click, act));
  onAction(app, deps, ids.who, async (click) => {
    const who = await click.transact((tx) => showWho(tx, click.value, click.userId));
    await show(click, whoModal(who));
  });
}

export const subcommands = {
  // An owner means the report of a period.
  report: async (_deps: Deps, command: Command, rest: string) => {
    if (!(await giveReport(command, rest))) await openForm(command);
  },
  concern: (_deps: Deps, command: Command) => openForm(command),
  'report a concern': (_deps: Deps, command: Command) => openForm(command),
  concerns: (_deps: Deps, command: Command) => openList(command),
};

async function openForm(came: Interaction, about = ''): Promise<void> {
  const start = await came.read((tx) => startReport(tx, came.userId, about));
  await show(came, 'contacts' in start ? nobodyModal(start) : formModal(start));
}

const openList = async (came: Interaction) => show(came, listModal(await came.read((tx) => listFor(tx, came.userId))));

async function send(sent: Submission<ConcernForm>): Promise<Result> {
  const { id, about } = concernMetadata.parse(sent.metadata);
  const done = await sent.transact((tx) => report(tx, sent.userId, { id, about, form: sent.data }));
  return { view: sentModal(done), message: sentCard(done) };
}

/** The messages of all readers show it by themselves; a modal is shown anew. */
async function deal(click: Click, act: (tx: Tx, id: string, by: string) => Promise<void>): Promise<void> {
  await click.transact((tx) => act(tx, click.value, click.userId));
  if (!click.isInModal) return;
  await click.updateModal(detailModal(await click.read((tx) => detailFor(tx, click.value, click.userId))));
}

const show = (came: Interaction, view: ModalView) => (came.isInModal ? came.pushModal(view) : came.openModal(view));
