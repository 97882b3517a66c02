import type { App } from '@slack/bolt';
import type { Deps } from '../../deps.ts';
import type { Interaction } from '../../slack/interaction.ts';
import { type Command, onAction, onSubmit, type Submission } from '../../slack/listeners.ts';
import { onSubmitShowing, type Result } from '../../slack/show-result.ts';
import { markOf } from '../newsletter/rules/index.ts';
import { type AddForm, addForm, addMetadata, startForm } from './rules/form.ts';
import { checkFigures, outsideFor, removeMetric, setStart, takeFigures } from './service/index.ts';
import { addModal, ids, roomModal, takenModal, takenText } from './views/index.ts';

export function register(app: App, deps: Deps): void {
  onAction(app, deps, ids.open, open);
  onSubmit(app, deps, ids.form, startForm, async (sent) => {
    await sent.transact((tx) => setStart(tx, sent.userId, sent.data.day));
  });
  onAction(app, deps, ids.remove, async (click) => {
    await click.transact((tx) => removeMetric(tx, click.userId, click.value));
    await click.updateModal(await room(click));
  });
  onAction(app, deps, ids.add, async (click) => {
    await click.read((tx) => outsideFor(tx, click.userId));
    await click.pushModal(addModal(click.viewId));
  });
  onSubmitShowing(app, deps, ids.addForm, addForm, add);
}

export const subcommands = { figures: (_deps: Deps, command: Command) => open(command) };

const room = async (came: Interaction) => roomModal(await came.read((tx) => outsideFor(tx, came.userId)));

async function open(came: Interaction): Promise<void> {
  const view = await room(came);
  await (came.isInModal ? came.pushModal(view) : came.openModal(view));
}

/** Takes over what was checked as it stands, or says what these lines would change. */
async function add(sent: Submission<AddForm>): Promise<Result> {
  const { mark, from } = addMetadata.parse(sent.metadata);
  const { kind, lines } = sent.data;
  const plan = await sent.read((tx) => checkFigures(tx, sent.userId, kind, lines));
  const seen = markOf([sent.data, plan]);
  if (mark !== seen || plan.added.length + plan.changed.length === 0)
    return { view: addModal(from, { form: sent.data, plan, mark: seen }), message: { text: takenText(plan) } };
  const taken = await sent.transact((tx) => takeFigures(tx, sent.userId, kind, lines));
  if (from) await sent.updateView(from, await room(sent));
  return { view: takenModal(taken), message: { text: takenText(taken) } };
}
