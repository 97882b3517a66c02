import type { App } from '@slack/bolt';
import type { z } from 'zod';
import type { Deps } from '../../../deps.ts';
import { UserError } from '../../../errors.ts';
import type { ModalView } from '../../../slack/blocks.ts';
import type { Interaction } from '../../../slack/interaction.ts';
import {
  type Click,
  onAction,
  onMessageShortcut,
  onSubmit,
  type Picked,
  type Submission,
} from '../../../slack/listeners.ts';
import { readersOf } from '../../../slack/membership.ts';
import type { FieldErrors } from '../../../slack/sentence.ts';
import type { Workspace } from '../../../workspace.ts';
import { careModal } from '../../care/views.ts';
import { type Draft, draft } from '../../requests/rules/index.ts';
import { readable } from '../../requests/rules/topic.ts';
import { joinWaitList, letTopicBeNamed } from '../../requests/service/index.ts';
import { ids } from '../../requests/views/index.ts';
import { askForm, askMetadata } from '../rules/form.ts';
import {
  askFor,
  beforeAsking,
  draftAbout,
  type Finding,
  searchOn,
  whyCannotAsk,
  whyNotPicked,
  whyNotQuietly,
  whyNotSo,
} from '../service/index.ts';
import { type Audience, askedNote, askModal, resultCard, resultModal, waitModal, waitNote } from '../views/index.ts';

/** The form of an ask, its wait list, and what may be named of it. */
export function registerAsking(app: App, deps: Deps): void {
  for (const id of [ids.ask, ids.askBest]) {
    onAction(app, deps, id, async (click) => {
      const draft = draftOf(click);
      const gone = await click.read((tx) => whyNotPicked(tx, draft, click.userId));
      if (gone !== undefined) return searchedAnew(click, draft, gone);
      const before = await click.read(async (tx) => {
        const why = await whyCannotAsk(tx, click.userId, draft, draft.skillId);
        if (why !== undefined) throw new UserError(why);
        return beforeAsking(tx, draft, click.userId);
      });
      // Any other message with such a button is not about the search alone, and stays.
      const card = draft.shown === undefined ? undefined : click.clickedAt;
      await show(
        click,
        askModal({ draft, card, ...before, audience: await audience(click.workspace, before.channel) }),
      );
    });
  }
  onMessageShortcut(app, deps, ids.aboutShortcut, askAbout);
  onSubmit(app, deps, ids.askModal, askForm, ask, refuseAsk);
  onAction(app, deps, ids.waitList, async (click) => {
    const { skillId, topic, goal } = draftOf(click);
    const name = await click.transact((tx) => joinWaitList(tx, { menteeId: click.userId, skillId, name: topic, goal }));
    await showWaiting(click, { topic: name, mayName: false });
  });
  const nameTopic = (mayName: boolean) => async (click: Click) => {
    await click.transact((tx) => letTopicBeNamed(tx, click.userId, click.value, mayName));
    await showWaiting(click, { topic: click.value, mayName });
  };
  onAction(app, deps, ids.nameTopic, nameTopic(true));
  onAction(app, deps, ids.hideTopic, nameTopic(false));
}

/** What a search found says who can be asked now, once somebody picked a colleague who can't be. */
async function searchedAnew(click: Click, draft: Draft, why: string): Promise<void> {
  const isFound = draft.shown !== undefined;
  const found = isFound ? await click.read((tx) => searchOn(tx, draft, click.userId)) : undefined;
  if (found) await (click.viewId ? click.updateModal(resultModal(found)) : click.replace(resultCard(found)));
  await click.tell({ text: why });
}

function showWaiting(click: Click, waited: Parameters<typeof waitNote>[0]): Promise<void> {
  if (click.viewId) return click.updateModal(waitModal(waited));
  return click.isLasting ? click.tell(waitNote(waited)) : click.replace(waitNote(waited));
}

/** The message's words may name a topic; the goal is the asker's to say. */
async function askAbout(message: Picked): Promise<void> {
  const text = readable(message.messageText);
  const { care, channel, ...start } = await message.read(async (tx) => {
    const about = await draftAbout(tx, text, message.userId);
    const { draft } = about;
    const why = about.care ? undefined : await whyCannotAsk(tx, message.userId, draft, draft.skillId);
    if (why !== undefined) throw new UserError(why);
    return about;
  });
  if (care) return message.openModal(careModal(care));
  const source = {
    text: text === '' ? 'A message without text' : text,
    channel: message.channelId,
    ts: message.messageTs,
  };
  await message.openModal(askModal({ ...start, source, audience: await audience(message.workspace, channel) }));
}

/** Who can read along in the channel for sessions; losable, as the number of them is. */
async function audience({ slack }: Workspace, channel: string | undefined): Promise<Audience | undefined> {
  if (channel === undefined) return undefined;
  return { channel, people: await readersOf(slack, channel) };
}

/** What keeps an ask from starting is said in the form, where nothing that was typed is lost. */
async function refuseAsk(sent: Submission<z.infer<typeof askForm>>): Promise<FieldErrors> {
  const { skillId, mentorId } = askMetadata.parse(sent.metadata);
  const isQuiet = sent.data.options.includes('anonymous');
  const asked = { ...sent.data, menteeId: sent.userId, skillId, mentorId };
  return sent.read(async (tx): Promise<FieldErrors> => {
    const topic = await whyCannotAsk(tx, sent.userId, sent.data, skillId);
    const format = topic === undefined ? await whyNotSo(tx, asked) : undefined;
    const options = isQuiet ? await whyNotQuietly(tx, sent.userId, sent.data) : undefined;
    return { ...(topic ? { topic } : {}), ...(format ? { format } : {}), ...(options ? { options } : {}) };
  });
}

async function ask(sent: Submission<z.infer<typeof askForm>>): Promise<void> {
  const { source, card, ...carried } = askMetadata.parse(sent.metadata);
  const link = source && (await permalink(sent.workspace, source));
  const { options, ...form } = sent.data;
  const has = (choice: string) => options.includes(choice);
  const chosen = { isAnonymous: has('anonymous'), isPrivate: has('private'), mayNameTopic: has('topic') };
  const about = { menteeId: sent.userId, sourceText: source?.text, sourceLink: link };
  const ask = { skillId: undefined, ...form, ...chosen, mayHint: has('hint'), ...carried, ...about };
  const nobody: Finding | undefined = await sent.transact((tx) => askFor(tx, ask));
  const answer = nobody ? resultCard(nobody) : askedNote(form.topic);
  // Its buttons would ask a second time for what is under way.
  if (card) await sent.replaceAt(card, answer);
  else if (nobody) await sent.tell(answer);
}

/** Losable: a request without the link is still whole. */
function permalink(
  { slack }: Workspace,
  { channel, ts }: { channel: string; ts: string },
): Promise<string | undefined> {
  return slack.chat.getPermalink({ channel, message_ts: ts }).then(
    (answer) => answer.permalink,
    () => undefined,
  );
}

/** In the modal that was clicked in, else in a new one. */
export function show(came: Interaction, view: ModalView): Promise<void> {
  return came.viewId ? came.updateModal(view) : came.openModal(view);
}

/** What a button carries. @throws UserError when it is out of date. */
export function draftOf({ value }: Click): Draft {
  const parsed = draft.safeParse(parseJson(value));
  if (!parsed.success) throw new UserError('This button is out of date. Please search once more with `/mentor`.');
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
