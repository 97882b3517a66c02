import type { ViewSubmitAction } from '@slack/bolt';
import type { z } from 'zod';
import type { FieldErrors } from './sentence.ts';

type View = ViewSubmitAction['view'];

/** Messages at the fields of a view; undefined when it has none. */
export function errorsIn(view: View, errors: FieldErrors): FieldErrors | undefined {
  const blocks = blocksOf(view);
  return blocks.length === 0 ? undefined : atFields(blocks, Object.entries(errors));
}

/** What a schema found wrong, at the fields of the view. */
export function issuesIn(view: View, error: z.ZodError): FieldErrors {
  return atFields(
    blocksOf(view),
    error.issues.map((issue) => [String(issue.path[0]), issue.message]),
  );
}

/** The ids of a modal's inputs, in order. */
const blocksOf = (view: View) => Object.keys(view.state?.values ?? {});

/** One message a field; what belongs to none of `blocks` stands at the first. */
function atFields(blocks: string[], messages: [at: string, message: string][]): FieldErrors {
  const errors: FieldErrors = {};
  for (const [at, message] of messages) {
    const block = blocks.includes(at) ? at : blocks[0];
    // Fields show plain text.
    if (block !== undefined) errors[block] ??= message.replaceAll('`', '');
  }
  return errors;
}
