import { chooseModal, mergeList, mergeOne, mergeOptions } from '../../src/features/matching/views.ts';
import { input, modal } from '../../src/slack/blocks.ts';
import { lookupOne } from '../../src/slack/fields.ts';
import type { Sample, Words } from '../support/samples.ts';

const id = '3f0c7c0e-6b1e-4a53-9c55-3f4f2f1d7a11';
const used = (words: Words) => ({ id, name: words(60), people: 12_345, requests: 1 });
const pairs = (words: Words, n: number) =>
  Array.from({ length: n }, (): [ReturnType<typeof used>, ReturnType<typeof used>] => [used(words), used(words)]);

export const samples: Sample[] = [
  {
    name: 'merge list',
    surface: 'modal',
    build: (words) =>
      mergeList({
        pairs: pairs(words, 8),
        isMore: true,
        coined: Array.from({ length: 5 }, () => ({ id: 'K', name: words(60) })),
        notice: `“${words(60)}” is part of it now.`,
      }),
  },
  { name: 'nothing to merge', surface: 'modal', build: () => mergeList({ pairs: [], isMore: false }) },
  { name: 'two chosen', surface: 'modal', build: (words) => mergeOne({ pairs: pairs(words, 1), isMore: false }) },
  {
    name: 'two that cannot be merged',
    surface: 'modal',
    build: () => mergeOne({ pairs: [], isMore: false, notice: 'That is one and the same skill.' }),
  },
  { name: 'choose two', surface: 'modal', build: () => chooseModal() },
  {
    name: 'choose two, answered',
    surface: 'modal',
    build: (words) => {
      const [chosen] = mergeOptions([{ id, name: words(60), offered: 12_345 }]);
      return modal({ callbackId: 'matching.choose-modal', title: 'Merge skills', submit: 'Compare' }, [
        input('first', 'One skill', lookupOne('matching.skill', 'Type a skill', chosen)),
      ]);
    },
  },
];
