import type { Content } from '../../../jobs/define.ts';
import {
  actions,
  type Block,
  button,
  context,
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
} from '../../../slack/blocks.ts';
import { channelField } from '../../../slack/fields.ts';
import { whyNotPosted } from '../../../slack/refused.ts';
import { longest, paragraphsOf } from '../../launch-kit/rules.ts';
import { ids as memberIds } from '../../members/views.ts';
import { ids as officeHoursIds } from '../../office-hours/views/index.ts';
import { USUAL, wordsIn } from '../../reports/rules/words.ts';
import { type AdjustmentKind, MOST_ADJUSTMENTS } from '../rules/proposals.ts';
import type { ReviewShown } from '../service/index.ts';
import { ids } from './ids.ts';
import { adjustmentText } from './words.ts';

type Due = {
  period: ReviewShown['period'];
  isReminder: boolean;
  state: ReviewShown['review']['state'];
  channel: string | undefined;
};

/** Prompt to an owner: the review of a quarter. Later, what became of it. */
export function dueCard({ period, isReminder, state, channel }: Due): Content {
  const name = wordsIn(USUAL).period(period);
  const text = dueText(name, isReminder, state, channel);
  if (state !== 'open') return { text, blocks: [section(text)] };
  return {
    text,
    blocks: [
      section(`*${text}* What was found, up to three things to change, and a line to everyone: about ten minutes.`),
      actions(button(ids.open, 'Open the review', { style: 'primary' })),
    ],
  };
}

function dueText(name: string, isReminder: boolean, state: Due['state'], channel: string | undefined): string {
  if (state === 'left') return `The review of ${name} is over, and a newer one is there.`;
  if (state !== 'open')
    return `The review of ${name} is done. What changes goes to everyone${channel ? ` in <#${channel}>` : ''}.`;
  return isReminder
    ? `The review of ${name} is still open. I won’t remind you again.`
    : `${name} is over: time for a review.`;
}

type Post = { heading: string; text: string };

/** The words that everybody is told, before an owner changes them. */
export function draftOf({ findings, chosen }: Pick<ReviewShown, 'findings' | 'chosen'>): Post {
  const behind = findings.filter(({ key }) => chosen.some(({ measure }) => measure === key));
  const heard = (behind.length > 0 ? behind : findings.slice(0, MOST_ADJUSTMENTS)).map(({ says }) => `• ${says}`);
  const change = chosen.map((one) => `• ${adjustmentText(one)}`);
  const text = [
    '*What we heard*',
    ...heard,
    '',
    '*What we change*',
    ...change,
    '',
    'Tell us what would help: `/mentor suggest`, with your name or without.',
  ];
  return { heading: 'What we heard, what we change', text: text.join('\n').slice(0, longest.text) };
}

/** The post as its channel reads it. */
export function reviewPost({ heading, text }: Post, by: string): Content & { blocks: Block[] } {
  return {
    text: escaped(heading),
    blocks: [
      header(heading),
      ...paragraphsOf(text).map((paragraph) => section(escapeControls(paragraph))),
      context(`Bitewise posts this for ${mention(by)}.`),
    ],
  };
}

type PostShown = { id: string; post: Post; channel: string | undefined; by: string; mark: string; problem?: string };

/** The text to read, change and post; it is posted only as it was read. */
export function postModal({ id, post, channel, by, mark, problem }: PostShown): ModalView {
  const form = { callbackId: ids.postForm, title: 'As it will be read', submit: 'Post it', close: 'Not yet' };
  const hint = 'If you change something, you see it once more before it’s posted.';
  return modal({ ...form, metadata: { id, mark } }, [
    ...(problem === undefined ? [] : [section(`*${problem}*`)]),
    ...reviewPost(post, by).blocks,
    divider(),
    input('channel', 'Where to', channelField('Choose a channel', channel)),
    input('heading', 'Heading', textField({ initial: post.heading, max: longest.heading })),
    input('text', 'Text', textField({ initial: post.text, max: longest.text, multiline: true }), { hint }),
  ]);
}

export const postedText = (channel: string) =>
  `It’s on its way to <#${channel}>. I’ll show you before and after in the next review.`;

export function postedModal(channel: string): ModalView {
  return modal({ callbackId: ids.review, title: 'Quarterly review' }, [section(postedText(channel))]);
}

export const notPostedYet = (): Content => ({
  text: 'You changed the text, so it isn’t posted yet. `/mentor review` opens it again.',
});

/** Why nothing was posted: the app is not there. */
export const notInChannel = (channel: string) =>
  `I’m not in <#${channel}> yet. Open it and type “/invite @Bitewise”, then press “Post it” again.`;

/** Prompt to whoever posted it, when its channel refused it. */
export function refusedNote({ channel, reason }: { channel: string; reason: string }): Content {
  const why = whyNotPosted('The text', channel, reason);
  const other = reason === 'is_archived' ? `<#${channel}> is archived.` : `I wasn’t in <#${channel}>.`;
  const text = `${why ?? `The text couldn’t be posted: ${other}`} \`/mentor review\` posts it again.`;
  return { text, blocks: [section(text)] };
}

/** Prompt to somebody who may help with what the owners change. */
export function askNote({ kind, about }: { kind: AdjustmentKind; about: string }): Content {
  const text = askText(kind, escaped(about));
  const hours = button(officeHoursIds.hold, 'Hold office hours');
  const skills = button(memberIds.openProfile, 'Add my skills');
  return {
    text,
    blocks: [
      section(`${text} It’s up to you, and I won’t ask again.`),
      actions(kind === 'invite-helpers' ? skills : hours),
    ],
  };
}

function askText(kind: AdjustmentKind, about: string): string {
  if (kind === 'invite-helpers') return `Colleagues look for people who know ${about}. Would you help now and then?`;
  if (kind === 'office-hours') return `You offer ${about}, which many look for. Would you hold office hours for it?`;
  return 'The owners of Bitewise would like leaders to hold office hours. Would you set an hour aside?';
}
