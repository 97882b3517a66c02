import { lostNote, spoiltNote, together } from '../../src/features/prompts/views.ts';
import { section } from '../../src/slack/blocks.ts';
import { escaped } from '../../src/slack/text.ts';
import type { Sample } from '../support/samples.ts';

const part = (text: string) => ({ text: escaped(text), blocks: [section(escaped(text))] });

export const samples: Sample[] = [
  ...[true, false].map((isUnclear): Sample => {
    return { name: `lost, ${isUnclear ? 'unclear' : 'surely'}`, surface: 'message', build: () => lostNote(isUnclear) };
  }),
  { name: 'left out', surface: 'message', build: (words) => spoiltNote({ kind: words(60), reason: words(500) }) },
  { name: 'one prompt', surface: 'message', build: (words) => together([part(words(3000))]) },
  {
    name: 'more prompts than fit',
    surface: 'message',
    build: (words) => together(Array.from({ length: 40 }, () => part(words(3000)))),
  },
  { name: 'a prompt of words alone', surface: 'message', build: (words) => together([{ text: escaped(words(3000)) }]) },
];
