import type { Content } from '../../../jobs/define.ts';
import {
  actions,
  type Block,
  button,
  checkboxes,
  context,
  dateText,
  divider,
  escaped,
  header,
  input,
  type ModalView,
  mention,
  modal,
  oneLine,
  option,
  section,
  textField,
} from '../../../slack/blocks.ts';
import { whyNotPosted } from '../../../slack/refused.ts';
import { longest, type Told } from '../rules/index.ts';
import { ids } from './ids.ts';
import { storyBlocks } from './stories.ts';

export { ids } from './ids.ts';
export { askStory, consentField, storiesModal } from './stories.ts';

export type Text = {
  heading: string;
  opening: string;
  closing: string;
  stories: Told[];
  hasFigures: boolean;
  figures: string | undefined;
  hasTechnique: boolean;
  technique: { name: string; idea: string; try: string };
};

export type Shown = Text & {
  month: string;
  name: string;
  state: 'draft' | 'posting' | 'posted' | 'skipped';
  offered: Told[];
  left: number;
  channel: string | undefined;
  decidedBy: string | undefined;
  mark: string;
};

/** The newsletter as its channel reads it: plain names, so that nobody is called. */
export function newsletterPost(text: Text): Content & { blocks: Block[] } {
  const { heading, opening, closing, stories, hasFigures, figures, hasTechnique, technique } = text;
  return {
    text: escaped(heading),
    blocks: [
      header(heading),
      ...words(opening),
      ...stories.flatMap(storyBlocks),
      ...(hasFigures && figures !== undefined ? [section(`*In figures:* ${figures}`)] : []),
      ...(hasTechnique
        ? [section(`*One to try: ${technique.name}*\n${technique.idea}`), context(`Today: ${technique.try}`)]
        : []),
      ...words(closing),
      context('Stories are told only when both people agreed.'),
    ],
  };
}

const words = (text: string): Block[] => (text.trim() === '' ? [] : [section(escaped(text))]);

/** Prompt to an owner: the draft with what to do about it, or what became of it. */
export function draftNote(shown: Shown): Content {
  const text = `The newsletter about ${shown.name}`;
  return { text: shown.state === 'draft' ? `${text} is ready for you to read.` : text, blocks: draftBlocks(shown) };
}

function draftBlocks(shown: Shown): Block[] {
  const { state, name, left, channel } = shown;
  if (state !== 'draft') return [section(`*The newsletter about ${name}:* ${decided(shown)}`)];
  const where = channel ? `<#${channel}>` : 'its channel';
  return [
    section(`*The newsletter about ${name} is ready for you to read.* Nothing goes out before an owner posts it.`),
    ...(left > 0 ? [section(`_${leftText(left)}_`)] : []),
    divider(),
    ...newsletterPost(shown).blocks,
    divider(),
    actions(
      button(ids.post, 'Post', { value: `${shown.month}/${shown.mark}`, style: 'primary' }),
      button(ids.edit, 'Edit', { value: shown.month }),
      button(ids.skip, 'Skip this month', { value: shown.month, confirm: skipping }),
    ),
    context(`It goes to ${where}. \`/mentor newsletter\` shows it again.`),
  ];
}

const skipping = {
  title: 'Skip this month?',
  text: 'Nothing is posted for this month. Its stories wait for the next one.',
  confirm: 'Skip it',
  deny: 'Not yet',
};

function leftText(left: number): string {
  return left === 1
    ? 'One story is no longer in it, because it may not be told any more.'
    : `${left} stories are no longer in it, because they may not be told any more.`;
}

function decided({ state, decidedBy, channel }: Shown): string {
  const who = decidedBy ? mention(decidedBy) : 'An owner';
  if (state === 'skipped') return `${who} left it out this month.`;
  const where = channel ? `<#${channel}>` : 'its channel';
  return state === 'posted' ? `${who} posted it in ${where}.` : `${who} posted it, and it’s on its way to ${where}.`;
}

export type Overview = { now: Shown | undefined; next: Temporal.Instant | undefined; canMake: string | undefined };

/** The same for an owner who asks, with when the next one comes. */
export function newsletterModal({ now, next, canMake }: Overview): ModalView {
  const when = next
    ? `The next draft: ${dateText(next, '{date_long_pretty}')}. \`/mentor settings\` names its channel or turns it off.`
    : 'There’s no newsletter: it’s turned off, or no channel is chosen. `/mentor settings` changes that.';
  return modal({ callbackId: ids.open, title: 'Newsletter' }, [
    ...(now ? draftBlocks(now) : []),
    ...(canMake
      ? [
          section(`There’s none about ${canMake} yet.`),
          actions(button(ids.make, 'Make the draft now', { style: 'primary' })),
        ]
      : []),
    context(when),
  ]);
}

/** The parts of a draft. `from` is the view under it that shows the draft, if there is one. */
export function editModal(shown: Shown, from: string | undefined): ModalView {
  const form = { callbackId: ids.form, title: 'Edit the newsletter', submit: 'See it', close: 'Cancel' };
  return modal({ ...form, metadata: { month: shown.month, from } }, [
    input('heading', 'Heading', textField({ initial: shown.heading, max: longest.heading })),
    input('opening', 'First words', textField({ initial: shown.opening, max: longest.opening, multiline: true })),
    ...(shown.offered.length === 0 ? [] : [storiesInput(shown)]),
    partsInput(shown),
    input('closing', 'Last words', textField({ initial: shown.closing, max: longest.closing, multiline: true }), {
      optional: true,
    }),
  ]);
}

function storiesInput({ offered, stories }: Shown): Block {
  const choices = offered.map((s) =>
    option(oneLine(`${s.topic}: ${s.words}`, 75), s.id, s.author ? `By ${oneLine(s.author, 60)}` : 'Without a name'),
  );
  const ticked = stories.map((s) => s.id);
  return input('stories', 'Stories', checkboxes(choices, ticked), {
    optional: true,
    hint: 'They can be left out, but not changed: two people agreed to just these words.',
  });
}

function partsInput({ figures, technique, hasFigures, hasTechnique }: Shown): Block {
  const parts = [
    ...(figures === undefined ? [] : [option(oneLine(`Figures: ${figures}`, 75), 'figures')]),
    option(`Technique: ${technique.name}`, 'technique'),
  ];
  const ticked = [...(hasFigures ? ['figures'] : []), ...(hasTechnique ? ['technique'] : [])];
  return input('parts', 'Also in it', checkboxes(parts, ticked), { optional: true });
}

/** The answer to “Post” when the app is not in the channel. */
export function notInChannel(channel: string): Content {
  return {
    text: `I am not in <#${channel}> yet, so nothing was posted. Open it, type \`/invite @Bitewise\`, and press “Post” again.`,
  };
}

/** The answer to “Post” of somebody who is not in the channel themselves. */
export function notTheirs(channel: string): Content {
  return {
    text: `Only someone who is in <#${channel}> can post there, so nothing was posted. Join it and press “Post” again.`,
  };
}

/** The answer to “Post” on something that has changed since it was read. */
export function changedSince(): Content {
  return { text: 'The draft has changed since you read it, so nothing was posted. Please look at it once more.' };
}

/** Prompt to whoever posted it, when its channel refused it; `isDraft` = it has not been posted or skipped since. */
export function refusedNote(refused: { channel: string; reason: string; isDraft: boolean }): Content {
  const { channel, reason, isDraft } = refused;
  if (!isDraft) {
    const text = 'The newsletter is settled by now, so there’s nothing to post again.';
    return { text, blocks: [section(text)] };
  }
  const other = whyNotPosted('The newsletter', channel, reason);
  if (other !== undefined) {
    const text = `${other} It waits as a draft: if you don’t see it there, press “Post” again.`;
    return { text, blocks: [section(text)] };
  }
  const why =
    reason === 'is_archived'
      ? `<#${channel}> is archived. Choose another channel with \`/mentor settings\``
      : `I wasn’t in <#${channel}>. Type \`/invite @Bitewise\` there`;
  const text = `The newsletter couldn’t be posted: ${why}, then press “Post” again. It waits as a draft.`;
  return { text, blocks: [section(text)] };
}

/** Prompt to whoever posted it, when a story was taken back at the last moment. */
export function leftNote({ name, left }: { name: string; left: number }): Content {
  const what = left === 1 ? 'one story' : `${left} stories`;
  const text = `The newsletter about ${name} went out without ${what}: someone took it back after you pressed “Post”.`;
  return { text, blocks: [section(text)] };
}
