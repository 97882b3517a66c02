import { capital } from '../../../capital.ts';
import { escapeControls, option } from '../../../slack/blocks.ts';
import { conversationLink } from '../../../slack/conversation-link.ts';
import { type Urgency, urgencies } from '../../matching/rules/score.ts';
import { type Format, formats } from '../../members/rules/index.ts';
import type { Talk } from '../../sessions/rules/talk.ts';

export const formatWords: Record<Format, string> = {
  thread: 'in a thread, in writing',
  huddle: 'in a huddle',
  video: 'by video',
  'in person': 'in person',
};

export const urgencyWords: Record<Urgency, string> = {
  now: 'now',
  today: 'today',
  'this week': 'this week',
};

/** The two who were brought together find each other when it suits both (features/sessions posts the card then). */
export const whenToTalk = 'Your conversation opens as soon as you’re both at work, and at an agreed time in any case.';

/** Where they find it once it is there. */
export function whereTheyTalk({ place: { channel, isShared }, workspaceId }: Extract<Talk, { is: 'there' }>): string {
  if (isShared) return `Your conversation is in <#${channel}>.`;
  return `Your conversation is in <${escapeControls(conversationLink(workspaceId, channel))}|your Slack messages>.`;
}

export const formatOptions = (ways: readonly Format[] = formats) =>
  ways.map((format) => option(capital(formatWords[format]), format));
export const urgencyOptions = urgencies.map((urgency) => option(capital(urgencyWords[urgency]), urgency));
