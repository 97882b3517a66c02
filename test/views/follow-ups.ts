import type { Action } from '../../src/features/follow-ups/rules.ts';
import { actionItem, doneNews, dueAction } from '../../src/features/follow-ups/views.ts';
import type { Sample, Words } from '../support/samples.ts';

const action = (words: Words, state: Action['state'], snoozes = 0): Action => ({
  id: '3f0c7c0e-6b1e-4a53-9c55-3f4f2f1d7a11',
  sessionId: '7d1a2b7e-92a5-4a6e-8f0b-0d6c3a1f5e22',
  ownerId: 'U0ADA',
  partnerId: 'U0BRAM',
  when: words(3000),
  will: words(3000),
  dueOn: Temporal.PlainDate.from('2026-09-30'),
  state,
  snoozes,
});

const due = (words: Words, state: Action['state'], isReminder = false, snoozes = 0, today = '2026-03-05') =>
  dueAction({
    action: action(words, state, snoozes),
    partner: words(200),
    round: 0,
    isReminder,
    today: Temporal.PlainDate.from(today),
  });

export const samples: Sample[] = [
  { name: 'overdue', surface: 'message', build: (words) => due(words, 'open', false, 0, '2026-10-02') },
  { name: 'due', surface: 'message', build: (words) => due(words, 'open') },
  { name: 'reminder', surface: 'message', build: (words) => due(words, 'open', true) },
  { name: 'moved', surface: 'message', build: (words) => due(words, 'open', false, 1) },
  { name: 'done', surface: 'message', build: (words) => due(words, 'done') },
  { name: 'dropped', surface: 'message', build: (words) => due(words, 'dropped') },
  {
    name: 'told of a done',
    surface: 'message',
    build: (words) => doneNews({ action: action(words, 'done'), owner: words(200) }),
  },
  {
    name: 'in Home',
    surface: 'home',
    build: (words) => ({ type: 'home', blocks: actionItem(action(words, 'open')) }),
  },
];
