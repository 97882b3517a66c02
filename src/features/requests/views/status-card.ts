import type { Content } from '../../../jobs/define.ts';
import {
  actions,
  type Block,
  button,
  context,
  dateText,
  escaped,
  mention,
  oneLine,
  section,
} from '../../../slack/blocks.ts';
import { reportButton } from '../../care/views.ts';
import { ids } from './ids.ts';

/** What a member has going on. Long lists are cut, and say so. */
export function statusCard(status: StatusData): Content {
  const blocks = [
    ...listed('*You asked for*', status.requests.map(requestLine)),
    ...listed('*You’re asked for* (answer in our messages)', status.offers.map(offerLine)),
    ...listed(
      '*Your sessions*',
      status.sessions.map((s) => section(sessionText(s))),
    ),
    ...listed(
      '*Your next steps*',
      status.actions.map((a) => section(actionText(a))),
    ),
  ];
  const text =
    blocks.length > 0 ? 'What you have going on' : 'Nothing is open. `/mentor` and a topic finds you a colleague.';
  return { text, blocks: blocks.length > 0 ? [...blocks, actions(reportButton())] : [section(text)] };
}

type StatusData = {
  requests: { id: string; topic: string; isWaiting: boolean }[];
  offers: { topic: string; minutes: number; asker: string | undefined }[];
  sessions: { topic: string; partnerId: string | undefined; state: string; plannedFor: Temporal.Instant | undefined }[];
  actions: { when: string; will: string; dueOn: string }[];
};

const MOST_LINES = 8;

function listed(title: string, lines: Block[]): Block[] {
  if (lines.length === 0) return [];
  const left = lines.length - MOST_LINES;
  return [section(title), ...lines.slice(0, MOST_LINES), ...(left > 0 ? [context(`and ${left} more`)] : [])];
}

function requestLine({ id, topic, isWaiting }: StatusData['requests'][number]): Block {
  const name = escaped(oneLine(topic, 80));
  if (isWaiting) return section(`${name}: on your wait list`, button(ids.cancelHere, 'Leave the list', { value: id }));
  return section(`${name}: finding someone`, button(ids.cancelHere, 'Cancel request', { value: id }));
}

function offerLine({ topic, minutes, asker }: StatusData['offers'][number]): Block {
  return section(`${asker ? mention(asker) : 'A colleague'}: ${minutes} minutes about ${escaped(oneLine(topic, 80))}`);
}

function sessionText({ topic, partnerId, state, plannedFor }: StatusData['sessions'][number]): string {
  const when = state === 'running' ? 'going on now' : plannedFor ? dateText(plannedFor) : 'not started yet';
  return `${escaped(oneLine(topic, 80))} with ${partnerId ? mention(partnerId) : 'a colleague'}: ${when}`;
}

function actionText({ when, will, dueOn }: StatusData['actions'][number]): string {
  return `When ${escaped(oneLine(when, 150))}, I will ${escaped(oneLine(will, 150))} (due ${dueOn})`;
}
