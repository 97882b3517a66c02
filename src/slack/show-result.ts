import type { App } from '@slack/bolt';
import type { z } from 'zod';
import type { Deps } from '../deps.ts';
import type { Content } from '../jobs/define.ts';
import type { ModalView } from './blocks.ts';
import { errorsIn } from './field-errors.ts';
import { typedIn, withWords } from './in-dialog.ts';
import { DuplicateDelivery, type Interaction } from './interaction.ts';
import { guarded, late, onParsed, type Submission } from './listeners.ts';
import { sentenceFor } from './sentence.ts';

/** What takes the place of a modal; `message` says the same where that modal is not there any more. */
export type Result = { view: ModalView; message: Content };

/**
 * A modal whose result takes its place: with the acknowledgement when it is there quickly. Slack may take the two
 * in any order, so nothing is shown first that the result would have to replace. A slow result opens by itself.
 * A refusal stands at the first field, and what was typed is kept.
 */
export function onSubmitShowing<T>(
  app: App,
  deps: Deps,
  callbackId: string,
  schema: z.ZodType<T>,
  run: (submission: Submission<T>) => Promise<Result>,
): void {
  onParsed(app, deps, callbackId, schema, async (sent, { ack, view }) => {
    const found = run(sent).catch((error: unknown) => failure(deps, sent, error));
    const quick = await Promise.race([found, late()]);
    if (quick === undefined) {
      await ack();
      return guarded(deps, sent, async () => showAfter(sent, await found, typedIn(view)));
    }
    if ('refusal' in quick) {
      const errors = errorsIn(view, { '': quick.refusal });
      if (errors) return ack({ response_action: 'errors', errors });
      await ack();
      return guarded(deps, sent, () => sent.tell({ text: quick.refusal }));
    }
    await ack({ response_action: 'update', view: quick.view });
    // Slack drops an acknowledgement that reaches it too late; where it did not, the view has another hash by now.
    await sent.updateView(view.id, quick.view, view.hash).catch(() => {});
  });
}

type Failure = { refusal: string };

function failure(deps: Deps, sent: Interaction, error: unknown): Failure {
  return { refusal: error instanceof DuplicateDelivery ? TWICE : sentenceFor(deps, sent, error) };
}

const TWICE = 'This was sent already.';

/** The modal is closed: its trigger opens one more view for a second or so. */
async function showAfter(sent: Interaction, found: Result | Failure, words: string): Promise<void> {
  if ('refusal' in found) return sent.tell(withWords(found.refusal, words));
  await sent.openModal(found.view).catch(() => sent.tell(found.message));
}
