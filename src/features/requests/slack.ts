import type { App } from '@slack/bolt';
import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { type Click, type Command, onAction, onSubmit } from '../../slack/handle.ts';
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
} from './service.ts';
import { ids, statusCard, suggestModal } from './views.ts';

export function register(app: App, deps: Deps): void {
  const on = (id: string, run: (click: Click) => Promise<unknown>) =>
    onAction(app, deps, id, async (click) => void (await run(click)));
  on(ids.accept, (c) => c.work((work) => acceptOffer(work, c.value, c.userId)));
  on(ids.acceptPrivately, (c) => c.work((work) => acceptOffer(work, c.value, c.userId, true)));
  on(ids.decline, (c) => c.work((work) => declineOffer(work, c.value, c.userId)));
  on(ids.suits, (c) => c.work((work) => acceptProposal(work, c.value, c.userId)));
  on(ids.another, (c) => c.work((work) => refuseProposal(work, c.value, c.userId)));
  on(ids.cancel, (c) => c.work((work) => cancelRequest(work, c.value, c.userId)));
  on(ids.cancelHere, async (c) => {
    await c.work((work) => cancelRequest(work, c.value, c.userId));
    await c.replace(statusCard(await c.look((work) => statusOf(work, c.userId))));
  });
  on(ids.suggest, async (c) =>
    c.openModal(suggestModal(await c.look((work) => suggestionFor(work, c.value, c.userId)))),
  );
  onSubmit(app, deps, ids.suggestModal, suggestForm, async ({ work, data, metadata, userId }) => {
    await work((unit) => proposeLocalTime(unit, z.string().parse(metadata), userId, data.date, data.time));
  });
}

export const subcommands = {
  status: async (_deps: Deps, command: Command) =>
    command.tell(statusCard(await command.look((work) => statusOf(work, command.userId)))),
};
