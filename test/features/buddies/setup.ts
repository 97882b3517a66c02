import type { Tx } from '../../../src/database/transaction.ts';
import { setWelcoming } from '../../../src/features/buddies/service/index.ts';
import { upsertFromDirectory } from '../../../src/features/members/store/index.ts';
import { sectionForms } from '../../../src/features/settings/rules/forms.ts';
import { writeWorkspace } from '../../../src/features/settings/store.ts';

/** A Monday, 11:00 in Berlin. */
export const NOW = Temporal.Instant.from('2026-03-02T10:00:00Z');
export const OWNER = 'UOWNER';
export const MIRA = 'UMIRA';

type Different = { title?: string; name?: string; handle?: string; zone?: string } & {
  [flag in 'is_bot' | 'is_guest' | 'is_deactivated' | 'is_owner']?: number;
};

/** A designer in Berlin, as the directory gives them. */
export function person(tx: Tx, id: string, different: Different = {}): Promise<void> {
  const flags = { is_bot: 0, is_guest: 0, is_deactivated: 0, is_owner: 0 };
  const plain = { name: `Name of ${id}`, handle: id.toLowerCase(), title: 'Product Designer', zone: 'Europe/Berlin' };
  return upsertFromDirectory(tx, { id, locale: '', ...plain, ...flags, ...different });
}

/** Buddies are switched on, and there is an owner, of another kind of work. */
export async function switchedOn(tx: Tx): Promise<void> {
  await person(tx, OWNER, { is_owner: 1, title: 'Head of People' });
  await writeWorkspace(tx, {
    settings: JSON.stringify({ zone: 'Europe/Berlin', hasBuddies: true, allowGuests: true, ownerIds: [OWNER] }),
  });
}

export async function willing(tx: Tx, ...ids: string[]): Promise<void> {
  for (const id of ids) {
    await person(tx, id);
    await setWelcoming(tx, id, true);
  }
}

/** What the settings' form about what happens by itself sends. */
export const filledSettings = (buddies: string[]) => sectionForms.what.parse({ buddies });
