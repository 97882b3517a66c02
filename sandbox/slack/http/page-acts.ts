import { z } from 'zod';
import { isObject, type Json } from '../engine/json.ts';
import type { People, PersonAt } from '../people/people.ts';
import type { Place } from '../people/surface.ts';

type Act = (people: People, body: Json) => Promise<Json>;

const object = z.custom<Json>(isObject, 'must be an object');
const id = z.string().min(1);
const state = z.record(z.string(), z.record(z.string(), object));
const place = { channel: id.optional(), messageTs: id.optional(), viewId: id.optional() };
const control = { ...place, blockId: id.optional(), actionId: id };

/** Describes one act: the fields beside `as`, and what is done. */
const act = <S extends z.ZodRawShape>(
  fields: S,
  run: (me: PersonAt, input: z.output<z.ZodObject<S>>, people: People) => unknown,
): Act => {
  const who = z.object({ as: id });
  const shape = z.object(fields);
  return async (people, body) => {
    const result = await run(people.as(who.parse(body).as), shape.parse(body), people);
    return isObject(result) ? result : {};
  };
};

const placeOf = (given: {
  channel?: string | undefined;
  messageTs?: string | undefined;
  viewId?: string | undefined;
}): Place =>
  given.viewId === undefined ? { channel: given.channel ?? '', ts: given.messageTs ?? '' } : { viewId: given.viewId };

const optional = <K extends string, V>(key: K, value: V | undefined) =>
  (value === undefined ? {} : { [key]: value }) as { [k in K]?: V };

/** Everything that the page can do, by the last part of its address. */
export const acts: Record<string, Act> = {
  say: act({ channel: id, text: z.string(), threadTs: id.optional() }, async (me, { channel, text, threadTs }) => {
    const { ts } = await me.say({ channel, text, ...optional('threadTs', threadTs) });
    return { ts };
  }),
  command: act({ channel: id, text: z.string(), threadTs: id.optional() }, (me, { channel, text, threadTs }) =>
    me.command(text, { channel, ...optional('threadTs', threadTs) }),
  ),
  click: act({ ...control, element: object, state: state.optional() }, (me, input) =>
    me.click({
      ...placeOf(input),
      actionId: input.actionId,
      element: input.element,
      ...optional('blockId', input.blockId),
      ...optional('state', input.state),
    }),
  ),
  submit: act({ viewId: id, values: state.default({}) }, async (me, { viewId, values }) => {
    const { ok, errors } = await me.submit({ viewId, values });
    return { ok, ...(errors ? { errors, error: 'Some answers need another look.' } : {}) };
  }),
  close: act({ viewId: id }, (me, { viewId }) => me.close(viewId)),
  shortcut: act({ callbackId: id }, (me, { callbackId }) => me.shortcut(callbackId)),
  'message-shortcut': act({ callbackId: id, channel: id, ts: id }, (me, input) => me.messageShortcut(input)),
  'open-home': act({}, (me) => me.openHome()),
  options: act({ ...control, query: z.string() }, async (me, input) => {
    const { options, option_groups } = await me.options({
      ...placeOf(input),
      actionId: input.actionId,
      query: input.query,
      ...optional('blockId', input.blockId),
    });
    return option_groups ? { option_groups } : { options };
  }),
  read: act({ channel: id, ts: id }, (me, { channel, ts }) => me.read(channel, ts)),
  'open-dm': act({ userIds: z.array(id).min(1) }, (me, { userIds }) => ({ channel: me.openDm(userIds) })),
  join: act({ channel: id }, (me, { channel }) => me.join(channel)),
  leave: act({ channel: id }, (me, { channel }) => me.leave(channel)),
  invite: act({ channel: id, userId: id }, (me, { channel, userId }) => me.invite(channel, userId)),
  newcomer: act({}, async (_me, _input, people) => {
    const { id, realName } = await people.addNext();
    return { userId: id, name: realName };
  }),
  deactivate: act({ userId: id }, (_me, { userId }, people) => people.deactivate(userId)),
  'update-profile': act(
    { userId: id, title: z.string().optional(), tz: z.string().optional() },
    (_me, { userId, title, tz }, people) =>
      people.updateProfile(userId, { ...optional('title', title), ...optional('tz', tz) }),
  ),
};
