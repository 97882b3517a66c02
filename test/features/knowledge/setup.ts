import type { Tx } from '../../../src/database/transaction.ts';
import { upsertFromDirectory } from '../../../src/features/members/store/index.ts';

/** A Monday, at work in Berlin. */
export const NOW = Temporal.Instant.from('2026-03-02T10:00:00Z');
export const [ADA, BRAM, DANA, ELIF] = ['UADA', 'UBRAM', 'UDANA', 'UELIF'] as const;
export const words = {
  question: 'Why does my pod restart every minute?',
  answer: 'Read the events first, then the logs of the container that went before.',
};
export const other = { ...words, answer: 'Read the events first. If they are silent, look at the memory limit.' };

/** Somebody in the directory of Berlin. */
export async function somebody(tx: Tx, id: string, name: string, isOwner = false): Promise<void> {
  const flags = { is_bot: 0, is_guest: 0, is_deactivated: 0, is_owner: isOwner ? 1 : 0 };
  await upsertFromDirectory(tx, { id, name, title: '', zone: 'Europe/Berlin', locale: 'en-GB', ...flags });
}
