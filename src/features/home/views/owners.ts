import { type Block, button, context, escaped, section } from '../../../slack/blocks.ts';
import { ids as newsletter } from '../../newsletter/views/index.ts';
import { ids as quiet } from '../../re-engagement/views.ts';
import type { Trend } from '../../reports/rules/trends.ts';
import { ids as reviews } from '../../reviews/views/index.ts';
import { ids as suggestions } from '../../suggestions/views/index.ts';
import { ids as webhooks } from '../../webhooks/views/index.ts';

export type OwnerShown = {
  trends: Trend[];
  /** Suggestions without an answer. */
  suggestions: number;
  /** The month of a newsletter that nobody posted or skipped, by its name. */
  draft: string | undefined;
  /** Invitations after a quiet week can be stopped still. */
  isQuiet: boolean;
  isReviewOpen: boolean;
  /** A good part of the workspace seems to have left. */
  areGone: boolean;
  /** Events do not arrive at the webhook. */
  isFailing: boolean;
};

/** For owners: how it goes, in five figures, and what waits for a decision. */
export function ownerPart(shown: OwnerShown): Block[] {
  const decisions = decisionsOf(shown);
  return [
    section(`*For owners: how it goes*\n${trendsText(shown.trends)}`),
    ...(decisions.length > 0 ? [section('*Waits for a decision*'), ...decisions] : []),
    ...(decisions.length > 0 ? [] : [context('No decision waits for you.')]),
  ];
}

function trendsText(trends: Trend[]): string {
  if (trends.length === 0)
    return 'On the first working day of a month, five figures of the last six months come here. `/mentor report` has more.';
  const line = ({ name, now, bars, first }: Trend) =>
    `${escaped(name)}: *${escaped(now)}* ${bars}${first === undefined ? '' : ` (${escaped(first)})`}`;
  return [...trends.map(line), '_One bar a month; `/mentor report` has intervals and reasons._'].join('\n');
}

function decisionsOf(shown: OwnerShown): Block[] {
  const { draft, isQuiet, isReviewOpen, areGone, isFailing } = shown;
  const many = shown.suggestions === 1 ? 'One suggestion waits' : `${shown.suggestions} suggestions wait`;
  return [
    ...(shown.suggestions > 0
      ? [section(`${many} for your answer.`, button(suggestions.list, 'See suggestions'))]
      : []),
    ...(draft === undefined
      ? []
      : [section(`The newsletter of ${draft} is a draft.`, button(newsletter.open, 'Open newsletter'))]),
    ...(isQuiet
      ? [section('It has been quiet, and people can be invited back.', button(quiet.open, 'See quiet weeks'))]
      : []),
    ...(isReviewOpen ? [section('The review of the last quarter is open.', button(reviews.open, 'Open review'))] : []),
    ...(areGone ? [section('Many people seem to have left. My message about it asks you whether that’s so.')] : []),
    ...(isFailing ? [section('Events don’t arrive at your webhook.', button(webhooks.open, 'Open webhook'))] : []),
  ];
}
