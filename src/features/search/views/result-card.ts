import { capital } from '../../../capital.ts';
import type { Content } from '../../../jobs/define.ts';
import {
  actions,
  type Block,
  button,
  context,
  escaped,
  type ModalView,
  mention,
  modal,
  oneLine,
  section,
} from '../../../slack/blocks.ts';
import { type Care, careCard, careModal } from '../../care/views.ts';
import { type CardsOffered, offeredBlocks } from '../../knowledge/views.ts';
import { fittingBlocks, type ListedHours } from '../../office-hours/views/index.ts';
import type { Expectation } from '../../requests/rules/expectation.ts';
import type { Draft } from '../../requests/rules/index.ts';
import { expectationText } from '../../requests/views/expectation.ts';
import { ids } from '../../requests/views/ids.ts';
import type { Named } from '../service/colleague.ts';
import { namedBlocks } from './colleague-card.ts';
import { type Among, howMany } from './how-many.ts';

export type ResultData = {
  said: string;
  name: string;
  /** The words call for a person: nothing was searched for. */
  care?: Care | undefined;
  /** It is the name of a colleague. */
  named: Named | undefined;
  skill: { id: string; name: string } | undefined;
  how: string | undefined;
  goal: string;
  others: { id: string; name: string }[];
  colleagues: { id: string; name: string; title: string; reasons: string[] }[];
  among: Among;
  nearest: { id: string; name: string }[];
  /** Somebody offers it and cannot be asked now. */
  isOffered: boolean;
  /** Where nobody was found: who may know more, and the text for which they were found. */
  maybe: { id: string; name: string; title: string; why: 'title' | 'goal'; word: string }[];
  maybeFor: string;
  /** How long it usually takes until somebody accepts, where that is known. */
  expected?: Expectation | undefined;
  hours: ListedHours[];
  cards: CardsOffered | undefined;
  urgency: Draft['urgency'];
  format: Draft['format'];
};

/** What a search found, as a message. */
export function resultCard(result: ResultData): Content {
  if (result.care) return careCard(result.care);
  return { text: summary(result), blocks: resultBlocks(result) };
}

/** What a search found, in the modal in which it was asked. */
export function resultModal(result: ResultData): ModalView {
  if (result.care) return careModal(result.care);
  return modal({ callbackId: ids.findModal, title: 'Find a mentor' }, resultBlocks(result));
}

function resultBlocks(result: ResultData): Block[] {
  if (result.named) return [context(`${summary(result)}.`), ...namedBlocks(result.named, carrying(result))];
  return result.colleagues.length > 0 ? foundBlocks(result) : nobodyBlocks(result);
}

const carrying =
  (result: ResultData) =>
  (more: Partial<Draft>): string =>
    carried(result, more);

function foundBlocks(result: ResultData): Block[] {
  const kept = result.cards ? offeredBlocks(result.cards) : [];
  return [
    section(`*${summary(result)}*`),
    ...understood(result),
    ...kept,
    ...(kept.length > 0 ? [section('*Or ask a colleague anyway*')] : []),
    ...result.colleagues.map((colleague) => {
      const { id, name } = colleague;
      const value = carried(result, { mentorId: id });
      return section(colleagueText(colleague), button(ids.ask, 'Ask', { value, label: `Ask ${oneLine(name, 60)}` }));
    }),
    ...usually(result),
    actions(
      ...(result.among.before > 0
        ? [button(ids.first, 'Show the best', { value: carried(result, { shown: undefined }) })]
        : [button(ids.askBest, 'Ask the best match', { value: carried(result), style: 'primary' })]),
      ...moreButton(result),
      button(ids.refine, 'Refine', { value: carried(result) }),
    ),
    ...fittingBlocks(result.hours),
  ];
}

function moreButton(result: ResultData) {
  const { colleagues, among } = result;
  const after = colleagues.at(-1)?.id;
  if (among.isAll && among.before + colleagues.length >= among.total) return [];
  return [button(ids.more, 'Show more', { value: carried(result, { shown: undefined, after }) })];
}

function nobodyBlocks(result: ResultData): Block[] {
  return [
    section(`*${summary(result)}*`),
    ...understood(result),
    ...(result.cards ? offeredBlocks(result.cards) : []),
    ...fittingBlocks(result.hours),
    ...maybeBlocks(result),
    ...topicButtons('These topics are close to it, and colleagues here help with them:', result.nearest, (topic) =>
      carried(result, { skillId: undefined, topic, typed: undefined }),
    ),
    ...waitBlocks(result),
  ];
}

function waitBlocks(result: ResultData): Block[] {
  const join = button(ids.waitList, 'Join the wait list', { value: carried(result), style: 'primary' });
  const pick = button(ids.pick, 'Pick from a list', { value: carried(result, { typed: result.said }) });
  const canWait = result.skill !== undefined || result.name !== '';
  const unknown = 'If it goes by another name here, pick it from the list: I learn from that.';
  return [
    section(
      [
        ...(canWait ? ['I can keep it on a wait list, and tell you as soon as someone can help.'] : []),
        ...(result.skill ? [] : [unknown]),
      ].join(' '),
    ),
    actions(
      ...(canWait ? [join] : []),
      ...(result.skill ? [] : [pick]),
      button(ids.refine, 'Try other words', { value: carried(result) }),
    ),
  ];
}

function summary({ said, named, skill, name, colleagues, among, isOffered }: ResultData): string {
  if (named) return `${escaped(oneLine(said, 80))} is a colleague’s name, not a topic`;
  const topic = skill ? oneLine(skill.name, 80) : name;
  const count = colleagues.length;
  if (count > 0) return `${escaped(topic)}: ${howMany(count, among)}`;
  if (isOffered) return `No one can be asked about ${escaped(topic)} right now`;
  return topic === '' ? 'I couldn’t make out a topic in that' : `No one here offers ${escaped(topic)} yet`;
}

/** Says how the words were read, where that is not plain, and what else they may mean: one click away. */
function understood(result: ResultData): Block[] {
  const { skill, said, how, others } = result;
  const isSure = how !== 'spelling' && how !== 'guess';
  if (skill === undefined) return topicButtons(capital(didYouMean(others)), others, meaning(result));
  if (how === 'exact' && others.length === 0) return [];
  const words = `“${escaped(oneLine(said, 80))}”`;
  const reading = how === 'exact' ? '' : isSure ? `, as I read ${words}` : `, my best guess for ${words}`;
  const line = `Looking for *${escaped(oneLine(skill.name, 80))}*${reading}`;
  const more = isSure ? [] : [button(ids.pick, 'Another topic', { value: carried(result, { typed: said }) })];
  if (isSure && others.length === 0) return [context(`${line}.`)];
  return topicButtons(`${line}; ${didYouMean(others)}`, others, meaning(result), more);
}

function didYouMean(others: { name: string }[]): string {
  const [first] = others;
  if (first === undefined) return 'did you mean something else?';
  return others.length > 1 ? 'did you mean one of these?' : `did you mean ${escaped(oneLine(first.name, 60))}?`;
}

/** What a click on another reading carries: the words that were typed belong to it. */
const meaning = (result: ResultData) => (topic: string) =>
  carried(result, { skillId: undefined, topic, typed: result.said });

/** Colleagues who do not offer it. Why they may know more is said, and that it is no more than that. */
function maybeBlocks(result: ResultData): Block[] {
  if (result.maybe.length === 0) return [];
  const { maybeFor } = result;
  return [
    section(
      `*${result.maybe.length === 1 ? 'This colleague' : 'These colleagues'} may know more.* They haven’t said that they help with it, so they may say no.`,
    ),
    ...result.maybe.map((colleague) => {
      const value = carried(result, { mentorId: colleague.id, maybeFor });
      const label = `Ask ${oneLine(colleague.name, 60)}`;
      return section(
        colleagueText({ ...colleague, reasons: [whyMaybe(colleague)] }),
        button(ids.ask, 'Ask', { value, label }),
      );
    }),
  ];
}

function whyMaybe({ why, word }: ResultData['maybe'][number]): string {
  return why === 'title' ? `Their title mentions ${oneLine(word, 40)}` : 'Helped with something like this';
}

function usually({ expected, skill }: ResultData): Block[] {
  return expected ? [context(expectationText(expected, escaped(oneLine(skill?.name ?? '', 80))))] : [];
}

function colleagueText({ id, title, reasons }: ResultData['colleagues'][number]): string {
  const role = title === '' ? '' : ` · ${escaped(oneLine(title, 80))}`;
  return `*${mention(id)}*${role}\n${escaped(oneLine(reasons.join(' · '), 300))}`;
}

/** A line and under it a button for each topic; `value` is what a click on one carries. */
function topicButtons(
  intro: string,
  skills: { name: string }[],
  value: (topic: string) => string,
  more: ReturnType<typeof button>[] = [],
): Block[] {
  const buttons = skills
    .slice(0, ids.topics.length)
    .map(({ name }, i) => button(ids.topics[i] ?? '', oneLine(name, 60), { value: value(name) }));
  const all = [...buttons, ...more];
  return all.length === 0 ? [] : [context(intro), actions(...all)];
}

function carried(result: ResultData, more: Partial<Draft> = {}): string {
  const { skill, name, goal, urgency, format, how } = result;
  const shown = result.colleagues.map((colleague) => colleague.id);
  // Whoever goes on from a reading that was not sure says by that what they meant.
  const typed = how === 'spelling' || how === 'guess' ? result.said : undefined;
  const value: Draft = { skillId: skill?.id, topic: skill?.name ?? name, goal, urgency, format, shown, typed, ...more };
  return JSON.stringify(value);
}
