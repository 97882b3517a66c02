import { capital } from '../../../capital.ts';
import {
  choice,
  context,
  input,
  type ModalView,
  modal,
  oneLine,
  option,
  section,
  textField,
} from '../../../slack/blocks.ts';
import { channelField, dateField, lookupField, lookupOne, peopleField, timeField } from '../../../slack/fields.ts';
import { OPEN_DOOR, seatValue } from '../rules/form.ts';
import {
  type Audience,
  audiences,
  type Hours,
  MOST_NAMED,
  MOST_PEOPLE,
  MOST_TOPICS,
  places,
  rhythms,
  slotLengths,
  totals,
} from '../rules/index.ts';
import { ids } from './ids.ts';
import { hostOf, placeWords, rhythmWords, shapeOf } from './words.ts';

const audienceWords: Record<Audience, string> = {
  everybody: 'Everyone',
  'no guests': 'Everyone but guests',
  named: 'Only people whom I name',
};

const minuteOption = (n: number) => option(`${n} minutes`, String(n));

/** `slot` = the host's usual length, in minutes. */
export type HoldData = { date: string; time: string; zone: string; topics: string[]; slot: number };

/** Opens office hours; times are local to the chosen zone. */
export function holdModal({ date, time, zone, topics, slot }: HoldData): ModalView {
  const named = topics.slice(0, MOST_TOPICS).map((name) => option(name, name));
  return modal({ callbackId: ids.holdForm, title: 'Hold office hours', submit: 'Open them', close: 'Cancel' }, [
    section('Set a time aside, and colleagues come to you. Each place becomes a session with everything that follows.'),
    input('topics', 'Topics', lookupField(ids.topic, 'Type a topic', named, MOST_TOPICS)),
    input(
      'rhythm',
      'How often?',
      choice(
        rhythms.map((r) => option(capital(rhythmWords[r]), r)),
        'weekly',
      ),
    ),
    input('firstOn', 'First day', dateField('Pick a day', date)),
    input('time', 'From', timeField(time)),
    input('zone', 'Time zone', lookupOne(ids.zone, 'Type a city', option(zone.replaceAll('_', ' '), zone)), {
      hint: 'The hour stays the same there all year. Everyone sees it in their own time.',
    }),
    input('minutes', 'For how long in all?', choice(totals.map(minuteOption), '60')),
    input('slots', 'Bookable slots or drop-in?', choice(slotOptions(), String(slot))),
    ...whoAndWhere(),
  ]);
}

function slotOptions() {
  const slots = slotLengths.map((n) => option(`Slots of ${n} minutes`, String(n)));
  return [...slots, option('Drop-in, without slots', OPEN_DOOR)];
}

function whoAndWhere() {
  const people = Array.from({ length: MOST_PEOPLE }, (_, i) => option(String(i + 1), String(i + 1)));
  return [
    input('capacity', 'People each time, at most', choice(people), { optional: true, hint: 'Empty: as many as fit.' }),
    input(
      'place',
      'Where?',
      choice(
        places.map((p) => option(capital(placeWords[p]), p)),
        'thread',
      ),
    ),
    input('link', 'Link of the video call', textField({ placeholder: 'https://…', max: 500 }), { optional: true }),
    input(
      'audience',
      'Who may come?',
      choice(
        audiences.map((a) => option(audienceWords[a], a)),
        'everybody',
      ),
    ),
    input('named', 'If only named people: who?', peopleField('No one', [], MOST_NAMED), { optional: true }),
    input('lastOn', 'Last day', dateField('Until I end them'), { optional: true }),
    input('channel', 'Announce them in', channelField('No channel'), { optional: true }),
  ];
}

export type BookData = {
  hours: Hours;
  isLeader: boolean;
  times: { date: string; seat: number | undefined; text: string }[];
};

/** Keeps a place: when, what about, and what for. */
export function bookModal({ hours, isLeader, times }: BookData): ModalView {
  const options = times.map(({ date, seat, text }) => option(text, seatValue(date, seat)));
  const [first] = options;
  const topics = hours.topics.map(({ id, name }) => option(oneLine(name, 70), id));
  const goal = textField({
    placeholder: 'For example: find out which of two designs to go for',
    multiline: true,
    max: 1000,
  });
  const form = { callbackId: ids.bookForm, title: 'Book a slot', submit: 'Keep it', close: 'Cancel' };
  return modal({ ...form, metadata: { hoursId: hours.id } }, [
    section(`Office hours with ${hostOf(hours, isLeader)}: ${shapeOf(hours)}.`),
    input('when', 'When?', choice(options, first?.value), { hint: 'In your own time zone.' }),
    ...(topics.length > 1 ? [input('topic', 'What about?', choice(topics, topics[0]?.value))] : []),
    input('goal', 'What would you like to get out of it?', goal, { hint: 'Your host reads this beforehand.' }),
    context('At that time a conversation for the two of you opens by itself. You can give the place up until then.'),
  ]);
}
