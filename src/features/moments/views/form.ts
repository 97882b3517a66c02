import { capital } from '../../../capital.ts';
import { checkboxes, choice, input, type ModalView, modal, option, section, textField } from '../../../slack/blocks.ts';
import { channelField, lookupOne, timeField } from '../../../slack/fields.ts';
import { daysField } from '../../../slack/weekdays.ts';
import { OWN_LINES } from '../rules/form.ts';
import { boxes, type DeckName, deckNames } from '../rules/index.ts';
import { deckWords } from './card.ts';
import { ids } from './ids.ts';

export type FormData = {
  /** Only of a moment that is there: its channel stays. */
  id?: string;
  channel?: string;
  days: number[];
  time: string;
  zone: string;
  minutes: number;
  deck: DeckName;
  own: string[];
  holidays: string[];
  isWilling: boolean;
};

/** Sets up a channel's moment, or changes it. */
export function momentModal(data: FormData): ModalView {
  const { id, channel } = data;
  const form = { callbackId: ids.form, title: 'A moment', submit: 'Save', close: 'Cancel' };
  return modal({ ...form, metadata: id ? { channel } : {} }, [
    section(
      id
        ? `The moment in <#${channel}>.`
        : 'At a fixed time I post a question in a channel. People answer in its thread; after a few minutes a line says how many shared.',
    ),
    ...(id ? [] : [input('channel', 'Channel', channelField('Choose a channel', channel))]),
    ...whenFields(data),
    ...whatFields(data),
  ]);
}

function whenFields({ days, time, zone, minutes, holidays }: FormData) {
  const boxOptions = boxes.map((n) => option(`${n} minutes`, String(n)));
  return [
    input('days', 'Days', daysField(days)),
    input('time', 'Time', timeField(time)),
    input('zone', 'Time zone', lookupOne(ids.zone, 'Type a city', option(zone.replaceAll('_', ' '), zone))),
    input('minutes', 'How long?', choice(boxOptions, String(minutes), true)),
    input(
      'holidays',
      'Days off',
      textField({ initial: holidays.join('\n'), multiline: true, placeholder: '2026-12-24' }),
      {
        optional: true,
        hint: 'Dates without a moment, one a line, such as 2026-12-24.',
      },
    ),
  ];
}

function whatFields({ deck, own, isWilling }: FormData) {
  const deckOptions = deckNames.map((name) => option(capital(deckWords[name]), name));
  const willing = option('I can host sometimes', 'yes');
  return [
    input('deck', 'What about?', choice(deckOptions, deck)),
    input('own', 'Our own questions', textField({ initial: own.join('\n'), multiline: true }), {
      optional: true,
      hint: `One a line, ${OWN_LINES.least} to ${OWN_LINES.most} of them; only for “${capital(deckWords.own)}”.`,
    }),
    input('willing', 'Hosting', checkboxes([willing], isWilling ? ['yes'] : []), {
      optional: true,
      hint: 'A host is drawn among all who are willing, whoever hosted longest ago.',
    }),
  ];
}
