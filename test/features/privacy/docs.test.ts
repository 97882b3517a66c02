import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { privacyTable } from '../../support/privacy-table.ts';

it('docs/privacy.md says of every table what its feature declares', () => {
  const text = readFileSync(new URL('../../../docs/privacy.md', import.meta.url), 'utf8');
  expect(text.split('\n').filter((line) => line.startsWith('|'))).toEqual(privacyTable());
});
