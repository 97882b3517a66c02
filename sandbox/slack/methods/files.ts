import { z } from 'zod';
import { ApiError } from '../engine/errors.ts';
import type { Json } from '../engine/json.ts';
import { compose, fromApp, publish } from '../operations/post.ts';
import type { StoredFile } from '../state/state.ts';
import type { World } from '../world.ts';
import { contentArgs } from './chat-content.ts';
import { joinedConversation } from './look-up.ts';
import { count, csv, list, method, needed, text } from './method.ts';

/** A file as it shows on a message. */
const fileJson = ({ url, state }: World, file: StoredFile): Json => ({
  id: file.id,
  created: file.created,
  timestamp: file.created,
  name: file.name,
  title: file.title,
  ...(file.altText === '' ? {} : { alt_txt: file.altText }),
  mimetype: 'application/octet-stream',
  filetype: file.name.split('.').at(-1) ?? 'binary',
  pretty_type: 'Binary',
  user: state.app.botUserId,
  user_team: state.team.id,
  editable: false,
  size: file.length,
  mode: 'hosted',
  is_external: false,
  external_type: '',
  is_public: false,
  public_url_shared: false,
  display_as_bot: false,
  username: '',
  url_private: `${url}/files/${file.id}/${encodeURIComponent(file.name)}`,
  url_private_download: `${url}/files/${file.id}/${encodeURIComponent(file.name)}`,
  permalink: `https://${state.team.domain}.slack.com/files/${state.app.botUserId}/${file.id}/${encodeURIComponent(file.name)}`,
  channels: Object.values(file.shares).flatMap((shared) => Object.keys(shared)),
  groups: [],
  ims: [],
  comments_count: 0,
  is_starred: false,
  shares: file.shares,
  has_rich_preview: false,
  file_access: 'visible',
});

/** Files go to conversations only, never to a person's id (Slack's documentation). */
const conversationId = z.string().regex(/^[CGDZ]/, 'invalid channel');

type Sharing = { initial_comment?: string | undefined; thread_ts?: string | undefined };

function share(world: World, files: StoredFile[], channelId: string, args: Sharing) {
  const conversation = joinedConversation(world, channelId);
  const draft = { ...fromApp(world), text: args.initial_comment ?? '', upload: true, display_as_bot: false };
  const message = compose(world, conversation, draft, args.thread_ts || undefined);
  const where = conversation.kind === 'public' ? 'public' : 'private';
  const shared = {
    ts: message.ts,
    channel_name: conversation.name,
    team_id: world.state.team.id,
    share_user_id: world.state.app.botUserId,
    source: 'UNKNOWN',
    is_silent_share: false,
    reply_users: [],
    reply_users_count: 0,
    reply_count: 0,
  };
  for (const file of files) file.shares[where] = { ...file.shares[where], [conversation.id]: [shared] };
  void publish(world, conversation, { ...message, files: files.map((file) => fileJson(world, file)) });
}

export const fileMethods = [
  method('files.getUploadURLExternal', {
    args: z.object({ filename: needed, length: count, snippet_type: text.optional(), alt_txt: text.optional() }),
    tier: 4,
    scopes: ['files:write'],
    run: (world, { filename, length, alt_txt }) => {
      if (length <= 0)
        throw new ApiError('invalid_arguments', {
          response_metadata: { messages: ['[ERROR] file length must be positive'] },
        });
      const id = world.ids.next('F');
      const created = Math.floor(world.clock.now().epochMilliseconds / 1000);
      world.state.files.set(id, {
        id,
        name: filename,
        title: filename,
        altText: alt_txt ?? '',
        length,
        content: null,
        complete: false,
        shares: {},
        created,
      });
      return { upload_url: `${world.url}/upload/v1/${id}`, file_id: id };
    },
  }),
  method('files.completeUploadExternal', {
    args: z.object({
      files: list.pipe(z.array(z.object({ id: z.string(), title: z.string().optional() }))),
      channel_id: conversationId.optional(),
      channels: csv.pipe(z.array(conversationId)).optional(),
      initial_comment: text.optional(),
      thread_ts: text.optional(),
      blocks: contentArgs.blocks,
    }),
    tier: 4,
    scopes: ['files:write'],
    run: (world, args) => {
      const files = args.files.map(({ id, title }) => {
        const file = world.state.files.get(id);
        if (!file || file.content === null) throw new ApiError('file_not_found');
        if (title) file.title = title;
        return file;
      });
      for (const channel of args.channels ?? (args.channel_id ? [args.channel_id] : []))
        share(world, files, channel, args);
      for (const file of files) file.complete = true;
      return { files: files.map((file) => fileJson(world, file)) };
    },
  }),
];
