import { z } from 'zod';
import { longest } from './index.ts';

const words = (max: number) => z.string().trim().max(max, `Please keep it to ${max} characters.`);
const chosen = z.array(z.string()).default([]);

/** What the modal of a draft answers, by block id. */
export const editForm = z
  .object({
    heading: words(longest.heading).min(1, 'Please give it a heading.'),
    opening: words(longest.opening).min(1, 'A sentence at the beginning, please.'),
    closing: words(longest.closing).default(''),
    stories: chosen,
    parts: chosen,
  })
  .transform(({ parts, ...form }) => ({
    ...form,
    hasFigures: parts.includes('figures'),
    hasTechnique: parts.includes('technique'),
  }));
