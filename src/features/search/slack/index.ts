import type { App } from '@slack/bolt';
import { z } from 'zod';
import { inTransaction, type Tx } from '../../../database/transaction.ts';
import type { Deps, WorkspaceDeps } from '../../../deps.ts';
import type { Commands } from '../../../feature.ts';
import type { Content } from '../../../jobs/define.ts';
import { type Command, onAction, onEvent, onOptions, onShortcut, type Submission } from '../../../slack/listeners.ts';
import { onSubmitShowing, type Result } from '../../../slack/show-result.ts';
import { careAbout } from '../../care/service/index.ts';
import { careCard } from '../../care/views.ts';
import { isOwner } from '../../members/service.ts';
import { draft } from '../../requests/rules/index.ts';
import { mentionedAlone, ownWords, readable, withoutFiller } from '../../requests/rules/topic.ts';
import { statusOf } from '../../requests/service/index.ts';
import { ids, statusCard } from '../../requests/views/index.ts';
import { findForm, findMetadata, pickForm } from '../rules/form.ts';
import { commandFor, smallTalk } from '../rules/small-talk.ts';
import { type Finding, pickColleague, pickTopic, search, searchOn, topicsLike } from '../service/index.ts';
import {
  allCommandsCard,
  commandCard,
  findModal,
  helpCard,
  pickModal,
  resultCard,
  resultModal,
  smallTalkCard,
  topicOptions,
} from '../views/index.ts';
import { draftOf, registerAsking, show } from './asking.ts';

export function register(app: App, deps: Deps, commands: Commands): void {
  registerSearch(app, deps);
  registerAsking(app, deps);
  registerEvents(app, deps, commands);
}

export const subcommands = {
  help: (_deps: Deps, command: Command) => command.tell(helpCard()),
  find: (_deps: Deps, command: Command, rest: string) => answerTopic(command, rest),
};

/** `/mentor` and a topic; without one, a short modal asks for it. */
export async function answerTopic(command: Command, text: string): Promise<void> {
  if (text === '') return command.openModal(findModal());
  await command.tell(
    await command.read((tx) => replyTo(tx, { said: text, topic: text, command: undefined }, command.userId)),
  );
}

function registerSearch(app: App, deps: Deps): void {
  onShortcut(app, deps, ids.findShortcut, (came) => came.openModal(findModal()));
  onAction(app, deps, ids.find, (click) => click.openModal(findModal()));
  onAction(app, deps, ids.help, async (click) => {
    await click.replace(allCommandsCard(await click.read((tx) => isOwner(tx, click.userId))));
  });
  onAction(app, deps, ids.refine, (click) => show(click, findModal(draftOf(click))));
  for (const id of ids.topics) {
    onAction(app, deps, id, async (click) => {
      const draft = draftOf(click);
      const found = await click.transact((tx) => pickTopic(tx, draft, click.userId));
      await (click.viewId ? click.updateModal(resultModal(found)) : click.replace(resultCard(found)));
    });
  }
  for (const id of [ids.more, ids.first])
    onAction(app, deps, id, async (click) => {
      const found = await click.read((tx) => searchOn(tx, draftOf(click), click.userId));
      await (click.viewId ? click.updateModal(resultModal(found)) : click.replace(resultCard(found)));
    });
  onAction(app, deps, ids.colleague, async (click) => {
    const shown = await click.read((tx) => pickColleague(tx, click.value, click.userId));
    await (click.viewId ? click.updateModal(resultModal(shown)) : click.replace(resultCard(shown)));
  });
  onSubmitShowing(app, deps, ids.findModal, findForm, find);
  onAction(app, deps, ids.pick, (click) => show(click, pickModal(draftOf(click))));
  onOptions(app, deps, ids.pickTopic, async (typed, came) =>
    topicOptions(await came.read((tx) => topicsLike(tx, typed, came.userId))),
  );
  onSubmitShowing(app, deps, ids.pickModal, pickForm, pick);
}

async function pick(sent: Submission<z.infer<typeof pickForm>>): Promise<Result> {
  const picked = { ...draft.parse(sent.metadata), topic: sent.data.topic };
  return result(await sent.transact((tx) => pickTopic(tx, picked, sent.userId)));
}

async function find(sent: Submission<z.infer<typeof findForm>>): Promise<Result> {
  const { topic, format, urgency } = sent.data;
  const { goal } = findMetadata.parse(sent.metadata);
  const query = { text: topic, menteeId: sent.userId, format, urgency, goal };
  return result(await sent.read((tx) => search(tx, query)));
}

const result = (found: Finding): Result => ({ view: resultModal(found), message: resultCard(found) });
const said = z.object({
  user: z.string(),
  text: z.string(),
  channel: z.string(),
  ts: z.string(),
  thread_ts: z.string().optional(),
  channel_type: z.string().optional(),
  bot_id: z.undefined().optional(),
  // Words with a file, in a thread and in the channel too, or after /me are words all the same.
  subtype: z.enum(['file_share', 'thread_broadcast', 'me_message']).optional(),
});
type Said = z.infer<typeof said>;

function registerEvents(app: App, deps: Deps, commands: Commands): void {
  onEvent(app, deps, 'app_mention', said, async (event, { workspace }) => {
    const content = await answerTo({ ...deps, workspace }, event, commands);
    const { channel, user, thread_ts } = event;
    const place = { channel, user, ...(thread_ts ? { thread_ts } : {}) };
    return content && (() => workspace.slack.chat.postEphemeral({ ...place, ...content }));
  });
  onEvent(app, deps, 'message', said.extend({ channel_type: z.literal('im') }), async (event, { workspace }) => {
    const content = await answerTo({ ...deps, workspace }, event, commands);
    const { channel, thread_ts } = event;
    return (
      content && (() => workspace.slack.chat.postMessage({ channel, ...(thread_ts ? { thread_ts } : {}), ...content }))
    );
  });
}

/** One message can arrive in several events: it is known by its channel and ts. */
function answerTo(
  deps: WorkspaceDeps,
  { channel, ts, text, user }: Said,
  commands: Commands,
): Promise<Content | undefined> {
  const others = text.replaceAll(`<@${deps.workspace.botUserId}>`, ' ');
  // Somebody's name alone is no topic, and is not taken away from around one.
  const said = mentionedAlone(others) ? others : ownWords(text.replace(/<@[^>]*>/g, ' '));
  const command = asCommand(text, deps.workspace.botUserId);
  const topic = mentionedAlone(said) ? said : withoutFiller(readable(said));
  const read = { said, topic, command: commands.has(command) ? command : undefined };
  return inTransaction(deps, (tx) => replyTo(tx, read, user), `said:${channel}:${ts}`);
}

type Reply = { said: string; topic: string; command: string | undefined };

/** A message as it would stand after `/mentor`: “/mentor pause 2 weeks” and “pause 2 weeks.” are one. */
const asCommand = (text: string, botUserId: string) =>
  text
    .replaceAll(`<@${botUserId}>`, ' ')
    .replace(/^[\s,:]*(\/mentor\b)?/i, '')
    .replace(/[\s.!]+$/, '')
    .trim();

/** Small talk is answered as such; anything else is searched for. `said` is the text as typed, `topic` what it is about. */
async function replyTo(tx: Tx, { said, topic, command }: Reply, userId: string): Promise<Content> {
  // Before anything is taken away from the words: “I need help now” is no small talk.
  const care = await careAbout(tx, readable(said));
  if (care) return careCard(care);
  // “Thanks” alone is said to the app, and “thanks @somebody” to them.
  const talk = command?.includes('<@') ? undefined : smallTalk(said);
  if (talk === 'help') return helpCard();
  if (talk === 'mine' || command?.toLowerCase() === 'status') return statusCard(await statusOf(tx, userId));
  if (talk !== undefined) return smallTalkCard(talk);
  const wished = commandFor(said) ?? command;
  if (wished !== undefined) return commandCard(wished);
  return resultCard(await search(tx, { text: topic, menteeId: userId }));
}
