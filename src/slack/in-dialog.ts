import type { AckFn, ViewResponseAction, ViewSubmitAction } from '@slack/bolt';
import type { Deps } from '../deps.ts';
import { UserError } from '../errors.ts';
import type { Content } from '../jobs/define.ts';
import { context, quote, section } from './blocks.ts';
import { DuplicateDelivery, type Interaction } from './interaction.ts';
import { type FieldErrors, sentenceFor } from './sentence.ts';
import { wordsOf } from './words-of.ts';

/** What belongs to a modal that was sent off; `late` resolves when its acknowledgement can wait no longer. */
export type Dialog = {
  ack: AckFn<ViewResponseAction>;
  view: ViewSubmitAction['view'];
  /** Its fields with these messages; undefined when it has none at which one could stand. */
  errorsOf(error: FieldErrors): FieldErrors | undefined;
  late: Promise<undefined>;
};

/**
 * Does what a modal was sent off for while the modal is still open, so that a refusal stands in it and nothing that was
 * typed is lost. It closes as soon as the work is done, or has something to say, or takes too long: then a refusal comes
 * as a message, with the words.
 */
export async function inDialog<T extends Interaction>(
  deps: Deps,
  sent: T,
  dialog: Dialog,
  run: (sent: T) => Promise<void>,
): Promise<void> {
  let closed: Promise<void> | undefined;
  const close = () => {
    closed ??= dialog.ack();
    return closed;
  };
  const ended = run(speaking(sent, close)).then(
    () => ({ error: undefined }),
    (error: unknown) => ({ error: error ?? new Error('a handler failed') }),
  );
  const quick = await Promise.race([ended, dialog.late]);
  const mayStay = quick?.error !== undefined && closed === undefined && !sent.hasEffect();
  if (mayStay && !(quick.error instanceof DuplicateDelivery)) {
    const errors = dialog.errorsOf({ [fieldOf(quick.error)]: sentenceFor(deps, sent, quick.error) });
    if (errors) return dialog.ack({ response_action: 'errors', errors });
  }
  await close();
  const { error } = quick ?? (await ended);
  if (error === undefined || error instanceof DuplicateDelivery) return;
  const told = withWords(sentenceFor(deps, sent, error), sent.hasEffect() ? '' : typedIn(dialog.view));
  await sent.tell(told).catch((e: unknown) => deps.log.warn({ err: e }, 'a person could not be told'));
}

const fieldOf = (error: unknown) => (error instanceof UserError ? (error.field ?? '') : '');

const ways = ['tell', 'replace', 'openModal', 'pushModal', 'updateModal', 'updateView'] as const;

/** Whatever is said waits until the modal is closed: Slack takes an acknowledgement and other calls in any order. */
function speaking<T extends Interaction>(sent: T, close: () => Promise<void>): T {
  const waiting = ways.map((way) => {
    const say = sent[way] as (...said: unknown[]) => Promise<void>;
    return [way, async (...said: unknown[]) => close().then(() => say(...said))] as const;
  });
  return { ...sent, ...Object.fromEntries(waiting) };
}

/** What was typed into a modal, field by field, or, where it has no field, the words that it shows. */
export function typedIn({ state, blocks }: ViewSubmitAction['view']): string {
  const fields = Object.values(state?.values ?? {}).flatMap((actions) => Object.values(actions));
  const typed = fields.flatMap(({ type, value }) => (type === 'plain_text_input' && value ? [value] : []));
  return (fields.length > 0 ? typed : quotedIn(blocks)).join('\n\n');
}

/** People's words stand in quotations. */
function quotedIn(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(quotedIn);
  if (typeof part !== 'object' || part === null) return [];
  if ('type' in part && part.type === 'rich_text_quote') return [wordsOf({ blocks: [part] })];
  return Object.values(part).flatMap(quotedIn);
}

/** A refusal with the words that it concerns, so that nobody has to write them again. */
export function withWords(why: string, words: string): Content {
  if (words.trim() === '') return { text: why };
  return { text: why, blocks: [section(why), context('What you wrote:'), quote(words)] };
}
