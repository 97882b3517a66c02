import type { Session } from '../../../src/features/sessions/rules/index.ts';

const created = Temporal.Instant.from('2026-03-02T10:00:00Z');

/** A session that is open, its card there, as one opens it for now, with what a test wants different. */
export function aSession(different: Partial<Session> = {}): Session {
  return {
    id: 'S1',
    requestId: 'R1',
    offerId: 'O1',
    mentorId: 'U0BRAM',
    menteeId: 'U0ADA',
    skillId: 'K1',
    goal: 'Find out why my pod restarts',
    minutes: 20,
    format: 'thread',
    isQuiet: false,
    isPrivate: false,
    state: 'open',
    ending: undefined,
    place: { channel: 'C0SESSIONS', rootTs: '0', isShared: true },
    openingQuestion: 'What was the best part of your week so far?',
    plannedFor: undefined,
    openedAt: created,
    startedAt: undefined,
    endsAt: undefined,
    extensions: 0,
    menteeSpokeAt: undefined,
    mentorSpokeAt: undefined,
    lastLineAt: undefined,
    menteeLines: 0,
    mentorLines: 0,
    beganEarly: false,
    menteeWord: undefined,
    mentorWord: undefined,
    heldAt: undefined,
    usefulAt: undefined,
    usedAt: undefined,
    isUseless: false,
    endedAt: undefined,
    recaps: [],
    recapTs: undefined,
    asking: [],
    createdAt: created,
    ...different,
  };
}
