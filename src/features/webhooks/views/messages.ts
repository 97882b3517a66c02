import type { Content } from '../../../jobs/define.ts';
import { actions, button, dateText, escaped, section } from '../../../slack/blocks.ts';
import type { FailingShown } from '../rules/shown.ts';
import { ids } from './ids.ts';
import { answerSays } from './words.ts';

/** To the owner who sent a test. */
export function testedNote(answer: string): Content {
  const text = /^2\d\d$/.test(answer)
    ? `Your test has arrived (${answer}).`
    : `Your test didn’t arrive: the address ${answerSays(answer)}.`;
  return { text, blocks: [section(text), actions(button(ids.open, 'Open webhook'))] };
}

/** Prompt to an owner: nothing arrives at the address. */
export function failingNote({ host, since, state, answer }: FailingShown): Content {
  const where = `*${escaped(host)}*`;
  const from = dateText(since, '{date_long_pretty}, {time}');
  const text =
    state === 'works again'
      ? `Events arrive at ${where} again.`
      : state === 'gone'
        ? `I’ve stopped sending events to ${where}: it ${answerSays(answer)}.`
        : `No event has arrived at ${where} since ${from}: it ${answerSays(answer)}.`;
  const more = {
    'works again': 'Those that I gave up meanwhile can be sent again.',
    gone: 'If that’s a mistake, send a test: that starts it again.',
    failing: 'I try each event for three days, and keep it for thirty so that you can send it again.',
  }[state];
  return {
    text: text.replaceAll('*', ''),
    blocks: [section(text), section(more), actions(button(ids.open, 'Open webhook'))],
  };
}
