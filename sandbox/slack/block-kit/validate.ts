import type { z } from 'zod';
import { asArray, asObject, asText } from '../engine/json.ts';
import { messageBlocks } from './blocks.ts';
import { toFaults } from './faults.ts';
import { LIMITS } from './limits.ts';
import { crossFaults } from './unique.ts';
import { homeView, modalView } from './view.ts';

const check = (schema: z.ZodType, value: unknown, under: string[]): string[] => {
  const parsed = schema.safeParse(value, { reportInput: true });
  return parsed.success
    ? []
    : parsed.error.issues.flatMap((issue) => toFaults({ ...issue, path: [...under, ...issue.path] }));
};

/**
 * What Slack would say against a message's blocks, each fault with a JSON pointer; empty when they are fine.
 * @param blocks the `blocks` argument of chat.postMessage
 */
export function validateMessage(blocks: unknown): string[] {
  const markdown = asArray(blocks).reduce<number>((sum, block) => {
    const { type, text } = asObject(block);
    return type === 'markdown' ? sum + asText(text).length : sum;
  }, 0);
  const tooMuch =
    markdown > LIMITS.message.markdown
      ? [
          `[ERROR] markdown blocks must be less than ${LIMITS.message.markdown + 1} characters together [json-pointer:/blocks]`,
        ]
      : [];
  return [...check(messageBlocks, blocks, ['blocks']), ...crossFaults(blocks, '/blocks'), ...tooMuch];
}

/**
 * What Slack would say against a view; empty when it is fine.
 * @param view the `view` argument of views.open, push, update or publish
 * @param surface what it has to be; by default whichever its `type` says
 */
export function validateView(view: unknown, surface?: 'modal' | 'home'): string[] {
  const wanted = surface ?? (asObject(view).type === 'home' ? 'home' : 'modal');
  return [
    ...check(wanted === 'home' ? homeView : modalView, view, ['view']),
    ...crossFaults(asObject(view).blocks, '/view/blocks'),
  ];
}
