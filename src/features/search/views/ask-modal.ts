import {
  type Block,
  checkboxes,
  choice,
  context,
  dateText,
  escaped,
  input,
  type ModalView,
  modal,
  oneLine,
  option,
  quote,
  section,
  textField,
} from '../../../slack/blocks.ts';
import { lookupOne } from '../../../slack/fields.ts';
import { counted } from '../../../small-counts.ts';
import { type CardsOffered, hintBlocks } from '../../knowledge/views.ts';
import { type Format, formats, lengths } from '../../members/rules/index.ts';
import type { Expectation } from '../../requests/rules/expectation.ts';
import { type Draft, SHORTEST_GOAL } from '../../requests/rules/index.ts';
import { expectationText } from '../../requests/views/expectation.ts';
import { ids } from '../../requests/views/ids.ts';
import { formatOptions, urgencyOptions } from '../../requests/views/words.ts';

/** Characters of a source message that travel through the modal. */
const LONGEST_SOURCE = 1000;

/** `isMaybe`: they do not offer the topic. */
export type Audience = { channel: string; people: number | undefined };
type Chosen = { name: string; backAt: Temporal.Instant | undefined; isMaybe?: boolean };

export type AskData = {
  draft: Draft;
  /** The colleague who is asked first, and when they are back if that is not now. */
  chosen?: Chosen | undefined;
  /** Where the search from which it came can be replaced. */
  card?: string | undefined;
  /** The message that it is about. */
  source?: { text: string; channel: string; ts: string } | undefined;
  /** How long it usually takes until somebody accepts, where that is known. */
  expected?: Expectation | undefined;
  /** Where sessions are held for others to read, and how many those are; people undefined = not known. */
  audience?: Audience | undefined;
  /** The length in minutes that stands there at first. */
  minutes?: number | undefined;
  /** Ways to talk that can work. */
  ways?: readonly Format[] | undefined;
  /** What colleagues kept about the topic, for an asker who saw no results before. */
  cards?: CardsOffered | undefined;
};

/** Asks a colleague: topic, goal and the rest. */
export function askModal(data: AskData): ModalView {
  const { draft, card, chosen, source, expected, cards } = data;
  const { skillId, mentorId, shown, typed, maybeFor } = draft;
  const kept = source && { ...source, text: source.text.slice(0, LONGEST_SOURCE).toWellFormed() };
  const metadata = { skillId, mentorId, shown, typed, maybeFor, card, source: kept };
  return modal({ callbackId: ids.askModal, title: 'Ask a colleague', submit: 'Ask', metadata }, [
    ...(chosen ? [section(chosenText(chosen))] : []),
    ...(kept ? [context('About this message, which goes along:'), quote(kept.text)] : []),
    ...(cards ? hintBlocks(cards) : []),
    ...fields(data),
    ...(expected ? [context(expectationText(expected, escaped(oneLine(draft.topic, 80))))] : []),
  ]);
}

function chosenText({ name, backAt, isMaybe }: Chosen): string {
  const who = escaped(oneLine(name, 80));
  const away = backAt ? ` ${who} isn’t at work right now and is back ${dateText(backAt)}.` : '';
  if (isMaybe) return `I’ll ask *${who}*.${away} They haven’t said that they know this, so they may say no.`;
  return `I’ll ask *${who}* first.${away} If they can’t, I’ll quietly ask someone else.`;
}

/** Who will see what, unless the asker chooses otherwise. */
function whoSees(audience: Audience | undefined): string {
  const asked = 'The colleagues I ask, one at a time, see your name and your goal.';
  if (!audience) return `${asked} You talk in a private message.`;
  const readers = audience.people === undefined ? 'everyone there' : `${audience.people} people`;
  return `${asked} You talk in <#${audience.channel}>, where ${readers} can read along.`;
}

const QUIET = 'Only the person who accepts sees your name. You talk in a private message.';

function privacyOptions(audience: Audience | undefined) {
  return [
    option('Ask quietly, without my name', 'anonymous', QUIET),
    ...(audience ? [option('Talk in a private message instead', 'private')] : []),
    option('If no one can help, you may name this topic', 'topic', 'In the weekly digest, without your name.'),
    option('If it helps, let my goal lead others to whoever helped me', 'hint'),
  ];
}

function fields({ draft, audience, minutes: usual = 20, ways = formats }: AskData): Block[] {
  const topic = textField({ initial: draft.topic, placeholder: 'A word or two, such as Kubernetes', max: 200 });
  const goal = textField({
    initial: draft.goal,
    placeholder: 'For example: understand why my pods restart, and know what to look at first',
    multiline: true,
    max: 1000,
  });
  const format = ways.find((way) => way === draft.format) ?? ways[0];
  const minutes = lengths.map((n) => option(`${n} minutes`, String(n)));
  return [
    input('topic', 'Topic', topic),
    input('goal', 'What would you like to get out of it?', goal, {
      hint: `At least ${SHORTEST_GOAL} characters. A clear goal makes it easy to say yes.`,
    }),
    input('tried', 'What have you tried?', textField({ multiline: true, max: 1000 }), { optional: true }),
    input('minutes', 'How long?', choice(minutes, String(usual))),
    input('format', 'How?', choice(formatOptions(ways), format)),
    input('urgency', 'When?', choice(urgencyOptions, draft.urgency ?? 'today', true)),
    context(whoSees(audience)),
    input('options', 'Privacy', checkboxes(privacyOptions(audience)), {
      optional: true,
      hint: 'Of a quiet ask nothing is shown to anyone else, whatever else is ticked. Your goal itself is never shown: only that someone helped with something like it.',
    }),
  ];
}

/** Asks for a topic; with `refine`, for how and when too. */
export function findModal(draft?: Draft): ModalView {
  const topic = textField({
    initial: draft?.topic,
    placeholder: 'Kubernetes, giving feedback, negotiating …',
    max: 200,
  });
  const more = draft
    ? [
        input('format', 'How?', choice(formatOptions(), draft.format), { optional: true }),
        input('urgency', 'When?', choice(urgencyOptions, draft.urgency), { optional: true }),
      ]
    : [];
  return modal(
    { callbackId: ids.findModal, title: 'Find a mentor', submit: 'Search', metadata: { goal: draft?.goal } },
    [input('topic', 'What would you like help with?', topic), ...more],
  );
}

/** Asks which topic somebody meant by what they typed. */
export function pickModal(draft: Draft): ModalView {
  const words = oneLine(draft.typed ?? draft.topic, 80);
  return modal({ callbackId: ids.pickModal, title: 'Find a mentor', submit: 'Search', metadata: draft }, [
    input('topic', `Which topic is “${words}”?`, lookupOne(ids.pickTopic, 'Type a topic'), {
      hint: 'Once three people have picked the same one, I understand it by myself.',
    }),
  ]);
}

/** The options of that field. */
export function topicOptions(topics: { name: string; offered: number }[]) {
  const people = (n: number) => (n === 0 ? 'no one yet' : (counted(n, 'people') ?? 'offered here'));
  return topics.map(({ name, offered }) => option(`${oneLine(name, 55)} (${people(offered)})`, name));
}
