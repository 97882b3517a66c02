import type { Content } from '../../jobs/define.ts';
import {
  type Block,
  button,
  context,
  dateText,
  divider,
  escapeControls,
  escaped,
  header,
  input,
  type ModalView,
  mention,
  modal,
  section,
  textField,
} from '../../slack/blocks.ts';
import { channelField } from '../../slack/fields.ts';
import { whyNotPosted } from '../../slack/refused.ts';
import { type Launch, longest, type Piece, paragraphsOf } from './rules.ts';

/** What the handlers of this feature listen to. */
export const ids = {
  /** Opens the list of texts. */
  open: 'launch.open',
  piece: 'launch.piece',
  form: 'launch.form',
} as const;

type Listed = Pick<Piece, 'id' | 'name' | 'for'> & {
  last: { channel: string; at: Temporal.Instant; by: string | undefined } | undefined;
};

/** The texts of the kit, each with the way to it. */
export function kitModal(pieces: Listed[]): ModalView {
  return modal({ callbackId: ids.open, title: 'Launch kit' }, [
    section('Texts to begin with. You see each as it would be read, change what you like, and choose where it goes.'),
    ...pieces.map(({ id, name, for: whom, last }) => {
      const by = last?.by ? ` for ${mention(last.by)}` : '';
      const posted = last ? `\n_Posted in <#${last.channel}> on ${dateText(last.at, '{date_short_pretty}')}${by}_` : '';
      const label = `Look at: ${name}`;
      return section(`*${name}*\n${whom}${posted}`, button(ids.piece, 'Look at it', { value: id, label }));
    }),
  ]);
}

/** A text as its channel reads it, with on whose behalf it is posted. */
export function launchPost(launch: Pick<Launch, 'heading' | 'text'>, by: string): Content & { blocks: Block[] } {
  return {
    text: escaped(launch.heading),
    blocks: [
      header(launch.heading),
      ...paragraphsOf(launch.text).map((paragraph) => section(escapeControls(paragraph))),
      context(`Bitewise posts this for ${mention(by)}.`),
    ],
  };
}

export type FormShown = {
  piece: string;
  launch: Pick<Launch, 'heading' | 'text'> & { channel?: string | undefined };
  by: string;
  /** Names what they see here. */
  mark: string;
  /** Why it was not posted. */
  problem?: string | undefined;
};

/** A text to read, change and post; it is posted only as it was read. */
export function launchModal({ piece, launch, by, mark, problem }: FormShown): ModalView {
  const form = { callbackId: ids.form, title: 'As it will be read', submit: 'Post it' };
  const hint = 'If you change something, you see it once more before it’s posted.';
  return modal({ ...form, close: 'Don’t post', metadata: { piece, mark } }, [
    ...(problem === undefined ? [] : [section(`*${problem}*`)]),
    ...launchPost(launch, by).blocks,
    divider(),
    input('channel', 'Where to', channelField('Choose a channel', launch.channel)),
    input('heading', 'Heading', textField({ initial: launch.heading, max: longest.heading })),
    input('text', 'Text', textField({ initial: launch.text, max: longest.text, multiline: true }), { hint }),
  ]);
}

export const onItsWay = (channel: string) => `It’s on its way to <#${channel}>.`;

export function postedModal(channel: string): ModalView {
  return modal({ callbackId: ids.open, title: 'Launch kit' }, [section(onItsWay(channel))]);
}

/** Where the form with the changed words is not there any more. */
export function notPostedYet(): Content {
  return { text: 'You changed the text, so it isn’t posted yet. `/mentor launch` opens it again.' };
}

/** Why nothing was posted: the app is not there. */
export function notInChannel(channel: string): string {
  return `I am not in <#${channel}> yet. Open it and type “/invite @Bitewise”, then press “Post it” again.`;
}

/** Prompt to whoever posted it, when its channel refused it. */
export function refusedNote({ channel, reason }: { channel: string; reason: string }): Content {
  const other = whyNotPosted('The text', channel, reason);
  if (other !== undefined) {
    const text = `${other} If you don’t see it there, \`/mentor launch\` posts it again.`;
    return { text, blocks: [section(text)] };
  }
  const text =
    reason === 'is_archived'
      ? `The text couldn’t be posted: <#${channel}> is archived. \`/mentor launch\` posts it elsewhere.`
      : `The text couldn’t be posted: I wasn’t in <#${channel}>. Type \`/invite @Bitewise\` there, then \`/mentor launch\`.`;
  return { text, blocks: [section(text)] };
}
