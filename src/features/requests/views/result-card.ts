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
import { type CardsOffered, offeredBlocks } from '../../knowledge/views.ts';
import { fittingBlocks, type ListedHours } from '../../office-hours/views.ts';
import type { Expectation } from '../rules/expectation.ts';
import type { Draft } from '../rules.ts';
import { expectationText } from './expectation.ts';
import { ids } from './ids.ts';

export type ResultData = {
  said: string;
  name: string;
  skill: { id: string; name: string } | undefined;
  how: string | undefined;
  goal: string;
  others: { id: string; name: string }[];
  colleagues: { id: string; name: string; title: string; reasons: string[] }[];
  nearest: { id: string; name: string }[];
  /** How long it usually takes until somebody accepts, where that is known. */
  expected?: Expectation | undefined;
  hours: ListedHours[];
  cards: CardsOffered | undefined;
  urgency: Draft['urgency'];
  format: Draft['format'];
};

/** What a search found, as a message. */
export function resultCard(result: ResultData): Content {
  return { text: summary(result), blocks: resultBlocks(result) };
}

/** What a search found, in the modal in which it was asked. */
export function resultModal(result: ResultData): ModalView {
  return modal({ callbackId: ids.findModal, title: 'Find a mentor' }, resultBlocks(result));
}

function resultBlocks(result: ResultData): Block[] {
  return result.colleagues.length > 0 ? foundBlocks(result) : nobodyBlocks(result);
}

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
      button(ids.askBest, 'Ask the best match', { value: carried(result), style: 'primary' }),
      button(ids.refine, 'Refine', { value: carried(result) }),
    ),
    ...fittingBlocks(result.hours),
    ...topicButtons('Did you mean something else?', result.others),
  ];
}

function nobodyBlocks(result: ResultData): Block[] {
  const join = button(ids.waitList, 'Put me on the wait list', { value: carried(result), style: 'primary' });
  const canWait = result.skill !== undefined || result.name !== '';
  return [
    section(`*${summary(result)}*`),
    ...understood(result),
    ...(result.cards ? offeredBlocks(result.cards) : []),
    ...fittingBlocks(result.hours),
    ...(canWait ? [section('I can keep it on a wait list, and tell you as soon as somebody adds it.')] : []),
    actions(...(canWait ? [join] : []), button(ids.refine, 'Try other words', { value: carried(result) })),
    ...topicButtons('Did you mean something else?', result.others),
    ...topicButtons('Colleagues here do help with these:', result.nearest),
  ];
}

function summary({ skill, name, colleagues }: ResultData): string {
  const topic = skill ? oneLine(skill.name, 80) : name;
  const count = colleagues.length;
  if (count === 1) return `${escaped(topic)}: one colleague can help`;
  if (count > 1) return `${escaped(topic)}: ${count} colleagues can help`;
  return skill ? `Nobody can be asked about ${escaped(topic)} right now` : `Nobody here offers ${escaped(topic)} yet`;
}

/** Says how the words were read, where that is not plain. */
function understood({ skill, said, how }: ResultData): Block[] {
  if (!skill || how === 'exact' || how === undefined) return [];
  const words = `“${escaped(oneLine(said, 80))}”`;
  const name = escaped(oneLine(skill.name, 80));
  return [context(how === 'guess' ? `My best guess for ${words} is ${name}.` : `I read ${words} as ${name}.`)];
}

function usually({ expected, skill }: ResultData): Block[] {
  return expected ? [context(expectationText(expected, escaped(oneLine(skill?.name ?? '', 80))))] : [];
}

function colleagueText({ id, title, reasons }: ResultData['colleagues'][number]): string {
  const role = title === '' ? '' : ` · ${escaped(oneLine(title, 80))}`;
  return `*${mention(id)}*${role}\n${escaped(oneLine(reasons.join(' · '), 300))}`;
}

function topicButtons(intro: string, skills: { id: string; name: string }[]): Block[] {
  if (skills.length === 0) return [];
  const shown = skills.slice(0, ids.topics.length);
  const buttons = shown.map((skill, i) => button(ids.topics[i] ?? '', oneLine(skill.name, 60), { value: skill.name }));
  return [context(intro), actions(...buttons)];
}

function carried(result: ResultData, more: { mentorId?: string } = {}): string {
  const { skill, name, goal, urgency, format } = result;
  const shown = result.colleagues.map((colleague) => colleague.id);
  const value: Draft = { skillId: skill?.id, topic: skill?.name ?? name, goal, urgency, format, shown, ...more };
  return JSON.stringify(value);
}
