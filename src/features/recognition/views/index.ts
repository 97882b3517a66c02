import type { Content } from '../../../jobs/define.ts';
import {
  type Block,
  button,
  context,
  dateText,
  divider,
  escaped,
  header,
  oneLine,
  quote,
  section,
} from '../../../slack/blocks.ts';
import { whyNotPosted } from '../../../slack/refused.ts';
import { counted } from '../../../small-counts.ts';
import { ids as officeHoursIds } from '../../office-hours/views/index.ts';
import type { BadgeNews, Digest, Helper, HoursNews, Sought, Thanks, Topic } from '../rules/index.ts';
import { ids } from './ids.ts';

export { ids } from './ids.ts';
export { boardCard, boardModal, mineModal, recognitionPart } from './mine.ts';
export { notPassedOn, thankModal, thanksGiven, thanksNote, thanksTakenBack } from './thanks.ts';

/** The most of each that is named, so that the post stays readable and within Slack's 50 blocks. */
const MOST_HELPERS = 12;
const MOST_THANKS = 8;
const MOST_BADGES = 10;
const MOST_HOURS = 3;
const MOST_TOPICS = 8;
const MOST_TOPICS_EACH = 3;

/** The week's post: plain names, so that nobody is called. */
export function digestPost({ helpers, thanks, badges, hours, topics, chances }: Digest): Content & { blocks: Block[] } {
  const text = 'Whose help was of use, and where help is wanted';
  const blocks = [
    header('Mentoring this week'),
    ...helperBlocks(helpers),
    ...thanksBlocks(thanks),
    ...badgeBlocks(badges),
    ...hoursBlocks(hours),
    ...soughtBlocks(topics),
    ...topicBlocks('*Most wanted skills:* more people want to learn these than offer them', chances),
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
    ...(more > 0 ? [context('and others')] : []),
  ];
}

/** Says what the mentees said, and no more. */
function helperLine({ name, useful, uses, topics }: Helper): string {
  const named = topics.slice(0, MOST_TOPICS_EACH).map(escaped).join(', ');
  const parts = [
    useful > 0 ? `${counted(useful, 'colleagues') ?? 'someone'} found it useful` : '',
    uses > 0 ? `${counted(uses, 'colleagues') ?? 'someone'} used it` : '',
  ];
  return `*${escaped(name)}*${named === '' ? '' : ` on ${named}`}: ${parts.filter((part) => part !== '').join(' · ')}`;
}

function thanksBlocks(thanks: Thanks[]): Block[] {
  if (thanks.length === 0) return [];
  const each = thanks.slice(0, MOST_THANKS);
  return [
    section('*Thank-yous*'),
    ...each.flatMap(({ from, to, words }) => [context(`${escaped(from)} to ${escaped(to)}`), quote(words)]),
  ];
}

function badgeBlocks(badges: BadgeNews[]): Block[] {
  if (badges.length === 0) return [];
  const more = badges.length - MOST_BADGES;
  const lines = badges.slice(0, MOST_BADGES).map((one) => {
    return `*${escaped(oneLine(one.name, 80))}*: ${one.badges.map(escaped).join(', ')}`;
  });
  return [section(['*New badges*', ...lines, ...(more > 0 ? ['and others'] : [])].join('\n'))];
}

/** Where anybody can come this week, each with the way to a place. */
function hoursBlocks(hours: HoursNews[]): Block[] {
  if (hours.length === 0) return [];
  const more = hours.length - MOST_HOURS;
  return [
    section(`*Office hours this week*${more > 0 ? ` (${more} more with \`/mentor hours\`)` : ''}`),
    ...hours.slice(0, MOST_HOURS).map(({ hoursId, host, isLeader, topics, start, end, isDoor }) => {
      const about = oneLine(topics.slice(0, MOST_TOPICS_EACH).join(', '), 100);
      const who = `${escaped(oneLine(host, 80))}${isLeader ? ' (leader)' : ''}`;
      const text = `*${escaped(about)}* with ${who}\n${dateText(start)} to ${dateText(end, '{time}')}`;
      return section(
        text,
        button(officeHoursIds.book, isDoor ? 'I’ll come' : 'Book a slot', { value: hoursId, about }),
      );
    }),
  ];
}

/** What people wait for, each with a way to say "that is something I know". */
function soughtBlocks(topics: Sought[]): Block[] {
  if (topics.length === 0) return [];
  return [
    section('*People look for help with*'),
    ...topics.slice(0, MOST_TOPICS).map(({ name, people, skillId }) => {
      const text = `${escaped(oneLine(name, 80))}${people === undefined ? '' : ` (${people} people)`}`;
      return section(
        text,
        button(ids.help, 'I can help', { value: skillId, label: `I can help with ${oneLine(name, 50)}` }),
      );
    }),
  ];
}

function topicBlocks(title: string, topics: Topic[]): Block[] {
  if (topics.length === 0) return [];
  const names = topics.slice(0, MOST_TOPICS).map(({ name, people }) => {
    return `• ${escaped(name)}${people === undefined ? '' : ` (${people} people)`}`;
  });
  return [section(`${title}\n${names.join('\n')}`)];
}

/** Tells somebody of a badge that is theirs from now on. */
export function badgeNote({ name, what }: { name: string; what: string }): Content {
  const text = `A badge for you: ${escaped(name)}.`;
  return {
    text,
    blocks: [section(`*${text}* ${escaped(what)}`)],
  };
}

/** The answer to somebody who can help. */
export function helping({ topic, isNew, isPaused }: HelpingShown): Content {
  const name = escaped(topic);
  if (!isNew) return { text: `You offer ${name} already. Thank you; colleagues who look for it find you.` };
  const next = isPaused
    ? 'You’re on a break, so no one asks you until you’re back.'
    : 'Whoever looks for it can ask you now. You decide each time.';
  return { text: `Thank you. You now offer ${name}. ${next} \`/mentor skills\` changes it.` };
}

type HelpingShown = { topic: string; isNew: boolean; isPaused: boolean };

type Refused = { channel: string; reason: string; became: 'waiting' | 'posted' | 'over' };

/** Tells an owner how the digest gets through, or what became of it. */
export function refusedNote({ channel, reason, became }: Refused): Content {
  if (became === 'posted') return note('That digest got through after all. Nothing more to do.');
  if (became === 'over')
    return note(`That digest waited for <#${channel}> until its week was over. The next one comes as planned.`);
  const other = whyNotPosted('The digest', channel, reason);
  if (other !== undefined) {
    const next =
      reason === 'expired' ? 'The next one comes as planned.' : 'I’ll keep trying until the end of this week.';
    return { text: other, blocks: [section(other), context(next)] };
  }
  const text =
    reason === 'is_archived'
      ? `The digest couldn’t be posted: <#${channel}> is archived. Choose another channel with \`/mentor settings\`.`
      : `The digest couldn’t be posted: I wasn’t in <#${channel}>. Type \`/invite @Bitewise\` there, and it comes at once.`;
  return { text, blocks: [section(text), context('It waits until the end of this week.')] };
}

/** Tells an owner that the digest's time, a cron line of before, is none of days of the week. */
export function timeNote(cron: string): Content {
  const text =
    'The weekly digest now comes on days of the week, so I can’t keep the time you had set. I’ve put it on Mondays at 10:00; `/mentor settings` changes that.';
  return { text, blocks: [section(text), context('What was set:'), quote(cron)] };
}

const note = (text: string): Content => ({ text, blocks: [section(text)] });
