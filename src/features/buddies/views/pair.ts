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
import type { Pair } from '../rules/index.ts';
import { ids } from './ids.ts';

export type PairShown = {
  pair: Pair;
  newcomer: { title: string };
  /** Local date of the newcomer; undefined when they are not known any more. */
  startsOn: Temporal.PlainDate | undefined;
  hasChanged: boolean;
};

/** Newcomers and names in a note before "and 7 more". */
const MOST_NAMED = 10;

const note = (text: string): Content & { blocks: Block[] } => ({ text, blocks: [section(text)] });

/** About the two, with the way to report a concern. */
const noteOn = ({ id }: Pick<Pair, 'id'>, text: string): Content => ({
  text,
  blocks: [section(text, reportButton({ kind: 'pair', id }))],
});

/** A date such as “Mon 2 March”. */
const dayText = (date: Temporal.PlainDate) =>
  date.toLocaleString('en-GB', { weekday: 'short', day: 'numeric', month: 'long' }).replace(',', '');

/** Who the newcomer is, as far as Slack says. */
function about({ newcomer, startsOn }: PairShown): string {
  const title = escaped(oneLine(newcomer.title, 80));
  const facts = [title, startsOn ? `first day ${dayText(startsOn)}` : ''].filter((fact) => fact !== '');
  return facts.length > 0 ? ` (${facts.join(', ')})` : '';
}

/** Where the message of the two is: it waits until both are at work. */
const begun = ({ channel }: Pick<Pair, 'channel'>) =>
  channel === undefined ? 'I’ll introduce you two as soon as you’re both at work.' : 'Your conversation has begun.';

/** Prompt: whether somebody would be a newcomer's buddy; later what became of it. */
export function askNote(shown: PairShown): Content {
  const { pair } = shown;
  const who = mention(pair.newcomerId);
  if (pair.state === 'asked')
    return { text: `Would you be the buddy of a newcomer, ${who}?`, blocks: askBlocks(shown) };
  if (pair.state === 'introduced') return noteOn(pair, `You’re the buddy of ${who}. ${begun(pair)} Thank you.`);
  if (pair.state === 'accepted') {
    return noteOn(pair, `You’re the buddy of ${who}. Thank you. I’ll tell them, and then introduce you two.`);
  }
  if (pair.ending === 'declined') return note('You said not this time. That is fine, and no one learns of it.');
  if (pair.ending === 'silent') return note('The time for this one was up. That is fine.');
  return note('A newcomer looked for a buddy. This is settled, so there’s nothing to do.');
}

/** The question to a buddy, with its two answers; also in the modal of the feature. */
export function askBlocks(shown: PairShown): Block[] {
  const { id: value, newcomerId, answerBy } = shown.pair;
  return [
    section(
      `*Would you be the buddy of ${mention(newcomerId)}?*${about(shown)}\nIt takes a quarter of an hour this week, and a small question now and then. I introduce you, and on five days in their first ninety I tell you what is worth talking about.`,
    ),
    actions(
      button(ids.accept, 'Yes, happy to', { value, style: 'primary' }),
      button(ids.decline, 'Not this time', { value }),
      reportButton({ kind: 'pair', id: value }),
    ),
    context(
      `If you would rather not, no one learns of it. Without an answer by ${dateText(answerBy)} I’ll ask someone else.`,
    ),
  ];
}

/** Prompt: the newcomer reads who the buddy is, and can say otherwise. */
export function offerNote({ pair, hasChanged }: PairShown): Content {
  const who = mention(pair.buddyId);
  if (pair.state === 'closed')
    return note('This was about an earlier buddy. `/mentor buddy` shows how things are now.');
  if (pair.state === 'introduced') {
    return noteOn(pair, `${who} is your buddy. ${begun(pair)} If you ever want something else: \`/mentor buddy\`.`);
  }
  return {
    text: `${who} will be your buddy.`,
    blocks: [
      section(
        `*${who} will be your buddy.* A buddy is a colleague who does similar work and has offered to be asked anything, small things above all. I’ll introduce you two in a group message: now, or by itself on your next working morning.`,
      ),
      actions(
        button(ids.meet, 'Introduce us now', { value: pair.id, style: 'primary' }),
        ...otherwise(pair, hasChanged),
        reportButton({ kind: 'pair', id: pair.id }),
      ),
      context('You don’t need to give a reason, and your buddy isn’t told one.'),
    ],
  };
}

/** The two other answers that a newcomer has. */
export function otherwise({ id: value }: Pick<Pair, 'id'>, hasChanged: boolean) {
  const confirm = {
    title: 'No buddy?',
    text: 'No one is looked for any more. You can change your mind in /mentor buddy.',
    confirm: 'No buddy',
    deny: 'Back',
  };
  return [
    ...(hasChanged ? [] : [button(ids.change, 'Someone else, please', { value })]),
    button(ids.refuse, 'No buddy, thank you', { confirm }),
  ];
}

/** The first message of the two, with a suggestion how to begin. */
export function introductionView(shown: PairShown, first: string): Content {
  const { id, newcomerId, buddyId } = shown.pair;
  const text = `Hello ${mention(newcomerId)} and ${mention(buddyId)}.`;
  return {
    text: `${text} You’re newcomer and buddy from today.`,
    blocks: [
      section(
        `*${text}* ${mention(newcomerId)} is new here${about(shown)}. ${mention(buddyId)} is glad to be asked anything, and no question is too small.`,
      ),
      section(first),
      actions(reportButton({ kind: 'pair', id })),
      context('This message is yours; Bitewise keeps nothing of what you write here.'),
    ],
  };
}

/** Prompt: it is over, in a plain sentence without a reason. */
export function endedNote({ pair }: PairShown, to: 'newcomer' | 'buddy', isWanted: boolean): Content {
  if (to === 'newcomer') {
    const next = isWanted ? ' I’m looking for someone else, and you don’t need to do anything.' : '';
    return noteOn(pair, `${mention(pair.buddyId)} can’t be your buddy any more.${next}`);
  }
  if (pair.ending === 'newcomer-left') {
    return noteOn(
      pair,
      `${mention(pair.newcomerId)} no longer takes part, so you’re no longer their buddy. Thank you for being there.`,
    );
  }
  return noteOn(
    pair,
    `You’re no longer the buddy of ${mention(pair.newcomerId)}. Newcomers need not say why, and it’s no judgement of you. Thank you for offering.`,
  );
}

/** Some people by name, and how many more. */
export function people(memberIds: string[], most = MOST_NAMED): string {
  const left = memberIds.length - most;
  return memberIds.slice(0, most).map(mention).join(', ') + (left > 0 ? ` and ${left} more` : '');
}

/** Prompt: owners hear for whom nobody was found. */
export function nobodyNote(newcomerIds: string[]): Content {
  const text = 'I found no buddy yet';
  return {
    text: `${text} for ${newcomerIds.length === 1 ? 'a newcomer' : `${newcomerIds.length} newcomers`}.`,
    blocks: [
      section(
        `*${text} for ${people(newcomerIds)}.* Ask a few colleagues who do the same kind of work to type \`/mentor buddy\` and say that they would welcome a newcomer. I’ll try again as soon as someone does.`,
      ),
    ],
  };
}
