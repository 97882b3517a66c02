import fc from 'fast-check';
import { expect, it } from 'vitest';
import { duplicatesAmong } from '../../../src/features/skills/rules/duplicates.ts';
import { editDistance, slipsAllowed } from '../../../src/features/skills/rules/edit-distance.ts';
import { normalise } from '../../../src/features/skills/rules/normalise.ts';
import { loadVocabulary } from '../../../src/features/skills/service/vocabulary.ts';

const rowsOf = (keys: string[]) => keys.map((key) => ({ id: key, key, name: key }));
const strangers = { meaning: (key: string) => key, isShipped: () => false, isApart: () => false };
const found = async (keys: string[], known = {}) =>
  (await duplicatesAmong(rowsOf(keys), { ...strangers, ...known }, 99)).map((pair) => pair.map((skill) => skill.key));

it('Skills are alike that mean the same, are glued otherwise, hold other forms of the words, or are a slip apart', async () => {
  expect(await found(['front end', 'frontend'])).toEqual([['front end', 'frontend']]);
  expect(await found(['data modelling', 'modeling data'])).toEqual([['data modelling', 'modeling data']]);
  expect(await found(['postgres', 'postgers'])).toEqual([['postgres', 'postgers']]);
  const meaning = (key: string) => (key === 'k8s' ? 'kubernetes' : key);
  expect(await found(['k8s', 'kubernetes'], { meaning, isShipped: () => true })).toEqual([['k8s', 'kubernetes']]);
});

it('Skills are not alike that differ in a digit, begin otherwise, are short, or are told apart by somebody who knows', async () => {
  expect(await found(['python 2', 'python 3', 'leadership', 'readership', 'vue', 'vux', 'a', ''])).toEqual([]);
  expect(await found(['vuejs', 'vuexs'], { isShipped: () => true })).toEqual([]);
  expect(await found(['postgres', 'postgers'], { isApart: () => true })).toEqual([]);
});

it('No slip is missed that comparing every two names would find', async () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '1'), minLength: 3, maxLength: 12, size: 'max' });
  // Each word comes with itself after a slip or two, so that there is something to find.
  const slip = fc.tuple(word, fc.nat(11), fc.constantFrom('', 'a', 'bc'), fc.nat(2)).map(([name, at, put, out]) => {
    return [name, name.slice(0, 1 + at) + put + name.slice(1 + at + out)];
  });
  const words = fc.array(slip, { minLength: 2, maxLength: 12 }).map((pairs) => [...new Set(pairs.flat())]);
  let slips = 0;
  await fc.assert(
    fc.asyncProperty(words, async (keys) => {
      const pairs = await duplicatesAmong(rowsOf(keys), strangers, 9_999);
      const suggested = new Set(
        pairs.map((pair) =>
          pair
            .map((skill) => skill.key)
            .sort()
            .join(' '),
        ),
      );
      for (const [i, a] of keys.entries())
        for (const b of keys.slice(i + 1)) {
          const most = slipsAllowed(Math.min(a.length, b.length));
          const isSlip = most > 0 && a[0] === b[0] && a.replace(/\D/g, '') === b.replace(/\D/g, '');
          if (!isSlip || editDistance(a, b, most) > most) continue;
          slips += 1;
          expect(suggested).toContain([a, b].sort().join(' '));
        }
    }),
  );
  expect(slips).toBeGreaterThan(100);
});

it('Thousands of skills are compared in small portions, so that others get their turn', async () => {
  const labels = loadVocabulary().skills.flatMap((skill) => [skill.name, ...skill.aliases]);
  const keys = [...new Set(labels.map(normalise))].slice(0, 6_000);
  let turns = 0;
  const turn = () => {
    turns++;
    next = setImmediate(turn);
  };
  let next = setImmediate(turn);
  await duplicatesAmong(rowsOf(keys), { ...strangers, isApart: () => true }, 20);
  clearImmediate(next);
  expect(turns).toBeGreaterThan(80);
});
