import type { Content } from '../../../jobs/define.ts';
import {
  actions,
  button,
  choice,
  context,
  dateText,
  input,
  type ModalView,
  modal,
  option,
  section,
  textField,
} from '../../../slack/blocks.ts';
import { FEWEST } from '../../../small-counts.ts';
import { suggestButton } from '../../suggestions/views/index.ts';
import { MOST_WORDS, type RoundKind } from '../rules/index.ts';
import type { CardShown, FormShown } from '../rules/shown.ts';
import { ids } from './ids.ts';

/** Who sees what. */
const SEEN = 'No one sees who said what; owners see averages of five or more.';
const SUGGEST =
  'Is there something that would make it better? The owners answer suggestions, with your name or without.';
const DAY = '{date_long_pretty}';

const LATER: Record<'answered' | 'resting' | 'closed', string> = {
  answered: 'Thank you. Your answers are in, and no one can tell which are yours.',
  resting: 'All right, I won’t ask you for a pulse. “Messages to me” in Home turns it on again.',
  closed: 'This pulse is closed. Thank you to everyone who answered.',
};

const opening: Record<RoundKind, string> = {
  baseline: 'How is work going for you?',
  quarter: 'How is work going for you these days?',
  newcomers: 'How has your start been?',
};

/** Prompt: will you answer? Later, what became of that. */
export function askCard(shown: CardShown): Content {
  if (shown.state !== 'asked') return { text: LATER[shown.state], blocks: [section(LATER[shown.state])] };
  const { roundId, kind, closesAt, isReminder } = shown;
  const text = isReminder ? 'The pulse is still open, if you’d like to answer.' : opening[kind];
  const once = isReminder ? 'I won’t remind you again.' : 'I’ll remind you once at most.';
  return {
    text,
    blocks: [
      section(`*${text}* Six statements and one question, in under a minute.`),
      actions(
        button(ids.answer, 'Answer now', { value: roundId, style: 'primary' }),
        button(ids.rest, 'Not for me', { value: roundId }),
      ),
      context(`${SEEN} Open until ${dateText(closesAt, DAY)}. ${once}`),
    ],
  };
}

const steps = [
  option('1 · Strongly disagree', '1'),
  option('2', '2'),
  option('3', '3'),
  option('4', '4'),
  option('5 · Strongly agree', '5'),
  option('I can’t say', 'none'),
];

/** The statements and the question. */
export function formModal({ roundId, wording, closesAt }: FormShown): ModalView {
  const about = { callbackId: ids.form, title: 'Pulse', submit: 'Send answers', close: 'Cancel' };
  return modal({ ...about, metadata: { roundId } }, [
    section(SEEN),
    ...wording.items.map(({ key, says }) => input(key, says, choice(steps, undefined, true))),
    input('words', wording.question, textField({ multiline: true, max: MOST_WORDS }), {
      optional: true,
      hint: `Owners read these words as you write them, without your name and apart from your other answers, once at least ${FEWEST} of you wrote something.`,
    }),
    context(
      `With your answers I keep your department, how long you’ve been here and whether you asked or helped, all roughly; neither your name nor the time. You can’t change them afterwards. Open until ${dateText(closesAt, DAY)}.`,
    ),
  ]);
}

/** In Home, while somebody is asked. */
export function pulseLine(roundId: string) {
  return section(
    '*The pulse is open:* six statements and one question.',
    button(ids.answer, 'Answer now', { value: roundId }),
  );
}

/** After the answers were sent. */
export function answersIn(): Content {
  return { text: LATER.answered, blocks: [section('Thank you, that’s all.'), section(SUGGEST, suggestButton())] };
}

/** For somebody who is not asked anything. */
export function aboutModal(): ModalView {
  return modal({ callbackId: ids.about, title: 'Pulse' }, [
    section(
      'There’s nothing for you to answer right now. Once a quarter at most I ask how work is going: six statements and one question, in under a minute.',
    ),
    section(SUGGEST, suggestButton()),
    context(SEEN),
  ]);
}
