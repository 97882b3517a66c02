import type { Content } from '../../../jobs/define.ts';
import { actions, button, context, section } from '../../../slack/blocks.ts';
import { ids } from '../../requests/views/ids.ts';

/** What most people need. */
const first: Command[] = [
  ['/mentor kubernetes', 'find a colleague who knows a topic'],
  ['/mentor skills', 'what you offer, what you want to learn, when you work'],
  ['/mentor status', 'your open requests, questions to you, sessions and actions'],
  ['/mentor pause 2 weeks', 'no one asks you for a while; `/mentor resume` ends it'],
  ['/mentor messages', 'what I may write to you about'],
];

type Command = readonly [string, string];
type Group = { title: string; commands: Command[] };

/** All there is, by what somebody wants to do. */
const groups: Group[] = [
  {
    title: 'Ask and help',
    commands: [
      ['/mentor kubernetes my pod restarts', 'find a colleague, and say what it’s about'],
      ['/mentor find status', 'search for a topic that’s also a command'],
      ['/mentor hours', 'office hours: book a place, or hold your own'],
      ['/mentor thanks @ada for …', 'thank a colleague; only they see it unless you choose otherwise'],
      ['/mentor board', 'whose help was used this quarter'],
    ],
  },
  {
    title: 'Learn',
    commands: [
      ['/mentor goals', 'what you want to learn, and who or what fits it'],
      ['/mentor lessons', 'lessons of two minutes on asking and helping'],
      ['/mentor cards', 'answers kept for colleagues: yours, and where they stand'],
      ['/mentor record', 'what you learned, used and passed on, for you alone'],
    ],
  },
  {
    title: 'Together',
    commands: [
      ['/mentor moment', 'in a channel: a question at a fixed time, answered in a thread'],
      ['/mentor buddy', 'your buddy, or whether you’d welcome a newcomer'],
      ['/mentor pulse', 'six statements to answer without your name, while you’re asked'],
      ['/mentor suggest', 'say what could be better here, with your name or without'],
    ],
  },
  {
    title: 'About you',
    commands: [
      ['/mentor calendar', 'your talks as a file for your calendar'],
      ['/mentor privacy', 'what is kept about you, and how to have it deleted'],
      ['/mentor stories', 'what the newsletter may tell of your conversations'],
      ['/mentor report', 'report a concern to people who are named for it; `/mentor concern` does the same'],
    ],
  },
];

const forOwners: Group = {
  title: 'For owners',
  commands: [
    ['/mentor owners', 'all there is for owners, in one list'],
    ['/mentor settings', 'what happens by itself, where, when and who'],
    ['/mentor launch', 'texts to begin with, ready to post'],
    ['/mentor metrics last month', 'how it goes, for any whole months that are over'],
    ['/mentor report last quarter', 'the same in words, with plots and a page to keep'],
    ['/mentor export', 'all figures as files'],
    ['/mentor figures', 'figures of other tools, before and after the start'],
    ['/mentor review', 'what was found, what you change, and what came of it'],
    ['/mentor suggestions', 'what people would like to be better'],
    ['/mentor newsletter', 'the draft of the month'],
    ['/mentor momentum', 'what to do in quieter weeks'],
    ['/mentor merge', 'make one skill of two that mean the same'],
    ['/mentor webhook', 'tell another tool what takes place, without people'],
    ['/mentor concerns', 'reports of a concern, for those who read them'],
  ],
};

const lines = (commands: Command[]) => commands.map(([command, what]) => `\`${command}\`: ${what}`).join('\n');
const INTRO =
  '*Bitewise finds you a colleague who knows, for about twenty minutes.*\nSay what you need; I’ll ask one colleague at a time and open the conversation.';

/** What the app does and how to begin, on one card. */
export function helpCard(): Content {
  return {
    text: 'Bitewise finds you a colleague who knows, for about twenty minutes. Type /mentor and a topic.',
    blocks: [
      section(INTRO),
      section(lines(first)),
      actions(button(ids.find, 'Find a mentor', { style: 'primary' }), button(ids.help, 'More')),
    ],
  };
}

/** All commands that somebody can use; what only owners can is shown to them alone. */
export function allCommandsCard(isOwner: boolean): Content {
  return {
    text: 'All that you can type after /mentor.',
    blocks: [
      section(`*To begin with*\n${lines(first)}`),
      ...[...groups, ...(isOwner ? [forOwners] : [])].map(({ title, commands }) =>
        section(`*${title}*\n${lines(commands)}`),
      ),
      context('In a thread, commands don’t work: use the shortcuts, my Home tab, or mention me.'),
      actions(button(ids.find, 'Find a mentor', { style: 'primary' })),
    ],
  };
}

const HOW =
  'Tell me a topic in a word or two, such as “kubernetes”, and I’ll find a colleague who knows it. “help” lists what else I can do.';
const talk = {
  greeting: `Hello. ${HOW}`,
  thanks:
    'You’re welcome. Whenever you need a colleague who knows something, tell me the topic. To thank a colleague: `/mentor thanks @name for …`.',
  agreement: `All right. ${HOW}`,
  stop: 'To hear nothing from me for a while, type `/mentor pause 2 weeks`. `/mentor messages` is where you choose what I may write to you about, and `/mentor status` is where you cancel a request.',
  link: 'I can’t open links. Tell me in a word or two what it is about, such as “kubernetes”.',
  wordless: `I can’t read a topic in that. ${HOW}`,
};

/** A line in answer to somebody who said hello or thanks, or nothing that could be a topic. */
export function smallTalkCard(said: keyof typeof talk): Content {
  const text = talk[said];
  return { text, blocks: [section(text), actions(button(ids.find, 'Find a mentor'))] };
}
