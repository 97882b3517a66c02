import type { Content } from '../../../jobs/define.ts';
import { actions, type Block, button, context, dateText, escaped, section } from '../../../slack/blocks.ts';
import { type Kind, kindNames } from '../rules.ts';
import { contactList } from './form.ts';
import { ids } from './ids.ts';

export type ReceiptShown = {
  concern: { id: string; kind: Kind; createdAt: Temporal.Instant };
  state: 'on its way' | 'read' | 'closed' | 'lost';
  blocked: 'no' | 'yes' | 'quietly' | undefined;
  contacts: string[];
};

const states: Record<ReceiptShown['state'], string> = {
  'on its way': 'No one has read it yet. I’ll tell you when someone has read it, or if I can’t reach anyone.',
  read: 'Someone has read your report.',
  closed: 'Someone has read your report and closed it. If it isn’t settled for you, please report it again.',
  lost: 'I couldn’t make sure that your report reached anyone. Please turn to someone directly.',
};

/** The reporter's own message: how it stands, and blocking in one click. */
export function receiptCard({ concern, state, blocked, contacts }: ReceiptShown): Content {
  const text = 'Your report of a concern';
  return {
    text,
    blocks: [
      section(`*${text}*: ${escaped(kindNames[concern.kind])}, ${dateText(concern.createdAt)}\n${states[state]}`),
      ...blocking(concern.id, blocked),
      ...(state === 'lost' || state === 'on its way'
        ? [context(`You can always turn to:\n${contactList(contacts)}`)]
        : []),
    ],
  };
}

function blocking(value: string, blocked: ReceiptShown['blocked']): Block[] {
  switch (blocked) {
    case undefined:
      return [];
    case 'yes':
      return [context('You blocked them. `/mentor skills` shows whom you blocked, and lets you change it.')];
    case 'quietly':
      return [section('I send you no more questions from whoever asked.', button(ids.unblock, 'Undo', { value }))];
    case 'no':
      return [actions(button(ids.block, 'Block them', { value, style: 'danger' }))];
  }
}

export type News = { state: ReceiptShown['state']; contacts: string[]; createdAt: Temporal.Instant };

/** Prompt to the reporter when something became of it. */
export function newsNote({ state, contacts, createdAt }: News): Content {
  const when = dateText(createdAt, '{date_short_pretty}');
  const blocks = [section(`*Your report of ${when}*\n${states[state]}`)];
  if (state === 'lost') blocks.push(section(contactList(contacts)));
  return { text: states[state], blocks };
}
