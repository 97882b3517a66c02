import { capital } from '../../capital.ts';
import type { Content } from '../../jobs/define.ts';
import { actions, button, escaped, oneLine, section } from '../../slack/blocks.ts';
import type { Departure } from '../members/rules/departure.ts';

export const ids = {
  confirmDeparture: 'members.confirm-departure',
  refuseDeparture: 'members.refuse-departure',
} as const;

/** The note to whoever looks after the app; at least one of the counts is more than zero. */
export function troubleNote({ dead, unknown }: { dead: number; unknown: number }): Content {
  const parts = [
    ...(dead > 0 ? [dead === 1 ? 'One message couldn’t be delivered' : `${dead} messages couldn’t be delivered`] : []),
    ...(unknown > 0
      ? [`of ${unknown} Slack gave no clear answer, so I didn’t repeat ${unknown === 1 ? 'it' : 'them'}`]
      : []),
  ];
  const text = parts.join(', and ');
  const sentence = `${capital(text)}. Whoever runs Bitewise can see which and why with “npm run jobs”, and send them again from there.`;
  return { text: sentence, blocks: [section(sentence)] };
}

/** The note that Slack refused everything for a while; whoever reads it is reached again. */
export function refusedNote(error: string): Content {
  const text = `Slack refused all my messages for a while (${escaped(error)}). That is over, and what waited goes out in its order.`;
  return { text, blocks: [section(text)] };
}

/** Tells whoever looks after the app that somebody cannot be written to. */
export function unreachable(member: { name: string }): Content {
  const name = escaped(oneLine(member.name, 80));
  const words =
    'can’t be reached by direct message. No one is matched with them until they open my Home tab, or until their account is active again. You don’t need to do anything.';
  return { text: `${name} ${words}`, blocks: [section(`*${name}* ${words}`)] };
}

/** Asks an owner whether many people have left, and shows what came of it. */
export function departureNote({ id: value, people, of, state }: Departure): Content {
  const text = `Slack’s member list no longer has ${people} of ${of} people.`;
  const became = {
    asked: 'Did they leave? Until you tell me, I change nothing.',
    confirmed: `I’m closing what they had planned, after asking Slack about each of them.`,
    refused: 'They stay, and I changed nothing.',
    settled: 'They’re on it again, so there’s nothing to decide.',
  }[state];
  const buttons = actions(
    button(ids.refuseDeparture, 'Keep them', { value, style: 'primary' }),
    button(ids.confirmDeparture, 'They left', { value }),
  );
  return { text, blocks: [section(`*${text}* ${became}`), ...(state === 'asked' ? [buttons] : [])] };
}
