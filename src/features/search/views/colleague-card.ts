import { capital } from '../../../capital.ts';
import { actions, type Block, button, context, dateText, escaped, oneLine, section } from '../../../slack/blocks.ts';
import { fittingBlocks } from '../../office-hours/views/index.ts';
import type { Draft } from '../../requests/rules/index.ts';
import { ids } from '../../requests/views/ids.ts';
import { formatWords } from '../../requests/views/words.ts';
import { levelNames } from '../../skills/rules/names.ts';
import type { Colleague, Named, Person } from '../service/colleague.ts';

/** What a name that was typed leads to: the colleague's card, a choice between several, or that nobody is called so. */
export function namedBlocks(named: Named, carry: (more: Partial<Draft>) => string): Block[] {
  const search = button(ids.refine, 'Search by topic', { value: carry({}) });
  if ('colleague' in named) return [...cardBlocks(named.colleague, carry), actions(search)];
  if (named.namesakes.length === 0)
    return [section('No colleague of this name is here any more. A topic finds who can help.'), actions(search)];
  const more = named.more > 0 ? [context(`and ${named.more} more; write more of the name to find them`)] : [];
  return [section('*Whom do you mean?*'), ...named.namesakes.map(namesake), ...more, actions(search)];
}

function namesake({ id, name, title }: Person): Block {
  return section(whoIs(name, title), button(ids.colleague, 'Show', { value: id, about: name }));
}

function whoIs(name: string, title: string): string {
  const who = `*${escaped(oneLine(name, 80))}*`;
  return title === '' ? who : `${who} · ${escaped(oneLine(title, 80))}`;
}

function cardBlocks(one: Colleague, carry: (more: Partial<Draft>) => string): Block[] {
  return [
    section([whoIs(one.name, one.title), ...facts(one)].join('\n')),
    ...standing(one),
    ...one.skills.map((skill) => skillRow(one, skill, carry)),
    ...(one.more > 0 ? [context(`and ${one.more} more topics`)] : []),
    ...fittingBlocks(one.hours),
  ];
}

function facts({ helped, formats, minutes, freeAt }: Colleague): string[] {
  const ways = formats.map((format) => formatWords[format]);
  return [
    ...(helped === undefined ? [] : [`Helped ${helped} colleagues here.`]),
    capital([...ways, `usually ${minutes} minutes`].join(' · ')),
    ...(freeAt ? [`You’re both at work and free next ${dateText(freeAt)}.`] : []),
  ];
}

function standing({ isSelf, skills, canBeAsked, name }: Colleague): Block[] {
  const who = escaped(oneLine(name, 80));
  if (isSelf) return [context('This is how colleagues see you. `/mentor profile` is where you change it.')];
  if (skills.length === 0) return [context(`${who} hasn’t said yet what they help with.`)];
  return canBeAsked ? [] : [context(`${who} can’t be asked right now. A topic finds who can.`)];
}

function skillRow(one: Colleague, skill: Colleague['skills'][number], carry: (more: Partial<Draft>) => string): Block {
  const text = `${escaped(oneLine(skill.name, 80))}: ${levelNames[skill.level]}`;
  if (!one.canBeAsked) return section(text);
  const value = carry({ skillId: skill.id, topic: skill.name, mentorId: one.id });
  const label = `Ask ${oneLine(one.name, 30)} about ${oneLine(skill.name, 30)}`;
  return section(text, button(ids.ask, 'Ask', { value, label }));
}
