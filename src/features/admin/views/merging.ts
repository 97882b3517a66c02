import {
  actions,
  type Block,
  button,
  context,
  divider,
  escaped,
  input,
  type ModalView,
  modal,
  oneLine,
  option,
  section,
} from '../../../slack/blocks.ts';
import { lookupOne } from '../../../slack/fields.ts';
import { areFew, counted, FEWEST } from '../../../small-counts.ts';

export const ids = {
  open: 'matching.open',
  back: 'matching.back',
  keepFirst: 'matching.keep-first',
  keepSecond: 'matching.keep-second',
  keepBoth: 'matching.keep-both',
  approve: 'matching.approve',
  choose: 'matching.choose',
  chooseModal: 'matching.choose-modal',
  skill: 'matching.skill',
} as const;

type Used = { id: string; name: string; people: number; requests: number };

export type MergeData = {
  pairs: [Used, Used][];
  isMore: boolean;
  /** Names that one member each coined, and that only they see so far. */
  coined?: { id: string; name: string }[];
  /** What just happened, or why nothing did. */
  notice?: string;
};

const TITLE = 'Merge skills';

/** Skills that look like one, each pair with what can be done about it. */
export function mergeList({ pairs, isMore, notice, coined = [] }: MergeData): ModalView {
  const intro =
    pairs.length > 0
      ? 'Some skills look like one under two names. Merged, they have one list of people, and the other name still leads there.'
      : 'No two skills look like one right now.';
  return modal({ callbackId: ids.open, title: TITLE }, [
    ...said(notice),
    section(intro),
    ...pairs.flatMap(pairBlocks),
    ...(isMore ? [context('There are more. They come as these are done.')] : []),
    ...coinedBlocks(coined),
    divider(),
    actions(button(ids.choose, 'Choose two skills')),
  ]);
}

function coinedBlocks(coined: { id: string; name: string }[]): Block[] {
  if (coined.length === 0) return [];
  return [
    divider(),
    section(
      '*New names*\nOthers see one once a second person uses it or you approve it. In the digest only those that you approved are named.',
    ),
    ...coined.map(({ id, name }) =>
      section(escaped(oneLine(name, 60)), button(ids.approve, 'Approve', { value: id, about: name })),
    ),
  ];
}

/** Two skills that were chosen, or why they cannot be merged. */
export function mergeOne({ pairs, notice }: MergeData): ModalView {
  return modal({ callbackId: ids.open, title: TITLE }, [
    ...said(notice),
    ...pairs.flatMap(pairBlocks),
    divider(),
    actions(button(ids.choose, 'Choose two others'), button(ids.back, 'Back to the list')),
  ]);
}

const said = (notice: string | undefined): Block[] => (notice === undefined ? [] : [section(`*${escaped(notice)}*`)]);

function pairBlocks([a, b]: [Used, Used]): Block[] {
  return [
    divider(),
    section(`*${named(a)}*: ${useText(a)}\n*${named(b)}*: ${useText(b)}`),
    actions(
      keep(ids.keepFirst, a, b),
      keep(ids.keepSecond, b, a),
      button(ids.keepBoth, 'Keep both', { value: `${a.id} ${b.id}` }),
    ),
  ];
}

function keep(actionId: string, stays: Used, goes: Used) {
  const [kept, gone] = [oneLine(stays.name, 60), oneLine(goes.name, 60)];
  return button(actionId, `Merge as “${oneLine(stays.name, 55)}”`, {
    value: `${goes.id} ${stays.id}`,
    confirm: {
      title: `Merge as “${oneLine(stays.name, 60)}”?`,
      text: `All that is under “${gone}” (${useText(goes)}) goes to “${kept}”. The other name leads there from then on. This can’t be undone.`,
      confirm: 'Merge',
      deny: 'Leave it',
    },
  });
}

const named = (skill: Used) => escaped(oneLine(skill.name, 60));

/** "7 people, fewer than 5 open requests"; whether a request is open or none is not told apart. */
function useText({ people, requests }: Used): string {
  const few = `fewer than ${FEWEST}`;
  return `${counted(people, 'people') ?? `${few} people`}, ${counted(requests, 'open requests') ?? `${few} open requests`}`;
}

/** Asks for any two skills. */
export function chooseModal(): ModalView {
  const field = () => lookupOne(ids.skill, 'Type a skill');
  return modal({ callbackId: ids.chooseModal, title: TITLE, submit: 'Compare', close: 'Cancel' }, [
    section('Choose two skills that are one. You see what uses them before anything is merged.'),
    input('first', 'One skill', field()),
    input('second', 'The other', field()),
  ]);
}

/** The options of the two fields. */
export function mergeOptions(skills: { id: string; name: string; offered: number }[]) {
  return skills.map(({ id, name, offered }) =>
    option(`${oneLine(name, 55)} (${areFew(offered) ? `fewer than ${FEWEST}` : offered})`, id),
  );
}

/** After a merge. */
export function mergedText([from, into]: [{ name: string }, { name: string }]): string {
  return `“${oneLine(from.name, 60)}” is part of “${oneLine(into.name, 60)}” now.`;
}

/** After two were kept. */
export function keptText(pair: { name: string }[]): string {
  const names = pair.map((skill) => `“${oneLine(skill.name, 60)}”`).join(' and ');
  return `${names} stay separate. I won’t ask again.`;
}
