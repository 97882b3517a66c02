import { readdirSync } from 'node:fs';
import type { Content } from '../../src/jobs/define.ts';
import type { HomeView, ModalView } from '../../src/slack/blocks.ts';

/** Gives what a person might have typed where `max` characters are allowed. */
export type Words = (max: number) => string;

/** One screen of a room. Each room lists all of its own in `test/views/<room>.ts`; the sweep builds them with the worst words. */
export type Sample =
  | { name: string; surface: 'message'; build(words: Words): Content }
  | { name: string; surface: 'modal'; build(words: Words): ModalView }
  | { name: string; surface: 'home'; build(words: Words): HomeView };

const views = new URL('../views/', import.meta.url);

/** Every screen of every feature, with the file that lists it. */
export async function allSamples(): Promise<{ file: string; sample: Sample }[]> {
  const files = readdirSync(views).filter((file) => file.endsWith('.ts'));
  const each = files.map(async (file) => {
    const module: { samples: Sample[] } = await import(new URL(file, views).href);
    return module.samples.map((sample) => ({ file, sample }));
  });
  return (await Promise.all(each)).flat();
}

const repeat = (piece: string, max: number) => piece.repeat(Math.ceil(max / piece.length)).slice(0, max);

/** What people type, from harmless to hostile, always as long as it may be. */
export const kindsOfWords: Record<string, Words> = {
  'short words': () => 'k8s',
  'the longest words': (max) => repeat('Wanderlust ', max),
  'one word without a break': (max) => repeat('W', max),
  'what would become live': (max) => repeat('<!channel> <@U0ADA> <https://x.example|y> &amp; *b* _i_ ~s~ `c` ', max),
  'escapes that grow': (max) => repeat('&<>', max),
  'emoji and right-to-left': (max) => repeat('👩🏽‍🚀 שלום مرحبا \u202e\u200b ', max),
  'line breaks': (max) => repeat('a\n\n', max),
};
