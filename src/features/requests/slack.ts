import type { App } from '@slack/bolt';
import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { type Click, type Command, onAction, onSubmit } from '../../slack/listeners.ts';
import { suggestForm } from './rules/form.ts';
import {
  acceptOffer,
  acceptProposal,
  cancelRequest,
  declineOffer,
  proposeLocalTime,
  refuseProposal,
  statusOf,
  suggestionFor,
} from './service/index.ts';
import { ids, statusCard, suggestModal } from './views/index.ts';

export function register(app: App, deps: Deps): void {
  const on = (id: string, run: (click: Click) => Promise<unknown>) =>
    onAction(app, deps, id, async (click) => void (await run(click)));
  on(ids.accept, (c) => c.transact((tx) => acceptOffer(tx, c.value, c.userId)));
  on(ids.acceptPrivately, (c) => c.transact((tx) => acceptOffer(tx, c.value, c.userId, true)));
  on(ids.decline, (c) => c.transact((tx) => declineOffer(tx, c.value, c.userId)));
  on(ids.suits, (c) => c.transact((tx) => acceptProposal(tx, c.value, c.userId)));
  on(ids.another, (c) => c.transact((tx) => refuseProposal(tx, c.value, c.userId)));
  on(ids.cancel, (c) => c.transact((tx) => cancelRequest(tx, c.value, c.userId)));
  on(ids.cancelHere, async (c) => {
    await c.transact((tx) => cancelRequest(tx, c.value, c.userId));
    await c.replace(statusCard(await c.read((tx) => statusOf(tx, c.userId))));
  });
  on(ids.suggest, async (c) => c.openModal(suggestModal(await c.read((tx) => suggestionFor(tx, c.value, c.userId)))));
  onSubmit(app, deps, ids.suggestModal, suggestForm, async ({ transact, data, metadata, userId }) => {
    await transact((unit) => proposeLocalTime(unit, z.string().parse(metadata), userId, data.date, data.time));
  });
}

export const subcommands = {
  status: async (_deps: Deps, command: Command) =>
    command.tell(statusCard(await command.read((tx) => statusOf(tx, command.userId)))),
};
