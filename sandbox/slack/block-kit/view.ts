import { z } from 'zod';
import { homeBlocks, modalBlocks } from './blocks.ts';
import { LIMITS } from './limits.ts';
import { plainText } from './text.ts';

const shared = {
  private_metadata: z.string().max(LIMITS.view.privateMetadata).optional(),
  callback_id: z.string().max(LIMITS.view.callbackId).optional(),
  external_id: z.string().max(LIMITS.view.externalId).optional(),
};

export const modalView = z
  .strictObject({
    type: z.literal('modal'),
    title: plainText(LIMITS.view.title),
    blocks: modalBlocks,
    submit: plainText(LIMITS.view.submit).optional(),
    close: plainText(LIMITS.view.close).optional(),
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
    ...shared,
  })
  .refine((view) => view.submit !== undefined || view.blocks.every((block) => block.type !== 'input'), {
    message: 'missing required field: submit, because the view has an input block',
  });

export const homeView = z.strictObject({ type: z.literal('home'), blocks: homeBlocks, ...shared });
