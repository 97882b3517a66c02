import type { App } from '@slack/bolt';
import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { UserError } from '../../errors.ts';
import type { Interaction } from '../../slack/interaction.ts';
import { type Click, type Command, onAction, onEvent, onShortcut, onSubmit } from '../../slack/listeners.ts';
import { isLongEnough, SHORTEST_THANKS } from './rules/thanks.ts';
import { boardFor } from './service/board.ts';
import { retryDigest } from './service/digest.ts';
import { offerHelp } from './service/helping.ts';
import { choose, mineOf } from './service/mine.ts';
import {
  agreeToShow,
  givenNow,
  giveThanks,
  readTyped,
  showThanks,
  takeBackThanks,
  thankEach,
} from './service/thanks.ts';
import {
  boardCard,
  boardModal,
  helping,
  ids,
  mineModal,
  notPassedOn,
  thankModal,
  thanksGiven,
  thanksTakenBack,
} from './views/index.ts';

const joined = z.object({ user: z.string(), channel: z.string() });
const chosen = z.array(z.string()).default([]);

const WHAT_FOR = `Please say what for, in ${SHORTEST_THANKS} characters or more.`;
const WHO = 'I wasn’t sure whom you mean. Please choose them here.';
const ONE_AT_A_TIME = 'This form is for one person; thank the others one at a time.';
const thankForm = z.object({
  person: z.string('Please choose who it is for.'),
  words: z.string(WHAT_FOR).trim().refine(isLongEnough, WHAT_FOR),
  share: chosen.transform((values) => values.includes('yes')),
});
const mineForm = z.object({ choices: chosen });
const mineMetadata = z.object({ hasBoard: z.boolean() });

export function register(app: App, deps: Deps): void {
  onEvent(app, deps, 'member_joined_channel', joined, async ({ user }, came) => {
    // Somebody invited the app: a digest that its channel refused may get through now.
    if (user === came.workspace.botUserId) await came.transact(retryDigest);
  });
  registerThanks(app, deps);
  onAction(app, deps, ids.board, async (click) =>
    click.openModal(boardModal(await click.read((tx) => boardFor(tx, click.userId)))),
  );
  onAction(app, deps, ids.help, async (click) =>
    click.tell(helping(await click.transact((tx) => offerHelp(tx, click.value, click.userId)))),
  );
  onAction(app, deps, ids.mine, async (click) => click.openModal(await mineNow(click)));
  onSubmit(app, deps, ids.mineModal, mineForm, async ({ transact, data, metadata, userId }) => {
    const { hasBoard } = mineMetadata.parse(metadata);
    const has = (name: string) => data.choices.includes(name);
    const board = hasBoard ? { onBoard: has('board') } : {};
    await transact((w) => choose(w, userId, { ...board, thanksShown: has('thanks') }));
  });
}

const mineNow = async (came: Interaction) => mineModal(await came.read((tx) => mineOf(tx, came.userId)));

function registerThanks(app: App, deps: Deps): void {
  onShortcut(app, deps, ids.shortcut, (came) => came.openModal(thankModal({})));
  onAction(app, deps, ids.thank, (click) => click.openModal(thankModal({})));
  onSubmit(app, deps, ids.thankModal, thankForm, ({ data, ...came }) =>
    thank(came, data.person, data.words, data.share),
  );
  onAction(app, deps, ids.takeBack, async (click) => {
    await click.transact((tx) => takeBackThanks(tx, click.value, click.userId));
    await click.replace(thanksTakenBack());
  });
  onAction(app, deps, ids.takeBackHere, async (click) => {
    await click.transact((tx) => takeBackThanks(tx, click.value, click.userId));
    await click.updateModal(await mineNow(click));
  });
  const agree = (isAgreed: boolean) => (click: Click) =>
    click.transact((tx) => agreeToShow(tx, click.value, click.userId, isAgreed));
  onAction(app, deps, ids.agree, agree(true));
  onAction(app, deps, ids.disagree, agree(false));
  const show = (isPublic: boolean) => async (click: Click) =>
    click.replace(thanksGiven(await click.transact((tx) => showThanks(tx, click.value, click.userId, isPublic))));
  onAction(app, deps, ids.show, show(true));
  onAction(app, deps, ids.hide, show(false));
}

async function thank(came: Interaction, receiverId: string, words: string, isPublic: boolean): Promise<void> {
  const given = await came.transact(async (tx) =>
    givenNow(tx, await giveThanks(tx, { giverId: came.userId, receiverId, words, isPublic })),
  );
  await came.tell(thanksGiven(given));
}

/** "@person for …" is passed on at once, between each two; whatever is missing is asked for. */
async function thankTyped(_deps: Deps, command: Command, rest: string): Promise<void> {
  const { receiverIds, words } = await command.read((tx) => readTyped(tx, rest));
  const [receiverId, ...others] = receiverIds;
  if (receiverId !== undefined && isLongEnough(words)) {
    return others.length === 0 ? thank(command, receiverId, words, false) : thankAll(command, receiverIds, words);
  }
  const missing = receiverId === undefined ? WHO : WHAT_FOR;
  const note = rest === '' ? undefined : others.length === 0 ? missing : `${missing} ${ONE_AT_A_TIME}`;
  await command.openModal(thankModal({ receiverId, words, ...(note ? { note } : {}) }));
}

async function thankAll(command: Command, receiverIds: string[], words: string): Promise<void> {
  const each = await command.transact((tx) =>
    thankEach(tx, receiverIds, { giverId: command.userId, words, isPublic: false }),
  );
  if (each.given.length === 0) throw new UserError(notPassedOn(each.refused));
  for (const [n, given] of each.given.entries()) {
    const isLast = n === each.given.length - 1;
    await command.tell(thanksGiven(given, isLast && each.refused.length > 0 ? notPassedOn(each.refused) : undefined));
  }
}

export const subcommands = {
  thanks: thankTyped,
  board: async (_deps: Deps, command: Command) =>
    command.tell(boardCard(await command.read((tx) => boardFor(tx, command.userId)))),
};
