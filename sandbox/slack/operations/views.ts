import { assignIds } from '../block-kit/assign-ids.ts';
import { initialValues } from '../block-kit/initial-values.ts';
import { ApiError } from '../engine/errors.ts';
import { asArray, asText, compact, isObject, type Json } from '../engine/json.ts';
import type { StoredView } from '../state/state.ts';
import type { World } from '../world.ts';

/** Modals on top of one another, the first included (Slack's documentation). */
const DEEPEST_STACK = 3;

const blocksOf = (view: Json): Json[] => asArray(view.blocks).filter(isObject);

function store(
  world: World,
  userId: string,
  given: Json,
  place: Pick<StoredView, 'rootViewId' | 'previousViewId'> & { id: string },
): StoredView {
  if (
    given.external_id &&
    [...world.state.views.values()].some((v) => v.id !== place.id && v.view.external_id === given.external_id)
  )
    throw new ApiError('duplicate_external_id');
  const view = { ...given, blocks: assignIds(world.ids, blocksOf(given)) };
  const stored: StoredView = {
    ...place,
    kind: given.type === 'home' ? 'home' : 'modal',
    userId,
    view,
    hash: world.ids.hash(world.clock.now()),
    values: initialValues(view.blocks),
  };
  world.state.views.set(stored.id, stored);
  world.changes.tell({ kind: stored.kind, userIds: [userId] });
  return stored;
}

/** Opens a modal as a new stack; a stack that was open goes. */
export function openView(world: World, userId: string, view: Json): StoredView {
  clearStack(world, userId);
  const id = world.ids.next('V');
  world.state.stacks.set(userId, [id]);
  return store(world, userId, view, { id, rootViewId: id, previousViewId: null });
}

/** Puts a modal on top of the person's stack. Throws `push_limit_reached` when three are open. */
export function pushView(world: World, userId: string, view: Json): StoredView {
  const stack = world.state.stacks.get(userId) ?? [];
  if (stack.length >= DEEPEST_STACK) throw new ApiError('push_limit_reached');
  const id = world.ids.next('V');
  world.state.stacks.set(userId, [...stack, id]);
  return store(world, userId, view, { id, rootViewId: stack[0] ?? id, previousViewId: stack.at(-1) ?? null });
}

/** Replaces a view; what the person put into inputs that keep their ids stays. */
export function replaceView(world: World, old: StoredView, view: Json): StoredView {
  const fresh = store(world, old.userId, view, old);
  for (const [blockId, actions] of Object.entries(fresh.values))
    for (const actionId of Object.keys(actions)) {
      const kept = old.values[blockId]?.[actionId];
      if (kept && kept.type === actions[actionId]?.type) actions[actionId] = kept;
    }
  return fresh;
}

/** Publishes a person's Home tab. */
export function publishHome(world: World, userId: string, view: Json): StoredView {
  const id = world.state.homes.get(userId) ?? world.ids.next('V');
  world.state.homes.set(userId, id);
  return store(world, userId, view, { id, rootViewId: id, previousViewId: null });
}

/** Takes the top modal (or `viewId` and all above it) off the stack. */
export function popView(world: World, userId: string, viewId: string): void {
  const stack = world.state.stacks.get(userId) ?? [];
  const at = stack.indexOf(viewId);
  if (at < 0) return;
  for (const id of stack.slice(at)) world.state.views.delete(id);
  world.state.stacks.set(userId, stack.slice(0, at));
  world.changes.tell({ kind: 'modal', userIds: [userId] });
}

export function clearStack(world: World, userId: string): void {
  const bottom = world.state.stacks.get(userId)?.[0];
  if (bottom) popView(world, userId, bottom);
}

/** A view as Slack gives it to apps. */
export function viewJson({ state }: World, stored: StoredView): Json {
  const { view } = stored;
  return compact({
    id: stored.id,
    team_id: state.team.id,
    type: stored.kind,
    blocks: view.blocks,
    private_metadata: asText(view.private_metadata),
    callback_id: asText(view.callback_id),
    state: { values: stored.values },
    hash: stored.hash,
    title: view.title ?? { type: 'plain_text', text: 'View Title', emoji: true },
    clear_on_close: view.clear_on_close ?? false,
    notify_on_close: view.notify_on_close ?? false,
    close: view.close ?? null,
    submit: view.submit ?? null,
    previous_view_id: stored.previousViewId,
    root_view_id: stored.rootViewId,
    app_id: state.app.appId,
    external_id: asText(view.external_id),
    app_installed_team_id: state.team.id,
    bot_id: state.app.botId,
  });
}
