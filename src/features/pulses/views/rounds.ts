import type { Content } from '../../../jobs/define.ts';
import {
  actions,
  type Block,
  button,
  context,
  dateText,
  divider,
  input,
  type ModalView,
  modal,
  section,
} from '../../../slack/blocks.ts';
import { dateField } from '../../../slack/fields.ts';
import type { RoundKind } from '../rules/index.ts';
import type { ClosedShown, OverviewShown } from '../rules/shown.ts';
import { ids } from './ids.ts';
import { answeredText } from './words.ts';

const DAY = '{date_long_pretty}';
const WHEN = '{date_long_pretty} at {time}';

/** The rounds, for owners. */
export function overviewModal(shown: OverviewShown): ModalView {
  const { closed, ownRoundId: own } = shown;
  return modal({ callbackId: ids.overview, title: 'Pulse' }, [
    ...now(shown),
    ...(own === undefined ? [] : [section('You’re asked too.', button(ids.answer, 'Answer now', { value: own }))]),
    ...(closed.length > 0 ? [divider(), ...closed.map(closedLine)] : []),
    context(
      'Nothing about fewer than five people is shown, and no results before a pulse is closed. `/mentor settings` decides whether it’s repeated, whether half are asked four weeks later, and whether newcomers are asked.',
    ),
  ]);
}

function now({ planned, open, hasBaseline }: OverviewShown): Block[] {
  if (open) return [section(openText(open)), actions(closeButton(open.id))];
  const plan = button(ids.plan, planned ? 'Choose another day' : 'Plan for a day');
  if (planned) {
    const text = `*${names[planned.kind]} starts ${dateText(planned.at, WHEN)}*${planned.isByItself ? ', a quarter after the last one began' : ''}.`;
    return [section(text), actions(startButton(), plan, button(ids.cancel, 'Cancel it', { value: planned.id }))];
  }
  const text = hasBaseline
    ? 'No pulse is under way or planned.'
    : '*Begin with a baseline*, before people start to use Bitewise: later pulses are compared with it. Everyone is asked six statements and one question, in under a minute.';
  return [section(text), actions(startButton(), plan)];
}

const startButton = () =>
  button(ids.start, 'Start now', {
    style: 'primary',
    confirm: {
      title: 'Start the pulse?',
      text: 'I’ll write to everyone in their working hours. The statements stay as they are from then on.',
      confirm: 'Start',
      deny: 'Not yet',
    },
  });

const closeButton = (id: string) =>
  button(ids.close, 'Close it now', {
    value: id,
    confirm: {
      title: 'Close the pulse?',
      text: 'No one can answer after that, and you’ll see the results.',
      confirm: 'Close',
      deny: 'Keep it open',
    },
  });

function openText({ kind, closesAt, people, inHalves }: NonNullable<OverviewShown['open']>): string {
  const halves = inHalves ? ' Half of the people are asked four weeks after the others.' : '';
  return `*${names[kind]} is open until ${dateText(closesAt, DAY)}.* ${answeredText(people)} so far.${halves}`;
}

const names: Record<RoundKind, string> = {
  baseline: 'The baseline',
  quarter: 'The pulse',
  newcomers: 'The pulse of newcomers',
};

function closedLine({ id, kind, from, people, rate }: ClosedShown): Block {
  const text = `*${names[kind]} of ${dateText(from, DAY)}*\n${answeredText(people, rate)}.`;
  return people === 0 ? section(text) : section(text, button(ids.results, 'See results', { value: id }));
}

/** When a round is to start; the rounds lie under this in `from`. */
export function planModal(from: string | undefined): ModalView {
  const about = { callbackId: ids.planForm, title: 'Plan a pulse', submit: 'Plan', close: 'Cancel' };
  return modal({ ...about, metadata: { from } }, [
    input('day', 'First day', dateField('Choose a day'), {
      hint: 'It starts at ten in the workspace’s time zone, and is open for two weeks.',
    }),
  ]);
}

/** Prompt to an owner: a round is closed. */
export function closedNote({ id, people, rate, next }: ClosedShown & { next: Temporal.Instant | undefined }): Content {
  const text = `The pulse is closed. ${answeredText(people, rate)}.`;
  const after = next ? `The next one starts ${dateText(next, WHEN)}. \`/mentor pulse\` changes that.` : '';
  return {
    text,
    blocks: [
      section(people === 0 ? `*${text}* So there’s nothing I can show.` : `*${text}*`),
      ...(people === 0 ? [] : [actions(button(ids.results, 'See results', { value: id, style: 'primary' }))]),
      ...(after === '' ? [] : [context(after)]),
    ],
  };
}
