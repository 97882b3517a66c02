import type { Content } from '../../../jobs/define.ts';
import {
  actions,
  type Block,
  button,
  context,
  dateText,
  escaped,
  mention,
  oneLine,
  section,
} from '../../../slack/blocks.ts';
import { reportButton } from '../../care/views.ts';
import { lessonsHint } from '../../lessons/views.ts';
import type { Talk } from '../../sessions/rules/talk.ts';
import type { Expectation } from '../rules/expectation.ts';
import { type Draft, NO_QUIET, type Request } from '../rules/index.ts';
import { expectationText } from './expectation.ts';
import { ids } from './ids.ts';
import { whenToTalk, whereTheyTalk } from './words.ts';

export type Progress =
  /** `picked` is whom the asker chose; with `backAt` somebody else had to be asked first. `expected` where it is known. */
  | {
      is: 'asking';
      picked: { name: string; backAt?: Temporal.Instant; isAsked?: boolean } | undefined;
      expected?: Expectation | undefined;
    }
  /** Nobody can be written to before then; `name` where it is the colleague whom the asker picked. */
  | { is: 'waiting'; until: Temporal.Instant; name: string | undefined; isOffWork: boolean }
  /** The asker is on a break, until then or until they say so. */
  | { is: 'held'; until: Temporal.Instant | undefined }
  | { is: 'proposed'; offerId: string; at: Temporal.Instant }
  /** Nobody is left to ask, but somebody may still answer. */
  | { is: 'staying'; until: Temporal.Instant }
  | { is: 'matched'; mentorId: string; isQuiet?: boolean; talk: Talk }
  /** It was handed back, and another request of theirs is about the same. */
  | { is: 'elsewhere' }
  | { is: 'cancelled' }
  | { is: 'merged' }
  | { is: 'stopped' }
  | ({ is: 'unmatched' } & Unmatched);

type Unmatched = {
  /** There is a newer request of theirs about the same. */
  isAskedAgain?: boolean;
  /** Whose suggested time passed before the two agreed on it. */
  missedId?: string | undefined;
};

export type ProgressData = {
  request: { id: string; topic: string; goal: string; skillId: string };
  progress: Progress;
  /** They stand before their first session as the one who asks. */
  isFirst?: boolean;
};

/** The asker's one message about their request. It never says who was asked and did not take it. */
export function progressCard(data: ProgressData): Content {
  const topic = escaped(oneLine(data.request.topic, 80));
  const lines = sentences(data.progress, topic);
  const goal = oneLine(data.request.goal, 200);
  return {
    text: lines.join(' ').replaceAll('*', ''),
    blocks: [
      section(lines.join('\n')),
      ...(goal === '' ? [] : [context(`Your goal: ${escaped(goal)}`)]),
      ...buttons(data),
      ...(data.isFirst && isAhead(data.progress) ? [lessonsHint('mentee')] : []),
    ],
  };
}

const over: Progress['is'][] = ['elsewhere', 'cancelled', 'merged', 'stopped', 'unmatched'];
const isAhead = ({ is }: Progress) => !over.includes(is);

function sentences(progress: Progress, topic: string): string[] {
  switch (progress.is) {
    case 'asking':
      return [
        `*Finding someone for ${topic}.*`,
        `${pickedText(progress.picked)}I’ll ask one colleague at a time, and I’ll tell you as soon as someone accepts.`,
        ...(progress.expected ? [expectationText(progress.expected, topic)] : []),
      ];
    case 'waiting':
      return [`*Finding someone for ${topic}.*`, waitingText(progress)];
    case 'proposed':
      return [`*A colleague suggests ${dateText(progress.at)} for ${topic}.*`, 'Does that suit you?'];
    case 'staying':
      return [
        `*Finding someone for ${topic}.*`,
        `I’ve asked everyone I could. An answer can still come until ${dateText(progress.until)}.`,
      ];
    case 'held':
      return [
        `*Your request about ${topic} is on hold.*`,
        `You’re on a break, so I’m asking no one in your name. I’ll continue ${progress.until ? dateText(progress.until) : 'when you’re back'}; \`/mentor resume\` ends the break.`,
      ];
    case 'matched':
      return matched(progress, topic);
    case 'elsewhere':
      return [`*Your other request about ${topic} goes on.*`, 'This one is closed, because your mentor can’t make it.'];
    case 'cancelled':
      return [`*You took back your request about ${topic}.*`, 'You can ask again any time.'];
    case 'merged':
      return merged(topic);
    case 'stopped':
      return [`*Your request about ${topic} is closed.*`, NO_QUIET];
    case 'unmatched':
      return unmatched(topic, progress);
  }
}

function pickedText(picked: Extract<Progress, { is: 'asking' }>['picked']): string {
  if (!picked) return '';
  const who = escaped(oneLine(picked.name, 80));
  if (!picked.backAt) return picked.isAsked ? `I asked ${who} first. ` : `I’ll ask ${who} first. `;
  return `${who} wasn’t at work when you asked and is back ${dateText(picked.backAt)}, so I began with someone else. `;
}

function waitingText({ until, name, isOffWork }: Extract<Progress, { is: 'waiting' }>): string {
  if (name === undefined)
    return `No one who could help is free to be asked right now. I’ll continue ${dateText(until)}.`;
  const who = escaped(oneLine(name, 80));
  if (!isOffWork) return `I can ask ${who} from ${dateText(until)}, and will.`;
  return `${who} isn’t at work right now and is back ${dateText(until)}. I’ll ask then.`;
}

const merged = (topic: string) => [
  `*Two of your topics are one now: ${topic}.*`,
  'Your requests about them go on as one.',
];

function matched({ mentorId, isQuiet, talk }: Extract<Progress, { is: 'matched' }>, topic: string): string[] {
  const who = mention(mentorId);
  if (talk.is === 'called off')
    return [`*The session with ${who} about ${topic} was called off before it began.*`, 'You can ask again any time.'];
  const accepted = `*${who} accepted your request about ${topic}.*`;
  if (talk.is === 'there') return [accepted, whereTheyTalk(talk)];
  if (isQuiet) return [accepted, 'You’ll talk in a private message. They read your name when it opens.'];
  return [accepted, whenToTalk];
}

const unmatched = (topic: string, { isAskedAgain = false, missedId }: Unmatched) => [
  missedId === undefined
    ? `*I found no one for ${topic} before the request closed.*`
    : `*The time that ${mention(missedId)} suggested for ${topic} passed before the two of you agreed on it.*`,
  isAskedAgain
    ? 'You’ve asked again since.'
    : 'That happens, and says nothing about your question. You can ask again, try a topic near to it, or wait until someone new offers it.',
];

function buttons({ request, progress }: ProgressData): Block[] {
  const cancel = button(ids.cancel, 'Cancel request', {
    value: request.id,
    confirm: {
      title: 'Cancel your request?',
      text: 'I won’t ask anyone else then. You can ask again any time.',
      confirm: 'Cancel request',
      deny: 'Keep it',
    },
  });
  const report = reportButton({ kind: 'request', id: request.id });
  if (progress.is === 'proposed') return [actions(...proposalButtons(progress.offerId, request.topic), cancel, report)];
  if (progress.is === 'unmatched') return afterwards(request, progress);
  if (progress.is === 'matched') return [actions(report)];
  return isAhead(progress) ? [actions(cancel, report)] : [];
}

const proposalButtons = (value: string, about: string) => [
  button(ids.suits, 'Works for me', { value, style: 'primary', about }),
  button(ids.another, 'No, ask someone else', { value, about }),
];

/** What can be done about a request that came to nothing; with the way to report whoever is named in it. */
function afterwards(request: ProgressData['request'], { isAskedAgain, missedId }: Unmatched): Block[] {
  const about = missedId === undefined ? [] : [reportButton({ kind: 'request', id: request.id })];
  if (!isAskedAgain) return [nextSteps(request, about)];
  return about.length > 0 ? [actions(...about)] : [];
}

function nextSteps(
  { skillId, topic, goal }: ProgressData['request'],
  more: ReturnType<typeof reportButton>[] = [],
): Block {
  const draft: Draft = { skillId, topic, goal: oneLine(goal, 400) };
  const value = JSON.stringify(draft);
  return actions(
    button(ids.askBest, 'Ask again', { value }),
    button(ids.waitList, 'Join the wait list', { value }),
    button(ids.refine, 'Try another topic', { value }),
    ...more,
  );
}

export type Proposal = { requestId: string; topic: string; offerId: string; at: Temporal.Instant; state: string };

/** Prompt: a mentor suggests a time; once it is decided, what was. */
export function proposalPrompt(data: Proposal): Content {
  const topic = escaped(oneLine(data.topic, 80));
  const text = `A colleague suggests ${dateText(data.at)} for ${topic}.`;
  if (data.state === 'accepted') return note(`You agreed on ${dateText(data.at)} for ${topic}.`);
  if (data.state !== 'proposed') return note(`The suggested time for ${topic} is no longer available.`);
  return {
    text,
    blocks: [
      section(`*${text}* Does that suit you?`),
      actions(
        ...proposalButtons(data.offerId, data.topic),
        reportButton({ kind: 'request', id: data.requestId }, data.topic),
      ),
    ],
  };
}

/** Prompt: nobody was found in time. */
export function unmatchedPrompt(request: ProgressData['request'], how: Unmatched = {}): Content {
  const lines = unmatched(escaped(oneLine(request.topic, 80)), how);
  const next = afterwards(request, how);
  return { text: lines.join(' ').replaceAll('*', ''), blocks: [section(lines.join('\n')), ...next] };
}

export type HelperData = {
  request: ProgressData['request'] & Pick<Request, 'state'>;
  helpers: { id: string; name: string }[];
};

/** Prompt: somebody offers what the member waits for; once they have asked or left, that they wait no more. */
export function helperPrompt({ request, helpers }: HelperData): Content {
  const topic = escaped(oneLine(request.topic, 80));
  if (request.state === 'merged') return note(merged(topic).join(' '));
  if (request.state !== 'waiting') return note(`You no longer wait for someone who knows ${topic}.`);
  const text = `Someone who knows ${topic} is here now.`;
  const blocks = helpers.map(({ id, name }) => {
    const draft: Draft = {
      skillId: request.skillId,
      topic: request.topic,
      goal: oneLine(request.goal, 400),
      mentorId: id,
    };
    const options = { value: JSON.stringify(draft), label: `Ask ${oneLine(name, 60)}` };
    return section(`${mention(id)} offers it.`, button(ids.ask, 'Ask them', options));
  });
  return { text, blocks: [section(`*${text}*`), ...blocks] };
}

const note = (text: string): Content => ({ text: text.replaceAll('*', ''), blocks: [section(text)] });
