import type { Content } from '../../../jobs/define.ts';
import {
  actions,
  type Block,
  button,
  choice,
  context,
  dateText,
  divider,
  input,
  type ModalView,
  mention,
  modal,
  oneLine,
  option,
  quote,
  section,
  textField,
} from '../../../slack/blocks.ts';
import { FEWEST } from '../../../small-counts.ts';
import { reportButton } from '../../care/views.ts';
import { answers, MOST_ANSWER, MOST_WORDS, type Suggestion } from '../rules.ts';
import { answerNames } from './words.ts';

/** What the handlers of this feature listen to. */
export const ids = {
  /** Opens the form; on Home, after a pulse, and by command. */
  open: 'suggestions.open',
  form: 'suggestions.form',
  list: 'suggestions.list',
  answer: 'suggestions.answer',
  answerForm: 'suggestions.answer-form',
} as const;

const DAY = '{date_long_pretty}';

/** The way to the form. */
export const suggestButton = () => button(ids.open, 'Make a suggestion');

const names = [
  option('With my name', 'with', 'Owners see who suggests it, and can come back to you.'),
  option('Without my name', 'without', 'Owners don’t see who suggests it.'),
];

/** Where somebody says what could be better. */
export function formModal({ id, words, isCut }: { id: string; words: string; isCut: boolean }): ModalView {
  const form = { callbackId: ids.form, title: 'Make a suggestion', submit: 'Send', close: 'Cancel', metadata: { id } };
  return modal(form, [
    section(
      'What could Bitewise, or how we learn from each other, do better? The owners read it and I’ll tell you what becomes of it.',
    ),
    ...(isCut ? [section('*Your text was longer than 1,000 characters, so its end is missing here.*')] : []),
    input('words', 'Your suggestion', textField({ multiline: true, max: MOST_WORDS, initial: words })),
    input('name', 'Your name', choice(names, undefined, true)),
    context(
      `Without a name, it’s shown to owners on a Monday together with others: as soon as there are ${FEWEST}, and after four weeks at the latest. Until you’re told, I keep who it was, apart, where owners don’t see it; people who run the server could. How you write may still say who you are.`,
    ),
  ]);
}

/** After it was sent. */
export function sentNote(): Content {
  return { text: 'Thank you. Your suggestion is on its way to the owners, and I’ll tell you what becomes of it.' };
}

/** What people suggested, for owners. */
export function listModal({
  waiting,
  more,
  answered,
}: {
  waiting: Suggestion[];
  more: number;
  answered: Suggestion[];
}): ModalView {
  return modal({ callbackId: ids.list, title: 'Suggestions' }, [
    ...(waiting.length > 0
      ? waiting.flatMap((one) => oneOf(one, 'Answer'))
      : [
          section(
            'No suggestion waits for an answer. People make them in Home, after a pulse, or with `/mentor suggest`.',
          ),
        ]),
    ...(more > 0
      ? [
          context(
            more === 1
              ? 'One more is shown once you answered these.'
              : `${more} more are shown once you answered these.`,
          ),
        ]
      : []),
    ...(answered.length > 0
      ? [divider(), section('*Answered*'), ...answered.flatMap((one) => oneOf(one, 'Change answer'))]
      : []),
    context(
      'What has no name is shown on Mondays, in no order. Please don’t try to find out who wrote it: whoever wrote it is told all the same.',
    ),
  ]);
}

function oneOf(one: Suggestion, text: string): Block[] {
  const { id, words, memberId, createdAt } = one;
  const from = memberId
    ? `From ${mention(memberId)}, ${dateText(createdAt, DAY)}`
    : `Without a name, shown since ${dateText(createdAt, DAY)}`;
  return [
    section(`${from}${saidText(one)}`),
    quote(words),
    actions(
      button(ids.answer, text, { value: id, about: oneLine(words, 40) }),
      reportButton({ kind: 'suggestion', id }, oneLine(words, 40)),
    ),
  ];
}

function saidText({ state, answeredBy }: Suggestion): string {
  if (state === 'kept' || state === 'new') return '';
  return `\n*${answerNames[state]}*${answeredBy ? `, says ${mention(answeredBy)}` : ''}`;
}

/** Where an owner says what becomes of one; the list lies under this in `from`. */
export function answerModal({ id, words, state, answer, answeredAt }: Suggestion, from: string | undefined): ModalView {
  const metadata = { id, seen: answeredAt, ...(from === undefined ? {} : { from }) };
  const form = { callbackId: ids.answerForm, title: 'Your answer', submit: 'Send', close: 'Cancel', metadata };
  const options = answers.map((one) => option(answerNames[one], one));
  return modal(form, [
    quote(words),
    input('state', 'What becomes of it', choice(options, state, true)),
    input('answer', 'A word about it', textField({ multiline: true, max: MOST_ANSWER, initial: answer }), {
      optional: true,
      hint: 'Whoever suggested it reads this with your name, also when you don’t know who they are.',
    }),
  ]);
}
