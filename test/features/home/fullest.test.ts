import { expect, it } from 'vitest';
import { samples } from '../../views/home.ts';

it('Even the fullest Home ends with its foot, and leaves room', () => {
  const fullest = samples.find((sample) => sample.name === 'more than fits')!;
  const blocks = fullest.build((max) => 'words '.repeat(99).slice(0, max)).blocks ?? [];
  expect(JSON.stringify(blocks.at(-1))).toContain('"Privacy"');
  expect(blocks.length).toBeLessThanOrEqual(95);
});
