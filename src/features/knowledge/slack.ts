import type { App } from '@slack/bolt';
import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { UserError } from '../../errors.ts';
import type { ModalView } from '../../slack/blocks.ts';
import type { Interaction } from '../../slack/interaction.ts';
import { type Click, type Command, onAction, onSubmit, type Submission } from '../../slack/listeners.ts';
import { cardVersion, formMetadata, hiddenIn, wordsForm } from './rules/form.ts';
import type { Words } from './rules/index.ts';
import {
  approveCard,
  cardsOfSkill,
  changeCard,
  changeForm,
  mineOf,
  newCard,
  ownCard,
  proposeCard,
  readCard,
  sayHelped,
  takeDown,
  withdrawCard,
} from './service/index.ts';
import { formModal, ids, listModal, mineModal, ownModal, readModal, sentNote, takeDownModal } from './views.ts';

const why = z.object({
  reason: z
    .string('Please say why, so that the two understand it.')
    .trim()
    .min(5, 'Please say why, so that the two understand it.')
    .max(300, 'Please say it in 300 characters or fewer.'),
});
const aboutCard = z.object({ cardId: z.string() });

export function register(app: App, deps: Deps): void {
  registerWriting(app, deps);
  registerDecisions(app, deps);
  registerReading(app, deps);
}

export const subcommands = {
  cards: async (_deps: Deps, command: Command) => command.openModal(await mine(command)),
};

function registerWriting(app: App, deps: Deps): void {
  onAction(app, deps, ids.open, async (click) => show(click, await mine(click)));
  onAction(app, deps, ids.own, async (click) => show(click, await own(click, click.value)));
  onAction(app, deps, ids.write, async (click) => {
    const form = await click.read((tx) => newCard(tx, click.value, click.userId));
    await show(click, 'cardId' in form ? await own(click, form.cardId) : formModal(form));
  });
  onAction(app, deps, ids.change, async (click) => {
    const { cardId, version } = versionOf(click);
    await show(click, formModal(await click.read((tx) => changeForm(tx, cardId, version, click.userId))));
  });
  onSubmit(app, deps, ids.form, (metadata) => wordsForm(hiddenIn(metadata)), send);
}

async function send({ data, metadata, userId, transact, tell }: Submission<Words>): Promise<void> {
  const { to } = formMetadata.parse(metadata);
  await transact(async (w) => {
    const refusal =
      'sessionId' in to
        ? await proposeCard(w, to.sessionId, userId, data)
        : await changeCard(w, to.cardId, to.version, userId, data);
    if (refusal !== undefined) throw new UserError(refusal);
  });
  await tell(sentNote());
}

/** In a message, what was decided shows by itself; a modal is shown anew. */
function registerDecisions(app: App, deps: Deps): void {
  onAction(app, deps, ids.approve, async (click) => {
    const { cardId, version } = versionOf(click);
    await click.transact((tx) => approveCard(tx, cardId, version, click.userId));
    if (click.viewId) await click.updateModal(await own(click, cardId));
  });
  onAction(app, deps, ids.withdraw, async (click) => {
    await click.transact((tx) => withdrawCard(tx, click.value, click.userId));
    if (click.viewId) await click.updateModal(await mine(click));
  });
}

function registerReading(app: App, deps: Deps): void {
  onAction(app, deps, ids.read, async (click) => over(click, await read(click)));
  onAction(app, deps, ids.list, async (click) =>
    over(click, listModal(await click.read((tx) => cardsOfSkill(tx, click.value, click.userId)))),
  );
  onAction(app, deps, ids.helped, async (click) => {
    await click.transact((tx) => sayHelped(tx, click.value, click.userId));
    await click.updateModal(await read(click));
  });
  onAction(app, deps, ids.openTakeDown, (click) => click.updateModal(takeDownModal(click.value)));
  onSubmit(app, deps, ids.takeDown, why, async ({ data, metadata, userId, transact, tell }) => {
    const { cardId } = aboutCard.parse(metadata);
    await transact((w) => takeDown(w, cardId, userId, data.reason));
    await tell({ text: 'The card is taken down, and the two who wrote it are told why.' });
  });
}

const mine = async (came: Interaction) => mineModal(await came.read((tx) => mineOf(tx, came.userId)));
const own = async (came: Interaction, cardId: string) =>
  ownModal(await came.read((tx) => ownCard(tx, cardId, came.userId)));
const read = async (click: Click) => readModal(await click.read((tx) => readCard(tx, click.value, click.userId)));

/** In place of the modal that was clicked, or as a new one. */
function show(came: Interaction, view: ModalView): Promise<void> {
  return came.isInModal ? came.updateModal(view) : came.openModal(view);
}

/** On top of the modal that was clicked, so that closing it leads back there. */
function over(came: Interaction, view: ModalView): Promise<void> {
  return came.isInModal ? came.pushModal(view) : came.openModal(view);
}

function versionOf({ value }: Click): z.infer<typeof cardVersion> {
  const parsed = cardVersion.safeParse(value);
  if (!parsed.success) throw new UserError('This button is out of date. `/mentor cards` has your cards.');
  return parsed.data;
}
