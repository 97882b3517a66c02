import type { Content } from '../../../jobs/define.ts';
import {
  type Block,
  checkboxes,
  choice,
  context,
  escaped,
  input,
  type ModalView,
  mention,
  modal,
  oneLine,
  option,
  section,
  textField,
} from '../../../slack/blocks.ts';
import { personField } from '../../../slack/fields.ts';
import { type About, aboutText } from '../../care/rules.ts';
import { kindNames, kinds, LONGEST_WORDS } from '../rules.ts';
import { ids } from './ids.ts';
import { matterText, type Told } from './words.ts';

export type FormShown = {
  id: string;
  about: About | undefined;
  matter: (Told & { isQuiet: boolean }) | undefined;
  other: { id: string } | undefined;
  hasWords: boolean;
  /** Names of those who read it; at least one. */
  readers: string[];
};

/** Names that are written out before “and 7 more”. */
const MOST_NAMED = 6;

/** “Dana Osei, Elif Kaya and 2 more”, as mrkdwn. */
function named(names: string[]): string {
  const shown = names.slice(0, MOST_NAMED).map((name) => `*${escaped(oneLine(name, 60))}*`);
  const left = names.length - shown.length;
  if (left > 0) return `${shown.join(', ')} and ${left} more`;
  return shown.length > 1 ? `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}` : (shown[0] ?? '');
}

/** Who reads a report, said the same way whomever it is about. */
const whoReads = (readers: string[]) =>
  `${named(readers)} ${readers.length === 1 ? 'reads' : 'read'} reports here. A report never goes to the person it’s about.`;

/** What happened, and what may be told of it. */
export function formModal({ id, about, matter, other, hasWords, readers }: FormShown): ModalView {
  const metadata = { id, about: about && aboutText(about) };
  const form = { callbackId: ids.form, title: 'Report a concern', submit: 'Send report', close: 'Cancel', metadata };
  return modal(form, [
    section(`I’m sorry if something went wrong. ${whoReads(readers)}`),
    ...(matter ? [context(aboutLine(matter, other))] : []),
    input(
      'kind',
      'What fits best?',
      choice(
        kinds.map((kind) => option(kindNames[kind], kind)),
        undefined,
        true,
      ),
    ),
    input('words', 'What happened?', textField({ multiline: true, max: LONGEST_WORDS }), {
      optional: true,
      hint: 'In your own words, as much or as little as you like.',
    }),
    ...(matter ? [] : [input('person', 'Who is it about?', personField('A colleague'), { optional: true })]),
    ...tellField(hasWords || matter !== undefined),
    // Nobody is blocked whom they do not know.
    ...(matter && !matter.isQuiet && !other ? [] : blockField(matter)),
  ]);
}

function aboutLine(matter: Told & { isQuiet: boolean }, other: FormShown['other']): string {
  const what = `About ${matterText(matter)}`;
  if (matter.isQuiet)
    return `${what}. You won’t learn who asked. The people who read it don’t either, unless they need it to act, and then that is kept.`;
  return other ? `${what} with ${mention(other.id)}.` : `${what}.`;
}

function tellField(hasContent: boolean): Block[] {
  const options = [
    ...(hasContent ? [option('What it’s about, and what was written to me', 'content')] : []),
    option('My name', 'name', 'So that they can talk to you. Without it I don’t tell them.'),
  ];
  return [input('tell', 'What may they know?', checkboxes(options, ['content']), { optional: true })];
}

function blockField(matter: FormShown['matter']): Block[] {
  const label = matter?.isQuiet
    ? option('Send me no more questions from whoever asked', 'yes', 'You won’t learn who it is, and nor will they.')
    : option('Block the person it’s about', 'yes', 'You aren’t matched any more, and nothing of theirs reaches you.');
  return [input('block', 'For now', checkboxes([label]), { optional: true })];
}

export type NobodyShown = { contacts: string[]; only: string | undefined };

function nobodyBlocks({ contacts, only }: NobodyShown): Block[] {
  const why = only
    ? `${escaped(oneLine(only, 80))} is the only one who reads reports here, and a report never goes to the person it’s about.`
    : 'No one can read reports here right now.';
  return [section(`${why} You can turn to:`), section(contactList(contacts))];
}

export const contactList = (contacts: string[]) => contacts.map((line) => `• ${escaped(line)}`).join('\n');

/** Instead of the form, where nobody could read it. */
export function nobodyModal(shown: NobodyShown): ModalView {
  return modal({ callbackId: ids.sent, title: 'Report a concern' }, nobodyBlocks(shown));
}

export type SentShown = { readers: string[]; contacts: string[] };

function sentBlocks({ readers, contacts }: SentShown): Block[] {
  return [
    section(`*Thank you for saying it.* ${whoReads(readers)}`),
    section('In my messages to you there’s one about this report. It changes when someone has read it.'),
    section(`*If you’d rather talk to someone now:*\n${contactList(contacts)}`),
  ];
}

/** After it was sent. */
export function sentModal(shown: SentShown): ModalView {
  return modal({ callbackId: ids.sent, title: 'Report a concern' }, sentBlocks(shown));
}

export function sentCard(shown: SentShown): Content {
  return { text: 'Thank you for saying it. I have your report.', blocks: sentBlocks(shown) };
}
