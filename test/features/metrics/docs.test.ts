import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { definitions, tables } from '../../../src/features/metrics/rules/definitions.ts';
import { FEWEST } from '../../../src/small-counts.ts';

const page = readFileSync(new URL('../../../docs/metrics.md', import.meta.url), 'utf8');

it('docs/metrics.md has every figure in the words of its definition, and no other', () => {
  const all = [...Object.values(definitions), tables].flatMap((group) => Object.values(group));
  const rows = all.map(
    ({ name, sentence, formula, cannotSay }) => `| **${name}** | ${sentence} | ${formula} | ${cannotSay} |`,
  );
  expect(page.split('\n').filter((line) => line.startsWith('| **'))).toEqual(rows);
});

it('docs/metrics.md says how few are too few', () => {
  expect(FEWEST).toBe(5);
  expect(page).toContain('The smallest group of every figure is five people.');
});
