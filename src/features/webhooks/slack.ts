import type { App } from '@slack/bolt';
import type { Tx } from '../../database/transaction.ts';
import type { Deps } from '../../deps.ts';
import type { Interaction } from '../../slack/interaction.ts';
import { type Click, type Command, onAction, onSubmit } from '../../slack/listeners.ts';
import { addressFault } from './jobs/post.ts';
import { webhookForm } from './rules/form.ts';
import { replay, replayFailed, setWebhook, testWebhook, webhookFor } from './service/index.ts';
import { ids, savedNote, webhookModal } from './views/index.ts';

export function register(app: App, deps: Deps): void {
  onAction(app, deps, ids.open, open);
  onAction(app, deps, ids.test, (click) =>
    act(click, testWebhook, 'A test is on its way. I’ll tell you what becomes of it.'),
  );
  onAction(app, deps, ids.replayFailed, (click) => act(click, replayFailed, 'They’re on their way again.'));
  onAction(app, deps, ids.replay, (click) =>
    act(click, (tx, by) => replay(tx, by, click.value), 'It’s on its way again.'),
  );
  onSubmit(
    app,
    deps,
    ids.form,
    webhookForm,
    async (sent) => {
      await sent.transact((tx) => setWebhook(tx, sent.userId, sent.data));
      await sent.tell(savedNote(sent.data.address !== ''));
    },
    async ({ data: { address } }) => {
      const fault = address === '' ? undefined : await addressFault(address, deps.config.allowsInternalWebhooks);
      return fault === undefined ? {} : { address: fault };
    },
  );
}

export const subcommands = { webhook: (_deps: Deps, command: Command) => open(command) };

async function open(came: Interaction): Promise<void> {
  const view = webhookModal(await came.read((tx) => webhookFor(tx, came.userId)));
  await (came.isInModal ? came.pushModal(view) : came.openModal(view));
}

/** Does something about it and shows how it stands. */
async function act(click: Click, deed: (tx: Tx, by: string) => Promise<void>, notice: string): Promise<void> {
  await click.transact((tx) => deed(tx, click.userId));
  await click.updateModal(webhookModal(await click.read((tx) => webhookFor(tx, click.userId)), notice));
}
