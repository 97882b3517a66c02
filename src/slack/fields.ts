import type { ConversationsSelect, ExternalSelect, InputBlock, PlainTextOption } from '@slack/types';
import { limits, option, plain } from './blocks.ts';

/** Elements for `input` that Slack fills in: dates, times, people, channels, and options that are looked up. */
type Element = InputBlock['element'];

/** A date, YYYY-MM-DD. */
export function dateField(placeholder: string, initial?: string): Element {
  return {
    type: 'datepicker',
    action_id: 'value',
    placeholder: plain(placeholder, limits.placeholder),
    ...(initial ? { initial_date: initial } : {}),
  };
}

/** A time of day, HH:MM. */
export function timeField(initial?: string): Element {
  return { type: 'timepicker', action_id: 'value', ...(initial ? { initial_time: initial } : {}) };
}

/** One person; their id comes back. */
export function personField(placeholder: string, initial?: string): Element {
  return {
    type: 'users_select',
    action_id: 'value',
    placeholder: plain(placeholder, limits.placeholder),
    ...(initial ? { initial_user: initial } : {}),
  };
}

/** Several people; their ids come back. */
export function peopleField(placeholder: string, initial: string[], most: number): Element {
  return {
    type: 'multi_users_select',
    action_id: 'value',
    placeholder: plain(placeholder, limits.placeholder),
    max_selected_items: most,
    ...(initial.length > 0 ? { initial_users: initial } : {}),
  };
}

/** One channel, public or private; its id comes back. */
export function channelField(placeholder: string, initial?: string): Element {
  const element: ConversationsSelect = {
    type: 'conversations_select',
    action_id: 'value',
    placeholder: plain(placeholder, limits.placeholder),
    filter: { include: ['public', 'private'], exclude_bot_users: true, exclude_external_shared_channels: true },
    ...(initial ? { initial_conversation: initial } : {}),
  };
  return element;
}

/** Several options that `actionId`'s handler looks up as the person types (see onOptions). */
export function lookupField(actionId: string, placeholder: string, initial: PlainTextOption[], most: number): Element {
  return {
    type: 'multi_external_select',
    action_id: actionId,
    placeholder: plain(placeholder, limits.placeholder),
    min_query_length: 1,
    max_selected_items: most,
    ...(initial.length > 0 ? { initial_options: initial.slice(0, limits.options) } : {}),
  };
}

/** One option that `actionId`'s handler looks up as the person types. */
export function lookupOne(actionId: string, placeholder: string, initial?: PlainTextOption): ExternalSelect {
  return {
    type: 'external_select',
    action_id: actionId,
    placeholder: plain(placeholder, limits.placeholder),
    min_query_length: 0,
    ...(initial ? { initial_option: initial } : {}),
  };
}

/** A date with a time, in the reader's own zone; its answer arrives as seconds since 1970. */
export function momentField(initial: Temporal.Instant): Element {
  return {
    type: 'datetimepicker',
    action_id: 'value',
    initial_date_time: Math.floor(initial.epochMilliseconds / 1000),
  };
}

export const zoneOption = (zone: string) => option(zone.replaceAll('_', ' '), zone);

/** The options of the zone field. */
export function zoneOptions(zones: string[]) {
  return zones.map(zoneOption);
}
