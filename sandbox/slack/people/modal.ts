import { elementsOf } from '../block-kit/assign-ids.ts';
import { validateView } from '../block-kit/validate.ts';
import { ApiError, Refusal } from '../engine/errors.ts';
import { asArray, asObject, isObject, type Json } from '../engine/json.ts';
import { newTrigger } from '../operations/triggers.ts';
import { clearStack, popView, pushView, replaceView, viewJson } from '../operations/views.ts';
import type { StoredView } from '../state/state.ts';
import type { World } from '../world.ts';
import { type Entry, stateFor } from './fill.ts';
import { loadEntries } from './interact.ts';
import { actor, origin } from './payloads.ts';
import { inputFaults } from './required.ts';
import { responseUrls } from './response-urls.ts';

export type SubmitInput = {
  /** The modal on top when absent. */
  viewId?: string;
  /** What is put in, by block_id or action_id: see `Entry`. */
  fill?: Record<string, Entry>;
  /** `state.values` as Slack sends them, laid over what is there. */
  values?: Record<string, Record<string, Json>>;
};
export type Submitted = { ok: boolean /** What is wrong, by block_id. */; errors?: Record<string, string> };

const modalOf = (world: World, userId: string, viewId: string | undefined): StoredView => {
  const id = viewId ?? world.state.stacks.get(userId)?.at(-1);
  const stored = id === undefined ? undefined : world.state.views.get(id);
  if (!stored || stored.userId !== userId || stored.kind !== 'modal') throw new Refusal('This view is no longer open.');
  return stored;
};

/** Submits a modal. Slack's own checks come first; then the app's answer: errors, update, push, clear, or nothing (close). */
export async function submit(world: World, userId: string, input: SubmitInput = {}): Promise<Submitted> {
  const person = actor(world, userId);
  const stored = modalOf(world, userId, input.viewId);
  if (!stored.view.submit) throw new Refusal('This view has nothing to submit.');
  await fillIn(world, userId, stored, input);
  const missing = inputFaults(asArray(stored.view.blocks), stored.values);
  if (Object.keys(missing).length > 0) return { ok: false, errors: missing };
  const payload = {
    type: 'view_submission',
    ...origin(world, person),
    trigger_id: newTrigger(world, userId, stored.id),
    view: viewJson(world, stored),
    response_urls: responseUrls(world, stored),
  };
  const summary = `${person.handle} submitted ${String(stored.view.callback_id ?? stored.id)}`;
  const ack = await world.deliver({ kind: 'interactive', payload, name: 'view_submission', summary });
  if (!ack.ok) throw new Refusal('We had some trouble connecting. Try again?');
  const late = world.faults.takeAck('view_submission', payload);
  if (late) await new Promise((resolve) => setTimeout(resolve, late.ms ?? 0));
  // Closed meanwhile, so that there is nothing left to change.
  if (!world.state.views.has(stored.id)) return { ok: true };
  return answered(world, stored, asObject(ack.body));
}

async function fillIn(world: World, userId: string, stored: StoredView, { fill = {}, values = {} }: SubmitInput) {
  for (const [blockId, actions] of Object.entries(values))
    stored.values[blockId] = { ...stored.values[blockId], ...actions };
  const elements = elementsOf(asArray(stored.view.blocks));
  for (const [id, entry] of Object.entries(fill)) {
    const byBlock = elements.find(({ block }) => block.block_id === id);
    const found = byBlock ?? elements.find(({ element }) => element.action_id === id);
    if (!found) throw new Refusal(`There’s no input ${id}.`);
    const actionId = String(found.element.action_id);
    const external = String(found.element.type).includes('external') && !isObject(entry);
    const loaded = external ? await loadEntries(world, userId, { viewId: stored.id, actionId }, entry) : [];
    const blockId = String(found.block.block_id);
    stored.values[blockId] = { ...stored.values[blockId], [actionId]: stateFor(found.element, entry, loaded) };
  }
}

function answered(world: World, stored: StoredView, answer: Json): Submitted {
  const view = asObject(answer.view);
  switch (answer.response_action) {
    case undefined:
      popView(world, stored.userId, stored.id);
      return { ok: true };
    case 'clear':
      clearStack(world, stored.userId);
      return { ok: true };
    case 'errors':
      return { ok: false, errors: errorsFor(stored, asObject(answer.errors)) };
    case 'update':
      checkAnswer(view);
      replaceView(world, world.state.views.get(stored.id) ?? stored, view);
      return { ok: true };
    case 'push':
      checkAnswer(view);
      tryPush(world, stored, view);
      return { ok: true };
    default:
      throw new Refusal('We had some trouble connecting. Try again?');
  }
}

/** Slack shows errors only beside input blocks of the view; an answer that names others fails as a whole. */
function errorsFor(stored: StoredView, errors: Json): Record<string, string> {
  const inputs = asArray(stored.view.blocks)
    .filter(isObject)
    .filter((block) => block.type === 'input');
  const entries = Object.entries(errors);
  const known = entries.every(
    ([blockId, words]) => typeof words === 'string' && inputs.some((block) => block.block_id === blockId),
  );
  if (!known || entries.length === 0)
    throw new Refusal(
      'We had some trouble connecting. Try again? (The app named errors for blocks that are no inputs.)',
    );
  return Object.fromEntries(entries.map(([blockId, words]) => [blockId, String(words)]));
}

function checkAnswer(view: Json): void {
  const faults = validateView(view, 'modal');
  if (faults.length > 0)
    throw new Refusal(
      `We had some trouble connecting. Try again? (The app answered with a view that Slack refuses: ${faults.join('; ')})`,
    );
}

function tryPush(world: World, stored: StoredView, view: Json): void {
  try {
    pushView(world, stored.userId, view);
  } catch (error) {
    if (error instanceof ApiError) throw new Refusal(`We had some trouble connecting. Try again? (${error.code})`);
    throw error;
  }
}

/** Closes a modal; the app hears of it when the view asked for that. */
export async function close(world: World, userId: string, viewId?: string): Promise<void> {
  const person = actor(world, userId);
  const stored = modalOf(world, userId, viewId);
  const whole = stored.view.clear_on_close === true;
  const view = viewJson(world, stored);
  if (whole) clearStack(world, userId);
  else popView(world, userId, stored.id);
  if (stored.view.notify_on_close !== true) return;
  const payload = { type: 'view_closed', ...origin(world, person), view, is_cleared: whole };
  await world.deliver({
    kind: 'interactive',
    payload,
    name: 'view_closed',
    summary: `${person.handle} closed ${String(stored.view.callback_id)}`,
  });
}
