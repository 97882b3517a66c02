import type { App } from '@slack/bolt';
import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { type Click, onAction, onEvent, onSubmit } from '../../slack/listeners.ts';
import { earliestToday, wrapUpForm } from './rules/wrap-up.ts';
import {
  callOff,
  cancelSession,
  extendSession,
  handBack,
  onMessage,
  pickTime,
  sayNotTalked,
  sayTalked,
  sessionOfMessage,
  startSession,
  suggestTime,
  wrapUp,
  wrapUpOf,
} from './service/index.ts';
import { ids, pickTimeModal } from './views/index.ts';
import { noRoomView, wrapUpModal } from './views/wrap-up.ts';

/** What a person wrote in a channel or group DM; messages of bots, edits and joinings do not fit. */
const written = z
  .object({
    channel: z.string(),
    channel_type: z.enum(['mpim', 'channel', 'group']),
    user: z.string(),
    thread_ts: z.string().optional(),
    subtype: z.enum(['file_share', 'thread_broadcast', 'me_message']).optional(),
    bot_id: z.undefined().optional(),
  })
  .transform((m) => ({
    channel: m.channel,
    memberId: m.user,
    threadTs: m.thread_ts,
    isDirect: m.channel_type === 'mpim',
  }));

const aboutSession = z.object({ sessionId: z.string() });
const timePicked = z.object({ time: z.number('Please choose a date and a time.') });

export function register(app: App, deps: Deps): void {
  const deeds = {
    [ids.start]: startSession,
    [ids.extend]: extendSession,
    [ids.handBack]: handBack,
    [ids.cancel]: cancelSession,
    [ids.callOff]: callOff,
    [ids.talked]: sayTalked,
    [ids.didNotTalk]: sayNotTalked,
  };
  for (const [id, deed] of Object.entries(deeds)) {
    onAction(app, deps, id, (click) => click.transact((tx) => deed(tx, click.value, click.userId)));
  }
  onAction(app, deps, ids.pickTime, openPickTime);
  onSubmit(app, deps, ids.pickTimeForm, timePicked, async ({ data, metadata, userId, transact }) => {
    const at = Temporal.Instant.fromEpochMilliseconds(data.time * 1000);
    await transact((w) => pickTime(w, aboutSession.parse(metadata).sessionId, userId, at));
  });
  onAction(app, deps, ids.wrapUp, openWrapUp);
  onAction(app, deps, ids.oneMore, addStep);
  const form = wrapUpForm(() => earliestToday(deps.clock.now()));
  onSubmit(app, deps, ids.wrapUpForm, form, async ({ data, metadata, userId, transact, tell }) => {
    const unfit = await transact((w) => wrapUp(w, aboutSession.parse(metadata).sessionId, userId, data));
    if (unfit.length > 0) await tell(noRoomView(unfit));
  });
  onEvent(app, deps, 'message', written, async (heard, came) => {
    if (await came.read((tx) => sessionOfMessage(tx, heard))) await came.transact((tx) => onMessage(tx, heard));
  });
}

async function openPickTime(click: Click): Promise<void> {
  const { at, ...shown } = await click.read((tx) => suggestTime(tx, click.value, click.userId));
  await click.openModal(pickTimeModal(shown, at, click.userId));
}

async function openWrapUp(click: Click): Promise<void> {
  await click.openModal(wrapUpModal(await click.read((tx) => wrapUpOf(tx, click.value, click.userId))));
}

async function addStep(click: Click): Promise<void> {
  const [id = '', shown] = click.value.split(' ');
  const data = await click.read((tx) => wrapUpOf(tx, id, click.userId));
  await click.updateModal(wrapUpModal(data, Number(shown)));
}
