import type { Content } from '../../../jobs/define.ts';
import { actions, button, context, section } from '../../../slack/blocks.ts';
import { ids } from '../../requests/views/ids.ts';

const commands = [
  ['/mentor kubernetes', 'find a colleague who knows a topic'],
  ['/mentor kubernetes my pod restarts', 'the same, with what it is about'],
  ['/mentor skills', 'what you offer, what you want to learn, when you work'],
  ['/mentor status', 'your open requests, questions to you, sessions and actions'],
  ['/mentor hours', 'office hours: book a place, or hold your own'],
  ['/mentor goals', 'what you want to learn, and who or what fits it'],
  ['/mentor lessons', 'ten lessons of two minutes on asking and helping'],
  ['/mentor cards', 'answers kept for colleagues: yours, and where they stand'],
  ['/mentor thanks @ada for …', 'thank a colleague; only they see it unless you choose otherwise'],
  ['/mentor board', 'whose help was used this quarter'],
  ['/mentor moment', 'in a channel: a question at a fixed time, answered in a thread'],
  ['/mentor buddy', 'your buddy, or whether you would welcome a newcomer'],
  ['/mentor pause 2 weeks', 'no one asks you for a while; `/mentor resume` ends it'],
  ['/mentor messages', 'what I may write to you about'],
  ['/mentor find status', 'search for a topic that is also a command'],
  ['/mentor report', 'report a concern to people who are named for it'],
  ['/mentor privacy', 'what is kept about you, and how to have it deleted'],
  ['/mentor stories', 'what the newsletter may tell of your conversations'],
  ['/mentor settings', 'for owners: digest, sessions, guests'],
  ['/mentor merge', 'for owners: make one skill of two'],
  ['/mentor concerns', 'for those who read reports: what is open, and who did what'],
  ['/mentor owners', 'for owners: newsletter, launch kit, quiet weeks'],
] as const;

/** What the app does and how to use it, on one card. */
export function helpCard(): Content {
  const list = commands.map(([command, what]) => `\`${command}\`  ${what}`).join('\n');
  return {
    text: 'Bitewise finds you a colleague who knows, for about twenty minutes. Type /mentor and a topic.',
    blocks: [
      section(
        '*Bitewise finds you a colleague who knows, for about twenty minutes.*\nSay what you need; I’ll ask one colleague at a time and open the conversation.',
      ),
      section(list),
      context('In a thread, commands don’t work: use the shortcuts, my Home tab, or mention me.'),
      actions(button(ids.find, 'Find a mentor', { style: 'primary' })),
    ],
  };
}

const HOW =
  'Tell me a topic in a word or two, such as “kubernetes”, and I’ll find a colleague who knows it. “help” lists all I can do.';
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
