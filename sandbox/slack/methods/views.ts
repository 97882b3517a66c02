import { z } from 'zod';
import { validateView } from '../block-kit/validate.ts';
import { ApiError } from '../engine/errors.ts';
import type { Json } from '../engine/json.ts';
import { liveTrigger } from '../operations/triggers.ts';
import { openView, publishHome, pushView, replaceView, viewJson } from '../operations/views.ts';
import type { StoredView } from '../state/state.ts';
import type { World } from '../world.ts';
import { personOf } from './look-up.ts';
import { method, needed, object, text } from './method.ts';

/** Bytes of a whole view (Slack's documentation: 250 KB). */
const LARGEST_VIEW = 250_000;

/** Throws what Slack answers to a view that it cannot show. */
function check(view: Json, surface: 'modal' | 'home'): void {
  if (JSON.stringify(view).length > LARGEST_VIEW) throw new ApiError('view_too_large');
  const faults = validateView(view, surface);
  if (faults.length > 0) throw new ApiError('invalid_arguments', { response_metadata: { messages: faults } });
}

function existing(world: World, args: { view_id?: string | undefined; external_id?: string | undefined }): StoredView {
  const stored = args.view_id
    ? world.state.views.get(args.view_id)
    : [...world.state.views.values()].find((view) => view.view.external_id === args.external_id);
  if (!stored) throw new ApiError('not_found');
  return stored;
}

function checkHash(stored: StoredView, hash: string | undefined): void {
  if (hash && hash !== stored.hash) throw new ApiError('hash_conflict');
}

const byTrigger = (name: string, put: typeof openView) =>
  method(name, {
    args: z.object({ trigger_id: needed, view: object }),
    tier: 4,
    run: (world, { trigger_id, view }) => {
      const trigger = liveTrigger(world, trigger_id);
      check(view, 'modal');
      const stored = put(world, trigger.userId, view);
      trigger.used = true;
      return { view: viewJson(world, stored) };
    },
  });

export const viewMethods = [
  byTrigger('views.open', openView),
  byTrigger('views.push', pushView),
  method('views.update', {
    args: z.object({ view_id: text.optional(), external_id: text.optional(), hash: text.optional(), view: object }),
    tier: 4,
    run: (world, args) => {
      const stored = existing(world, args);
      checkHash(stored, args.hash);
      check(args.view, stored.kind);
      return { view: viewJson(world, replaceView(world, stored, args.view)) };
    },
  }),
  method('views.publish', {
    args: z.object({ user_id: needed, hash: text.optional(), view: object }),
    tier: 4,
    run: (world, args) => {
      const person = personOf(world, args.user_id);
      if (world.manifest.features.app_home?.home_tab_enabled !== true) throw new ApiError('not_enabled');
      const stored = world.state.views.get(world.state.homes.get(person.id) ?? '');
      if (stored) checkHash(stored, args.hash);
      check(args.view, 'home');
      return { view: viewJson(world, publishHome(world, person.id, args.view)) };
    },
  }),
];
