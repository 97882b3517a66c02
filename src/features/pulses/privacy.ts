import type { PersonalData } from '../../database/personal-data.ts';

/** What is kept about people here: features/privacy exports, erases and ages it. */
export const personal = {
  pulse_round: {
    what: 'rounds of the pulse: what they asked, averages of five or more, and which owner started one',
    from: 'owners; the app',
    seenBy: 'owners',
    people: { started_by: { erase: 'clear' } },
    facts: ['wording', 'results'],
    exported: [{ as: 'pulsesStarted', of: 'started_by', columns: ['kind', 'state', 'starts_at'] }],
    kept: { days: 1095, by: 'closed_at', after: 'it was closed' },
  },
  pulse_asked: {
    what: 'whom an open round of the pulse asks, and whether they’ve answered, neither when nor what',
    from: 'the app',
    seenBy: 'no one',
    people: { member_id: { erase: 'delete' } },
    refers: { round_id: 'pulse_round' },
    exported: [{ as: 'pulses', of: 'member_id', columns: ['state'] }],
    kept: 'until the round is closed',
  },
  pulse_box: {
    what: 'answers to a pulse that wait to be moved, shuffled, without person and time',
    from: 'the person',
    seenBy: 'no one',
    facts: ['ballots', 'words'],
    refers: { round_id: 'pulse_round' },
    kept: 'until the round is closed',
  },
  pulse_answer: {
    what: 'answers to a pulse, without person, time or order, with department, time here and part, all roughly',
    from: 'the person',
    seenBy: 'no one; owners see averages of five or more',
    facts: ['department', 'tenure', 'part'],
    refers: { round_id: 'pulse_round' },
    kept: 'as long as the round',
  },
  pulse_words: {
    what: 'answers to the open question of a pulse, without person, time or order, apart from the other answers',
    from: 'the person',
    seenBy: 'owners, from five answers on',
    facts: ['words'],
    refers: { round_id: 'pulse_round' },
    kept: 'as long as the round',
  },
} satisfies PersonalData;
