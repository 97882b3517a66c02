import type { Tx } from '../../../src/database/transaction.ts';
import { upsertFromDirectory } from '../../../src/features/members/store/index.ts';
import type { NewHours } from '../../../src/features/office-hours/rules/form.ts';

export const GOAL = 'Find out why my pods restart';

/** A colleague in Berlin, as the directory gives them. */
export function person(tx: Tx, id: string, different: { is_guest?: number; is_deactivated?: number } = {}) {
  const flags = { is_bot: 0, is_guest: 0, is_deactivated: 0, is_owner: 0, ...different };
  return upsertFromDirectory(tx, {
    id,
    name: `Name of ${id}`,
    title: '',
    zone: 'Europe/Berlin',
    locale: '',
    ...flags,
  });
}

/** What the modal gives: Tuesdays at 15:00 in Berlin, four slots of 15 minutes. */
export function aForm(different: Partial<NewHours> = {}): NewHours {
  return {
    topics: ['Kubernetes'],
    rhythm: 'weekly',
    firstOn: '2026-03-03',
    time: '15:00',
    zone: 'Europe/Berlin',
    minutes: 60,
    slotMinutes: 15,
    capacity: 4,
    place: 'thread',
    link: '',
    audience: 'everybody',
    named: [],
    lastOn: undefined,
    channel: undefined,
    ...different,
  };
}
