import { randomInt, randomUUID } from 'node:crypto';
import type { Tx } from '../../../database/transaction.ts';
import { enqueue } from '../../../jobs/store.ts';
import { FEWEST } from '../../../small-counts.ts';
import { type Ballot, itemKeys, waitingBallots, waitingWords } from '../rules/index.ts';
import {
  answersOf,
  deleteAnswers,
  deleteBox,
  findBox,
  insertAnswers,
  insertWords,
  wordsOf,
  writeBox,
} from '../store/answers.ts';
import { lockRound } from '../store/index.ts';
import type { PulseAnswerTable, PulseWordsTable } from '../tables.ts';
import { emptyBoxJob } from './job-kinds.ts';

/**
 * How answers lose their author (docs/features/pulses.md). With “has answered”, in one transaction, they are shuffled
 * into the box, so that a crash leaves both or neither. From there they are moved in another transaction, many at a time,
 * in random order and under random ids; some always stay behind, so that nobody's are ever alone. When the round closes
 * all of it is written once more, in one transaction: neither order nor transaction says anything then.
 */
const FULL = 25;

/** Adds one person's answers to those that wait. The round is locked. */
export async function putInBox(tx: Tx, roundId: string, ballot: Ballot, words: string): Promise<void> {
  const box = await findBox(tx, roundId);
  const ballots = shuffled([...waitingBallots(box?.ballots ?? '[]'), ballot]);
  const said = shuffled([...waitingWords(box?.words ?? '[]'), ...(words === '' ? [] : [words])]);
  await writeBox(tx, roundId, { ballots: JSON.stringify(ballots), words: JSON.stringify(said) });
  if (ballots.length >= FULL) await enqueue(tx, emptyBoxJob, { roundId });
}

/** Moves most of what waits, once it is enough. */
export async function emptyBox(tx: Tx, roundId: string): Promise<void> {
  await lockRound(tx, roundId);
  const box = await findBox(tx, roundId);
  const ballots = shuffled(waitingBallots(box?.ballots ?? '[]'));
  if (ballots.length < FULL) return;
  const words = shuffled(waitingWords(box?.words ?? '[]'));
  await insertAnswers(
    tx,
    ballots.slice(FEWEST).map((ballot) => rowOf(tx, roundId, ballot)),
  );
  await insertWords(
    tx,
    words.slice(FEWEST).map((said) => wordsRow(tx, roundId, said)),
  );
  const rest = { ballots: ballots.slice(0, FEWEST), words: words.slice(0, FEWEST) };
  await writeBox(tx, roundId, { ballots: JSON.stringify(rest.ballots), words: JSON.stringify(rest.words) });
}

/** Writes every answer of a round anew, those that wait included. @returns them. */
export async function dealAnew(tx: Tx, roundId: string): Promise<PulseAnswerTable[]> {
  const box = await findBox(tx, roundId);
  const waiting = waitingBallots(box?.ballots ?? '[]').map((ballot) => rowOf(tx, roundId, ballot));
  const answers = shuffled([...(await answersOf(tx, roundId)), ...waiting]).map((row) => ({
    ...row,
    id: randomUUID(),
  }));
  const words = shuffled([...(await wordsOf(tx, roundId)), ...waitingWords(box?.words ?? '[]')]);
  await deleteAnswers(tx, roundId);
  await deleteBox(tx, roundId);
  await insertAnswers(tx, answers);
  await insertWords(
    tx,
    words.map((said) => wordsRow(tx, roundId, said)),
  );
  return answers;
}

function rowOf(tx: Tx, roundId: string, { steps, ...groups }: Ballot): PulseAnswerTable {
  const step = (at: number) => steps[at] ?? null;
  const items = Object.fromEntries(itemKeys.map((key, at) => [key, step(at)])) as Record<
    (typeof itemKeys)[number],
    number | null
  >;
  return { id: randomUUID(), workspace_id: tx.workspaceId, round_id: roundId, ...groups, ...items };
}

const wordsRow = (tx: Tx, roundId: string, words: string): PulseWordsTable => {
  return { id: randomUUID(), workspace_id: tx.workspaceId, round_id: roundId, words };
};

/** In random order, by Fisher and Yates; no one can work out the order of before. */
export function shuffled<T>(list: readonly T[]): T[] {
  const dealt = [...list];
  for (let i = dealt.length - 1; i > 0; i--) {
    const j = randomInt(i + 1);
    [dealt[i], dealt[j]] = [dealt[j] as T, dealt[i] as T];
  }
  return dealt;
}
