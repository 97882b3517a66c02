import { expect, it } from 'vitest';
import { samples } from '../../views/home.ts';

type Named = { type?: string; text?: { text: string }; accessibility_label?: string };

/** A Home, with words in which each place differs from the next. */
function homeOf(name: string) {
  let n = 0;
  const sample = samples.find((one) => one.name === name)!;
  const words = (max: number) => {
    n += 1;
    return `${n} ${'words '.repeat(99)}`.slice(0, max);
  };
  return sample.build(words).blocks ?? [];
}

function buttonsIn(value: unknown): Named[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = (value as Named).type === 'button' ? [value as Named] : [];
  return [...own, ...Object.values(value).flatMap(buttonsIn)];
}

const textOf = ({ text }: Named) => text?.text ?? '';

it('Even the fullest Home ends with its foot, and leaves room', () => {
  const blocks = homeOf('more than fits');
  expect(JSON.stringify(blocks.at(-1))).toContain('"Privacy"');
  expect(blocks.length).toBeLessThanOrEqual(95);
});

it.each(['a newcomer', 'nothing to do', 'more than fits'])('Each button of Home says what it does: %s', (name) => {
  const blocks = homeOf(name);
  const headings = JSON.stringify(blocks).matchAll(/"\*([^*\n"]+)\*/g);
  const titles = [...headings].map(([, title]) => title);
  const named = buttonsIn(blocks).map((button) => button.accessibility_label ?? textOf(button));
  for (const button of buttonsIn(blocks)) {
    expect(titles).not.toContain(textOf(button));
    expect(textOf(button)).not.toBe('Open');
    // Somebody who speaks to the screen says what they see.
    expect(button.accessibility_label ?? textOf(button)).toMatch(new RegExp(`^${textOf(button)}`));
  }
  expect(named).toEqual([...new Set(named)]);
});
