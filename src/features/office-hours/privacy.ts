import type { PersonalData } from '../../database/personal-data.ts';

/** What is kept about people here: features/privacy exports, erases and ages it. */
export const personal = {
  office_hours: {
    what: 'office hours: when, where, the link of the call, and for whom',
    from: 'the host',
    seenBy: 'whom the host chose; the link: those who booked',
    people: { host_id: { erase: 'former', words: { link: '' } } },
    facts: ['rhythm', 'place', 'audience'],
    exported: [
      {
        as: 'officeHours.held',
        of: 'host_id',
        columns: [
          'rhythm',
          'first_on',
          'starts_at',
          'zone',
          'minutes',
          'slot_minutes',
          'capacity',
          'place',
          'link',
          'audience',
          'last_on',
          'created_at',
          'ended_at',
        ],
      },
    ],
    kept: { days: 730, by: 'ended_at', after: 'they ended' },
  },
  office_hours_skill: {
    nobodys: 'topics of office hours',
    refers: { hours_id: 'office_hours', skill_id: 'skill' },
  },
  office_hours_skip: {
    nobodys: 'dates on which office hours don’t take place',
    refers: { hours_id: 'office_hours' },
  },
  office_hours_guest: {
    what: 'who is invited to office hours that are for some',
    from: 'the host',
    seenBy: 'the host and who is invited',
    people: { member_id: { erase: 'delete' } },
    refers: { hours_id: 'office_hours' },
    exported: [{ as: 'officeHours.invitedTo', of: 'member_id', columns: ['hours_id'] }],
    kept: 'as long as the office hours, or until deleted',
  },
  booking: {
    what: 'places in office hours: when, topic and goal',
    from: 'the guest',
    seenBy: 'the host',
    people: { member_id: { erase: 'former', words: { goal: '' } } },
    refers: { hours_id: 'office_hours', skill_id: 'skill', session_id: 'session' },
    exported: [
      { as: 'officeHours.places', of: 'member_id', columns: ['skill_id', 'starts_at', 'goal', 'state', 'created_at'] },
    ],
    wordsKept: 365,
    kept: { days: 730, by: 'ends_at', after: 'the date' },
  },
} satisfies PersonalData;
