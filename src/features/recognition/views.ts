import type { Content } from '../../jobs/define.ts';
import { type Block, context, divider, escaped, header, quote, section } from '../../slack/blocks.ts';
import type { Digest, Helper, Thanks, Topic } from './rules.ts';

/** The most of each that is named, so that the post stays readable and within Slack's 50 blocks. */
const MOST_HELPERS = 15;
const MOST_THANKS = 8;
const MOST_TOPICS = 8;
const MOST_TOPICS_EACH = 3;

/** The week's post: plain names, so that nobody is called. */
export function digestPost({ helpers, thanks, topics, chances }: Digest): Content & { blocks: Block[] } {
  const text = 'Who helped whom with what, and where help is wanted';
  const blocks = [
    header('Small conversations, real help'),
    ...helperBlocks(helpers),
    ...thanksBlocks(thanks),
    ...topicBlocks('*People look for help with*', topics),
    ...topicBlocks('*Next chances to help:* more people want to learn these than offer them', chances),
    divider(),
    context('Know one of these? Type `/mentor skills` to offer it. In Home you choose whether your name appears here.'),
  ];
  return { text, blocks };
}

function helperBlocks(helpers: Helper[]): Block[] {
  if (helpers.length === 0) return [];
  const more = helpers.length - MOST_HELPERS;
  return [
    section('*Thank you for helping*'),
    ...helpers.slice(0, MOST_HELPERS).map((helper) => section(helperLine(helper))),
    ...(more > 0 ? [context(`and ${count(more, 'more colleague', 'more colleagues')}`)] : []),
  ];
}

function helperLine({ name, people, uses, topics }: Helper): string {
  const named = topics.slice(0, MOST_TOPICS_EACH).map(escaped).join(', ');
  const parts = [
    people > 0 ? `helped ${count(people, 'colleague', 'colleagues')} with ${named}` : '',
    uses > 0 ? `${count(uses, 'colleague', 'colleagues')} put it to use` : '',
  ];
  return `*${escaped(name)}* ${parts.filter((part) => part !== '').join(' · ')}`;
}

function thanksBlocks(thanks: Thanks[]): Block[] {
  if (thanks.length === 0) return [];
  const each = thanks.slice(0, MOST_THANKS);
  return [
    section('*Thank-yous*'),
    ...each.flatMap(({ from, to, words }) => [context(`${escaped(from)} to ${escaped(to)}`), quote(words)]),
  ];
}

function topicBlocks(title: string, topics: Topic[]): Block[] {
  if (topics.length === 0) return [];
  const names = topics.slice(0, MOST_TOPICS).map(({ name, people }) => {
    return `• ${escaped(name)}${people > 1 ? ` (${people} people)` : ''}`;
  });
  return [section(`${title}\n${names.join('\n')}`)];
}

/** A thank-you as its receiver reads it. */
export function thanksNote({ from, words, isShown }: { from: string; words: string; isShown: boolean }): Content {
  const blocks: Block[] = [section(`*${escaped(from)}* thanks you:`), quote(words)];
  if (isShown) blocks.push(context('It also appears in the weekly digest. In Home you choose whether your name does.'));
  return { text: `${escaped(from)} thanks you.`, blocks };
}

/** Tells somebody of a badge that is theirs from now on. */
export function badgeNote({ name, what }: { name: string; what: string }): Content {
  const text = `A badge for you: ${escaped(name)}.`;
  return {
    text,
    blocks: [section(`*${text}* ${escaped(what)}`), context('It is yours to keep. Home shows all that you have.')],
  };
}

/** Tells an owner how the digest gets through. */
export function refusedNote({ channel, reason }: { channel: string; reason: string }): Content {
  const text =
    reason === 'is_archived'
      ? `The digest could not be posted: <#${channel}> is archived. Choose another channel with \`/mentor settings\`.`
      : `The digest could not be posted: I am not in <#${channel}>. Type \`/invite @Bitewise\` there, and it comes at once.`;
  return { text, blocks: [section(text), context('It waits until the end of this week.')] };
}

const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;
