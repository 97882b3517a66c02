import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { validateMessage, validateView } from '../sandbox/slack/block-kit/validate.ts';
import { clip, escaped } from '../src/slack/blocks.ts';
import { allSamples, kindsOfWords } from './support/samples.ts';

const samples = await allSamples();

/** Strings of mrkdwn that hold something live that nobody but the app may write. */
const live = /<!(channel|here|everyone)|<https:\/\/x\.example/;

const mrkdwnIn = (value: unknown): string[] => {
  const text = z.object({ type: z.literal('mrkdwn'), text: z.string() }).safeParse(value);
  if (text.success) return [text.data.text];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(mrkdwnIn) : [];
};

describe.each(Object.entries(kindsOfWords))('With %s', (_kind, words) => {
  it.each(samples.map(({ file, sample }) => [`${file} ${sample.name}`, sample] as const))(
    '%s is within Slack’s limits and nothing in it is live',
    (_name, sample) => {
      const built = sample.build(words);
      const blocks = built.blocks;
      const faults =
        sample.surface === 'message' ? (blocks ? validateMessage(blocks) : []) : validateView(built, sample.surface);
      expect(faults).toEqual([]);
      if ('text' in built) {
        expect(built.text.trim()).not.toBe('');
        expect(built.text.length).toBeLessThanOrEqual(4000);
        expect(built.text).not.toMatch(live);
      }
      expect(mrkdwnIn(blocks).filter((text) => live.test(text))).toEqual([]);
    },
  );
});

it('Every room with views lists its samples', () => {
  const features = new URL('../src/features/', import.meta.url);
  const withViews = readdirSync(features, { withFileTypes: true })
    .filter(
      (entry) =>
        entry.isDirectory() && readdirSync(new URL(`${entry.name}/`, features)).some((f) => f.startsWith('views')),
    )
    .map((entry) => `${entry.name}.ts`);
  expect([...new Set(samples.map(({ file }) => file))]).toEqual(expect.arrayContaining(withViews));
});

it('Clipping never leaves half a character or half an escape', () => {
  expect(clip('👩👩👩', 4)).toBe('👩…');
  expect(escaped('a<b>&*c*')).not.toMatch(/[<>]|\*c\*/);
});

const interactive = z.looseObject({ action_id: z.string().optional(), callback_id: z.string().optional() });

/** Every action id and callback id in a screen. */
function idsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  // A modal that can only be closed tells nobody so.
  if ('blocks' in value && 'callback_id' in value && !('submit' in value)) return idsIn(value.blocks);
  const own = interactive.safeParse(value);
  const ids = own.success ? [own.data.action_id, own.data.callback_id].filter((id) => id !== undefined) : [];
  return [...ids, ...Object.values(value).flatMap(idsIn)];
}

/** The ids that handlers listen to, as the source says: `ids.x` of each room resolved through its views. */
async function heard(): Promise<Set<string>> {
  const recorded = new Set<string>();
  const note = (pattern: unknown) =>
    void recorded.add(
      z.union([z.string(), z.looseObject({ callback_id: z.string() }).transform((p) => p.callback_id)]).parse(pattern),
    );
  const { features } = await import('../src/features/index.ts');
  const app = {
    command: () => {},
    event: () => {},
    message: () => {},
    error: () => {},
    action: note,
    view: note,
    options: note,
    shortcut: note,
  };
  for (const { slack } of features) slack?.(app as never, {} as never, { has: () => false });
  return recorded;
}

/** Buttons on session cards that were posted before both got one button, and that may still be pressed. */
const ofOlderCards = ['sessions.hand-back', 'sessions.cancel'];

it('Every button, menu and modal on a screen has a handler, and every handler a screen', async () => {
  const shown = new Set(
    samples.flatMap(({ sample }) => idsIn(sample.build((max) => 'words '.repeat(99).slice(0, max)))),
  );
  shown.delete('value');
  const handlers = await heard();
  const manifest = readFileSync(new URL('../manifest.yml', import.meta.url), 'utf8');
  expect([...shown, ...ofOlderCards].filter((id) => !handlers.has(id))).toEqual([]);
  for (const id of ofOlderCards) shown.add(id);
  expect([...handlers].filter((id) => !shown.has(id) && !manifest.includes(`callback_id: ${id}`))).toEqual([]);
});
