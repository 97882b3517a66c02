import type { Answer, Call } from './record.ts';

/** What the two servers name differently. */
export type Ids = { channel: string; otherChannel: string; person: string; second: string };
/** A fresh trigger for `person`, or for something done in the view `viewId`. */
export type NewTrigger = (viewId?: string) => Promise<string>;

const text = (words: string) => ({ type: 'plain_text', text: words });
const modal = (title: string) => ({
  type: 'modal',
  callback_id: 'fidelity',
  title: text(title),
  submit: text('Send'),
  blocks: [{ type: 'section', block_id: 'words', text: { type: 'mrkdwn', text: 'Hello' } }],
});
const field = (answer: Answer, ...path: string[]) =>
  path.reduce<unknown>((at, key) => (at as Record<string, unknown>)?.[key], answer);

/** Calls every method that the app uses, and the refusals that it has to understand, in one order on any server. */
export async function playScenario(call: Call, ids: Ids, newTrigger: NewTrigger, baseUrl: string): Promise<void> {
  await readPeople(call, ids);
  await talk(call, ids);
  await showViews(call, ids, newTrigger);
  await shareFile(call, ids, baseUrl);
}

async function readPeople(call: Call, { person }: Ids): Promise<void> {
  await call('auth.test', {});
  await call('users.list', { limit: 2 });
  await call('users.info', { user: person });
  await call('users.info', { user: 'U0NOBODY' }, 'an unknown person');
  await call('team.info', {});
  await call('users.conversations', { types: 'public_channel,private_channel' });
}

async function talk(call: Call, { channel, otherChannel, person, second }: Ids): Promise<void> {
  await call('conversations.list', { limit: 2 });
  await call('conversations.join', { channel });
  await call('conversations.info', { channel });
  await call('conversations.info', { channel: 'C0NOTHING' }, 'an unknown channel');
  await call('conversations.members', { channel });
  const opened = await call('conversations.open', { users: person }, 'one person');
  await call('conversations.open', { users: `${person},${second}` }, 'a group');
  await call('conversations.open', { users: 'U0NOBODY' }, 'an unknown person');
  const metadata = { event_type: 'note', event_payload: { key: 'k1' } };
  const blocks = [{ type: 'section', block_id: 'a', text: { type: 'mrkdwn', text: '*Hello*' } }];
  const posted = await call('chat.postMessage', { channel, text: 'Hello', blocks, metadata });
  const ts = String(posted.ts);
  await call('chat.postMessage', { channel, text: 'A reply', thread_ts: ts }, 'in a thread');
  await call('chat.postMessage', { channel: field(opened, 'channel', 'id'), text: 'Hi' }, 'in a DM');
  await call('chat.postMessage', { channel: person, text: 'Hi' }, 'to a person');
  await call('chat.postMessage', { channel: 'C0NOTHING', text: 'Hi' }, 'to an unknown channel');
  await call('chat.postMessage', { channel }, 'without text');
  await call('chat.postMessage', { channel: otherChannel, text: 'Hi' }, 'where the app is not');
  await call('chat.postEphemeral', { channel, user: person, text: 'Only you' });
  await call('chat.getPermalink', { channel, message_ts: ts });
  await call('chat.getPermalink', { channel, message_ts: '1.000001' }, 'of no message');
  await call('chat.update', { channel, ts, text: 'Hello again' });
  await call('chat.update', { channel, ts: '1.000001', text: 'x' }, 'of no message');
  await call('conversations.history', { channel, limit: 1, include_all_metadata: true });
  await call('conversations.replies', { channel, ts });
  await call('conversations.replies', { channel, ts: '1.000001' }, 'of no thread');
  await call('reactions.add', { channel, name: 'wave', timestamp: ts });
  await call('reactions.add', { channel, name: 'wave', timestamp: ts }, 'twice');
  await call('chat.delete', { channel, ts });
  await call('chat.delete', { channel, ts: '1.000001' }, 'of no message');
}

async function showViews(call: Call, { person }: Ids, newTrigger: NewTrigger): Promise<void> {
  const home = { type: 'home', blocks: [{ type: 'divider', block_id: 'line' }] };
  await call('views.publish', { user_id: person, view: home });
  await call('views.publish', { user_id: 'U0NOBODY', view: home }, 'for nobody');
  const trigger_id = await newTrigger();
  const opened = await call('views.open', { trigger_id, view: modal('First') });
  const view_id = String(field(opened, 'view', 'id'));
  await call('views.open', { trigger_id, view: modal('Again') }, 'with a used trigger');
  await call('views.open', { trigger_id: '1.2.3', view: modal('No') }, 'with an unknown trigger');
  await call('views.update', { view_id, view: modal('Second') });
  await call('views.update', { view_id, hash: 'another', view: modal('Third') }, 'with an old hash');
  await call('views.update', { view_id: 'V0NOTHING', view: modal('No') }, 'of no view');
  await call('views.push', { trigger_id: await newTrigger(view_id), view: modal('On top') });
}

async function shareFile(call: Call, { channel }: Ids, baseUrl: string): Promise<void> {
  const given = await call('files.getUploadURLExternal', { filename: 'report.csv', length: 3 });
  const path = new URL(String(given.upload_url)).pathname;
  await fetch(`${baseUrl}${path}`, { method: 'POST', body: 'a,b' });
  await call('files.completeUploadExternal', { files: [{ id: given.file_id, title: 'Report' }], channel_id: channel });
  await call('files.completeUploadExternal', { files: [{ id: 'F0NOTHING' }], channel_id: channel }, 'of no file');
}
