import type { App } from '@slack/bolt';
import type { Deps } from '../../deps.ts';
import type { ModalView } from '../../slack/blocks.ts';
import type { Interaction } from '../../slack/interaction.ts';
import { type Command, onAction, onSubmit } from '../../slack/listeners.ts';
import { careCard } from '../care/views.ts';
import { answerForm, answerMetadata, suggestionForm, suggestionMetadata } from './rules.ts';
import { answerSuggestion, startSuggestion, suggest, suggestionFor, suggestionsFor } from './service/index.ts';
import { answerModal, formModal, ids, listModal, sentNote } from './views/index.ts';

export function register(app: App, deps: Deps): void {
  onAction(app, deps, ids.open, (click) => openForm(click));
  onSubmit(app, deps, ids.form, suggestionForm, async (sent) => {
    const { id } = suggestionMetadata.parse(sent.metadata);
    const care = await sent.transact((tx) => suggest(tx, sent.userId, id, sent.data));
    await sent.tell(care ? careCard(care) : sentNote());
  });
  onAction(app, deps, ids.list, openList);
  onAction(app, deps, ids.answer, async (click) => {
    const one = await click.read((tx) => suggestionFor(tx, click.userId, click.value));
    await show(click, answerModal(one, click.isInModal ? click.viewId : undefined));
  });
  onSubmit(app, deps, ids.answerForm, answerForm, async (sent) => {
    const { id, seen, from } = answerMetadata.parse(sent.metadata);
    await sent.transact((tx) => answerSuggestion(tx, sent.userId, id, seen, sent.data));
    if (from) await sent.updateView(from, await list(sent));
  });
}

export const subcommands = {
  suggest: (_deps: Deps, command: Command, rest: string) => openForm(command, rest),
  suggestions: (_deps: Deps, command: Command) => openList(command),
};

async function openForm(came: Interaction, typed = ''): Promise<void> {
  await show(came, formModal(await came.transact((tx) => startSuggestion(tx, came.userId, typed))));
}

const list = async (came: Interaction) => listModal(await came.read((tx) => suggestionsFor(tx, came.userId)));
const openList = async (came: Interaction) => show(came, await list(came));
const show = (came: Interaction, view: ModalView) => (came.isInModal ? came.pushModal(view) : came.openModal(view));
