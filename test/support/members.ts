import { formats, type Member } from '../../src/features/members/rules/index.ts';

/** An ordinary colleague, as the directory and the defaults make one, with what a test wants different. */
export function aMember(different: Partial<Member> = {}): Member {
  return {
    id: 'U1',
    name: 'Ada Byron',
    title: 'Platform engineer',
    zone: 'Europe/Berlin',
    locale: 'en-GB',
    isBot: false,
    isGuest: false,
    isDeactivated: false,
    isOwner: false,
    workStart: '09:00',
    workEnd: '17:00',
    workDays: [1, 2, 3, 4, 5],
    capacity: 2,
    formats: [...formats],
    usualMinutes: 20,
    pausedUntil: undefined,
    mutes: [],
    inDigest: true,
    department: '',
    unreachable: undefined,
    homeOpenedAt: undefined,
    profileSavedAt: undefined,
    erasedAt: undefined,
    ...different,
  };
}

/** What the profile modal sends when it is submitted untouched, with what a test fills in. */
export function filledForm(different: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    start: '09:00',
    end: '17:00',
    days: ['1', '2', '3', '4', '5'],
    capacity: '2',
    formats: [...formats],
    minutes: '20',
    digest: ['yes'],
    ...different,
  };
}
