import type { Tx } from '../../../database/transaction.ts';
import { publish } from '../../../events.ts';
import { iso } from '../../../time.ts';
import { isHeld } from '../rules/held.ts';
import { roleOf, type Session, type Word } from '../rules/index.ts';
import { changeSession, lockSession } from '../store/index.ts';
import { endSession, sessionFor } from './ending.ts';
import { refresh } from './queue.ts';
import { settle } from './settle.ts';

/** One of the two says that they talked. @throws UserError when there is nothing to say (any more). */
export async function sayTalked(tx: Tx, id: string, byId: string): Promise<void> {
  const said = await keepWord(tx, await sessionFor(tx, id, 'talked', byId), byId, 'talked');
  if (said.state !== 'ended') return refresh(tx, said);
  // Whoever said that they talked did come.
  const came = said.ending === 'nobody came' && isHeld(said);
  await changed(tx, said, came ? 'time ran out' : said.ending);
}

/** One of the two says that they did not talk: it does not count. @throws UserError when there is nothing to say (any more). */
export async function sayNotTalked(tx: Tx, id: string, byId: string): Promise<void> {
  const said = await keepWord(tx, await sessionFor(tx, id, 'did not talk', byId), byId, 'did not talk');
  if (said.state !== 'ended') return void (await endSession(tx, said, 'nobody came'));
  await changed(tx, said, said.ending === 'somebody left' ? said.ending : 'nobody came');
  await publish(tx, { talkDenied: { sessionId: id } });
}

async function changed(tx: Tx, session: Session, ending: Session['ending']): Promise<void> {
  const now = (await changeSession(tx, session.id, { ending: ending ?? null })) ?? session;
  await settle(tx, now);
  await refresh(tx, now);
}

/** Notes what one of the two said last; that the mentee looked back on it is not undone by a tap. */
export async function keepWord(tx: Tx, session: Session, byId: string, word: Word): Promise<Session> {
  const isMentee = roleOf(session, byId) === 'mentee';
  if (isMentee && session.menteeWord === 'looked back') return session;
  return (await changeSession(tx, session.id, isMentee ? { mentee_word: word } : { mentor_word: word })) ?? session;
}

/** What the mentee thinks of a session now; what is left out stays as it was. */
export type Verdict = { isUseful?: boolean; isUsed?: boolean };

/** The mentee looked back on a session that had ended, so they talked; and what they think of it is kept, with since when. */
export async function lookedBack(tx: Tx, id: string, { isUseful, isUsed }: Verdict): Promise<void> {
  const session = await lockSession(tx, id);
  if (session?.state !== 'ended') return;
  const { usefulAt, usedAt } = session;
  const since = (is: boolean, before: Temporal.Instant | undefined) => (is ? iso(before ?? tx.now) : null);
  const verdict = {
    ...(isUseful === undefined ? {} : { useful_at: since(isUseful, usefulAt), is_useless: isUseful ? 0 : 1 }),
    ...(isUsed === undefined ? {} : { used_at: since(isUsed, usedAt) }),
  };
  const said = await changeSession(tx, id, { ...verdict, mentee_word: 'looked back' });
  if (!said) return;
  await changed(tx, said, said.ending === 'nobody came' ? 'time ran out' : said.ending);
}
