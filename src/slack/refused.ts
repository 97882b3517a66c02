/** Slack's words for a channel that somebody can open up, or replace by another. */
export const CHANNEL_FAULTS = ['not_in_channel', 'channel_not_found', 'is_archived'];

/** How a post ended of which nobody can tell whether it is there. */
export const UNCLEAR = 'unclear';

/** Why there is no post in a channel, where that is not the channel's fault; `what` is "The newsletter" or the like. */
export function whyNotPosted(what: string, channel: string, reason: string): string | undefined {
  if (CHANNEL_FAULTS.includes(reason)) return undefined;
  if (reason === UNCLEAR) return `Slack didn’t say whether ${what.toLowerCase()} arrived in <#${channel}>.`;
  if (reason === 'expired') return `${what} couldn’t be posted in <#${channel}> in time.`;
  return `Slack refused ${what.toLowerCase()} in <#${channel}> (${reason}).`;
}
