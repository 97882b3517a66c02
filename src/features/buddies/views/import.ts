import type { Content } from '../../../jobs/define.ts';
import {
  type Block,
  context,
  escaped,
  input,
  type ModalView,
  modal,
  section,
  textField,
} from '../../../slack/blocks.ts';
import { ids } from './ids.ts';

/** Asks an owner for a list of newcomers. */
export function importModal(): ModalView {
  const example = '@ada, 2026-03-02';
  return modal({ callbackId: ids.importForm, title: 'Add newcomers', submit: 'Add', close: 'Cancel' }, [
    section(
      'People who are in Slack already. Whoever is still to begin waits until then; whoever began within their last ninety working days joins in.',
    ),
    input(
      'lines',
      'One person a line: who, and their first day',
      textField({ multiline: true, placeholder: example }),
      {
        hint: 'The name that Slack shows, @handle or member ID, then a comma and a date such as 2026-03-02. Lines from a spreadsheet work too.',
      },
    ),
    context('For a longer list there is a command for whoever runs the app: npm run buddies -- import list.csv'),
  ]);
}

export type ImportShown = {
  added: unknown[];
  moved: unknown[];
  known: number;
  problems: { line: number; what: string }[];
};

/** Problems that are shown before "and 7 more", in sections of ten. */
const MOST_PROBLEMS = 50;
const PER_SECTION = 10;

/** What became of a list, in one sentence. */
export function importWords({ added, moved, known }: ImportShown): string {
  const people = added.length === 1 ? '1 newcomer' : `${added.length} newcomers`;
  return `${people} added, ${moved.length} with a new date, ${known} known already.`;
}

/** A line that could not be used, in words. */
export const problemWords = ({ line, what }: ImportShown['problems'][number]) => `Line ${line}: ${what}`;

/** After a list was taken over. */
export function imported(plan: ImportShown): Content {
  const { problems } = plan;
  const text = importWords(plan);
  const shown = problems.slice(0, MOST_PROBLEMS).map((problem) => escaped(problemWords(problem)));
  const sections: Block[] = [];
  for (let i = 0; i < shown.length; i += PER_SECTION)
    sections.push(section(shown.slice(i, i + PER_SECTION).join('\n')));
  const left = problems.length - shown.length;
  return {
    text,
    blocks: [
      section(text),
      ...(problems.length > 0 ? [section('*These lines were left out:*'), ...sections] : []),
      ...(left > 0 ? [context(`and ${left} more`)] : []),
      ...(problems.length > 0
        ? [context('Fix them and paste the list again. Anyone who is already known stays as they are.')]
        : []),
    ],
  };
}
