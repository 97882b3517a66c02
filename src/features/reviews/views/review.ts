import {
  actions,
  type Block,
  button,
  choice,
  context,
  divider,
  escaped,
  header,
  input,
  type ModalView,
  modal,
  oneLine,
  option,
  section,
  textField,
} from '../../../slack/blocks.ts';
import type { Finding } from '../../reports/rules/finding.ts';
import { wordsIn } from '../../reports/rules/words.ts';
import { ids as suggestionIds } from '../../suggestions/views/index.ts';
import { figureName, followed } from '../rules/before-after.ts';
import { canBeDone, MOST_ADJUSTMENTS, MOST_OWN } from '../rules/proposals.ts';
import type { ReviewShown } from '../service/index.ts';
import { ids } from './ids.ts';
import { adjustmentText, comparedText, parts } from './words.ts';

/** Findings, and proposals, that one review shows. */
const MOST_FINDINGS = 8;
const MOST_PROPOSALS = 8;

/** The review of a quarter, step by step. */
export function reviewModal(shown: ReviewShown): ModalView {
  const { period, locale, review } = shown;
  return modal({ callbackId: ids.review, title: 'Quarterly review' }, [
    header(wordsIn(locale).period(period)),
    ...earlier(shown),
    section('*1. What was found*'),
    ...shown.findings.slice(0, MOST_FINDINGS).map(found),
    section(suggestionsText(shown.suggestions), button(suggestionIds.list, 'See suggestions')),
    divider(),
    ...(review.state === 'open' ? open(shown) : over(shown)),
    context(
      'Figures are about five people or more. They say what happened, not why: what differs may have other reasons.',
    ),
  ]);
}

function earlier({ earlier: last, locale }: ReviewShown): Block[] {
  if (!last) return [];
  const lines = last.compared.map(
    ({ adjustment, before, now }) =>
      `• ${escaped(adjustmentText(adjustment))}\n${escaped(comparedText({ measure: adjustment.measure, before, now }, locale))}`,
  );
  return [
    section(
      `*What came of ${wordsIn(locale).period(last.period)}*\nBefore and after, which doesn’t say what brought it about.`,
    ),
    ...lines.map((line) => section(line)),
    divider(),
  ];
}

const found = ({ says, figure, change }: Finding) =>
  section(
    `• ${escaped(says)}${[figure, change]
      .filter(Boolean)
      .map((line) => `\n_${escaped(line ?? '')}_`)
      .join('')}`,
  );

function suggestionsText({ waiting, answered }: ReviewShown['suggestions']): string {
  if (waiting > 0)
    return waiting === 1 ? 'One suggestion waits for your answer.' : `${waiting} suggestions wait for your answer.`;
  return answered > 0 ? 'Every suggestion is answered.' : 'No one has suggested anything so far.';
}

function open({ review, chosen, proposals }: ReviewShown): Block[] {
  const isFull = chosen.length >= MOST_ADJUSTMENTS;
  return [
    section(`*2. What you change*\nUp to ${MOST_ADJUSTMENTS}, so that you can see what comes of each.`),
    ...chosen.flatMap(chosenBlocks),
    ...(isFull
      ? []
      : [
          ...proposals.slice(0, MOST_PROPOSALS).map((one) => {
            const text = adjustmentText({ ...one, words: '' });
            return section(
              escaped(text),
              button(ids.choose, 'Choose', { value: `${review.id} ${one.key}`, about: text }),
            );
          }),
          section(
            proposals.length > 0
              ? 'Or something of your own.'
              : 'I have nothing to propose. You can write something of your own.',
            button(ids.own, 'Write your own', { value: review.id }),
          ),
        ]),
    divider(),
    section('*3. Tell everyone*\nYou see the text first, and change what you like.'),
    actions(
      button(ids.draft, 'See the text', { value: review.id, ...(chosen.length > 0 ? { style: 'primary' } : {}) }),
    ),
  ];
}

function chosenBlocks(one: ReviewShown['chosen'][number]): Block[] {
  const text = adjustmentText(one);
  const part = canBeDone(one) ? parts[one.kind] : undefined;
  const about = oneLine(text, 40);
  const act =
    part && one.done_at === null
      ? [
          button(ids.doPart, part.button, {
            value: one.id,
            about,
            confirm: { title: part.button, text: part.asks, confirm: part.button, deny: 'Not yet' },
          }),
        ]
      : [];
  const done = part && one.done_at !== null ? `\n${part.done}` : '';
  return [
    section(`:white_check_mark: ${escaped(text)}${done}`),
    actions(...act, button(ids.takeBack, 'Take back', { value: one.id, about })),
  ];
}

function over({ review, chosen }: ReviewShown): Block[] {
  const lines = chosen.map((one) => `• ${escaped(adjustmentText(one))}`);
  const where = review.channel ? ` in <#${review.channel}>` : '';
  const text =
    review.state === 'posted'
      ? `*What you change*\nEveryone was told${where}.`
      : review.state === 'posting'
        ? `*What you change*\nIt’s on its way to everyone${where}.`
        : '*This review is over.* A newer one is there.';
  return [section([text, ...lines].join('\n'))];
}

/** Where an owner writes an adjustment; the review lies under this in `from`. */
export function ownModal(id: string, from: string | undefined): ModalView {
  const metadata = { id, ...(from === undefined ? {} : { from }) };
  const figures = [...followed.map((key) => option(figureName(key), key)), option('None of these', 'none')];
  return modal({ callbackId: ids.ownForm, title: 'Your own', submit: 'Choose', close: 'Cancel', metadata }, [
    input('words', 'What you change', textField({ multiline: true, max: MOST_OWN }), {
      hint: 'In one sentence: everyone reads it.',
    }),
    input('figure', 'What you’ll look at next time', choice(figures), {
      hint: 'The next review shows this figure before and after.',
    }),
  ]);
}
