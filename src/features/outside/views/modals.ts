import {
  actions,
  type Block,
  button,
  choice,
  context,
  escaped,
  input,
  type ModalView,
  modal,
  option,
  section,
  textField,
} from '../../../slack/blocks.ts';
import { dateField } from '../../../slack/fields.ts';
import type { AddForm } from '../rules/form.ts';
import type { OutsidePlan, OutsideShown } from '../service/index.ts';
import { ids } from './ids.ts';
import { planWords, problemWords, takenText } from './words.ts';

/** Metrics that the list names, and problems, in sections of ten. */
const [MOST_METRICS, MOST_PROBLEMS, PER_SECTION] = [30, 50, 10];

const WHAT =
  'Project completion, tickets, engagement from a survey tool: bring them here, and the report shows them before and after the start, with benchmarks beside. They may go together with Bitewise; that it brought them about, they can’t say.';

/** What owners have brought, and from which day it is “since the start”. */
export function roomModal({ metrics, start, isChosen }: OutsideShown): ModalView {
  const form = { callbackId: ids.form, title: 'Other figures', submit: 'Save start', close: 'Close' };
  const more = metrics.length - MOST_METRICS;
  return modal(form, [
    section(WHAT),
    actions(button(ids.add, 'Add figures', { style: 'primary' })),
    ...(metrics.length === 0 ? [context('There are none so far.')] : metrics.slice(0, MOST_METRICS).map(metricRow)),
    ...(more > 0 ? [context(`and ${more} more`)] : []),
    input('day', 'Bitewise began here on', dateField('Choose a day', start), {
      hint: isChosen
        ? 'Periods before this day are “before”.'
        : 'That’s the day on which it was installed, until you choose another.',
    }),
  ]);
}

function metricRow({ metric, periods, groups, last, benchmarks }: OutsideShown['metrics'][number]): Block {
  const parts = [
    periods === 1 ? 'one period' : `${periods} periods`,
    ...(groups > 0 ? [groups === 1 ? 'one group' : `${groups} groups`] : []),
    ...(benchmarks > 0 ? [benchmarks === 1 ? 'one benchmark' : `${benchmarks} benchmarks`] : []),
    `up to ${last}`,
  ];
  const confirm = {
    title: 'Remove these figures?',
    text: `All figures and benchmarks of “${metric}” go. Bringing them again is all it takes to undo that.`,
    confirm: 'Remove',
    deny: 'Keep them',
  };
  const remove = button(ids.remove, 'Remove', { value: metric, style: 'danger', about: metric, confirm });
  return section(`*${escaped(metric)}*\n${parts.join(' · ')}`, remove);
}

type Checked = { form: AddForm; plan: OutsidePlan; mark: string };

/** Lines to paste; once they were checked, with what they would change. @param from the view under it */
export function addModal(from: string | undefined, checked?: Checked): ModalView {
  const takes = checked !== undefined && checked.plan.added.length + checked.plan.changed.length > 0;
  const form = {
    ...{ callbackId: ids.addForm, title: 'Add figures', submit: takes ? 'Take over' : 'Check', close: 'Cancel' },
    metadata: { mark: checked?.mark ?? '', ...(from ? { from } : {}) },
  };
  return modal(form, [
    ...(checked ? checkedBlocks(checked.plan, takes) : []),
    input('kind', 'These are', choice(kinds, checked?.form.kind ?? 'own', true)),
    input(
      'lines',
      'One figure a line: period, group, metric, value',
      textField({ multiline: true, placeholder: '2026-03, Sales, Tickets solved, 41.5', initial: checked?.form.lines }),
      {
        hint: 'Periods like 2026-03, 2026-Q1, 2026-W10 or 2026. No group means everyone. A benchmark has whom it’s from as its group.',
      },
    ),
    context('For a longer file there’s a command for whoever runs the app: npm run figures -- import file.csv'),
  ]);
}

const kinds = [option('our own figures', 'own'), option('benchmarks to lay beside them', 'benchmark')];

function checkedBlocks(plan: OutsidePlan, takes: boolean): Block[] {
  const { problems } = plan;
  const shown = problems.slice(0, MOST_PROBLEMS).map((problem) => escaped(problemWords(problem)));
  const sections: Block[] = [];
  for (let i = 0; i < shown.length; i += PER_SECTION)
    sections.push(section(shown.slice(i, i + PER_SECTION).join('\n')));
  const more = problems.length - shown.length;
  const next = takes ? 'Nothing is kept until you take them over.' : 'There’s nothing to take over.';
  return [
    section(`*${planWords(plan)}* ${next}`),
    ...(problems.length > 0 ? [section('*These lines would be left out:*'), ...sections] : []),
    ...(more > 0 ? [context(`and ${more} more`)] : []),
  ];
}

/** After lines were taken over. */
export function takenModal(plan: OutsidePlan): ModalView {
  return modal({ callbackId: 'outside.taken', title: 'Add figures' }, [section(takenText(plan))]);
}
