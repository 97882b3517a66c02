import type { Content } from '../../../jobs/define.ts';
import {
  actions,
  type Block,
  button,
  context,
  dateText,
  divider,
  escaped,
  type ModalView,
  mention,
  modal,
  oneLine,
  quote,
  section,
} from '../../../slack/blocks.ts';
import { type Deed, type Kind, kindNames } from '../rules.ts';
import { ids } from './ids.ts';
import { matterText, type Told } from './words.ts';

export type ReaderShown = {
  concern: {
    id: string;
    kind: Kind;
    words: string;
    createdAt: Temporal.Instant;
    readAt: Temporal.Instant | undefined;
    closedAt: Temporal.Instant | undefined;
  };
  fromId: string | undefined;
  whom: { id: string } | 'quiet' | undefined;
  matter: (Told & { words: string[] }) | undefined;
  isSuspended: boolean;
  canSuspend: boolean;
};

/** A report in the messages of one who reads them, as it is now. */
export function readerCard(shown: ReaderShown): Content {
  const text = shown.concern.closedAt ? 'A report of a concern, closed' : 'Someone has reported a concern';
  return { text, blocks: [section(`*${text}*`), ...body(shown)] };
}

function body(shown: ReaderShown): Block[] {
  const { concern, matter } = shown;
  return [
    section(facts(shown)),
    ...(concern.words === '' ? [context('They wrote nothing about it.')] : [quote(concern.words)]),
    ...(matter && matter.words.length > 0 ? [context('What was written to them:'), ...matter.words.map(quote)] : []),
    context(standing(shown)),
    ...buttons(shown),
  ];
}

function facts({ concern, fromId, whom, matter }: ReaderShown): string {
  return [
    `*Kind:* ${kindNames[concern.kind]}`,
    ...(matter ? [`*About:* ${matterText(matter)}`] : []),
    `*Whom:* ${whomText(whom)}`,
    `*From:* ${fromId ? mention(fromId) : 'someone who’d rather not be named'}`,
    `*When:* ${dateText(concern.createdAt)}`,
  ].join('\n');
}

function whomText(whom: ReaderShown['whom']): string {
  if (whom === undefined) return 'no one in particular';
  return whom === 'quiet' ? 'the person who asked quietly' : mention(whom.id);
}

function standing({ concern, isSuspended }: ReaderShown): string {
  const { readAt, closedAt } = concern;
  const state = closedAt
    ? `Closed ${dateText(closedAt)}.`
    : readAt
      ? `Read ${dateText(readAt)}.`
      : 'No one has read it yet.';
  const who = 'Whoever reported hears when it’s read and when it’s closed.';
  return [state, ...(isSuspended ? ['Their quiet asks are suspended.'] : []), ...(closedAt ? [] : [who])].join(' ');
}

const WHO = {
  title: 'Show who asked?',
  text: 'They asked quietly, and whoever reported doesn’t know who it is. That you looked is kept with the report.',
  confirm: 'Show who asked',
  deny: 'Cancel',
};
const SUSPEND = {
  title: 'Suspend quiet asks?',
  text: 'They can still ask with their name. What they have open quietly is closed. They’re told so kindly when they try, and not why.',
  confirm: 'Suspend',
  deny: 'Cancel',
};

function buttons({ concern, whom, isSuspended, canSuspend }: ReaderShown): Block[] {
  const { id: value, closedAt, readAt } = concern;
  const lift = button(ids.lift, 'Lift suspension', { value });
  if (closedAt) return isSuspended ? [actions(lift)] : [];
  const suspend = canSuspend ? [button(ids.suspend, 'Suspend quiet asks', { value, confirm: SUSPEND })] : [];
  return [
    actions(
      ...(readAt ? [] : [button(ids.read, 'I’ve read it', { value, style: 'primary' })]),
      ...(isSuspended ? [lift] : suspend),
      ...(whom === 'quiet' ? [button(ids.who, 'Show who asked', { value, confirm: WHO })] : []),
      button(ids.close, 'Close report', { value }),
    ),
  ];
}

/** Reports that are open, or that hold up somebody's quiet asks. */
export function listModal(all: ReaderShown[]): ModalView {
  const none = section('There are no open reports. When someone reports a concern, I write to you.');
  return modal({ callbackId: ids.list, title: 'Reports' }, all.length === 0 ? [none] : all.flatMap(listed));
}

function listed(shown: ReaderShown): Block[] {
  const { id: value, kind, createdAt, words } = shown.concern;
  const line = words === '' ? '' : `\n${escaped(oneLine(words, 120))}`;
  const text = `*${kindNames[kind]}*, ${dateText(createdAt)}\n${standing(shown)}${line}`;
  return [section(text, button(ids.look, 'Open', { value, about: kindNames[kind] }))];
}

const deeds: Record<Deed, string> = {
  reported: 'reported',
  arrived: 'arrived',
  'not delivered': 'couldn’t be delivered',
  read: 'read',
  'saw who': 'looked who asked',
  suspended: 'suspended quiet asks',
  lifted: 'lifted the suspension',
  closed: 'closed',
};

/** Entries of the trail that are shown; the newest. */
const MOST_EVENTS = 40;

export type TrailShown = { what: Deed; byId: string | undefined; at: Temporal.Instant }[];

/** One report with everything that took place. */
export function detailModal({ trail, ...shown }: ReaderShown & { trail: TrailShown }): ModalView {
  const left = trail.length - MOST_EVENTS;
  const lines = trail.slice(-MOST_EVENTS).map(({ what, byId, at }) => {
    const who = byId ? ` · ${mention(byId)}` : '';
    return `${dateText(at)} · ${deeds[what]}${who}`;
  });
  return modal({ callbackId: ids.look, title: 'A report' }, [
    ...body(shown),
    divider(),
    section('*What took place*'),
    ...(left > 0 ? [context(`${left} earlier entries`)] : []),
    section(lines.join('\n')),
  ]);
}

/** Who had asked quietly. */
export function whoModal({ id, name }: { id: string; name: string }): ModalView {
  return modal({ callbackId: ids.who, title: 'Who asked' }, [
    section(`${mention(id)} (${escaped(oneLine(name, 80))}) asked quietly.`),
    context('Whoever reported doesn’t know. That you looked is kept with the report.'),
  ]);
}
