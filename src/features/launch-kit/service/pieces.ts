import { z } from 'zod';
import { contentFiles, plainWords, readContent } from '../../../content.ts';
import { StartError } from '../../../errors.ts';
import { facts, type Piece, unknownFacts } from '../rules.ts';

const known = facts.map((fact) => `{${fact}}`).join(', ');
const filled = (min: number, max: number) =>
  plainWords(min, max).refine((words) => unknownFacts(words).length === 0, `knows only ${known} in braces`);

export const launchFile = z.strictObject(
  { name: plainWords(3, 40), for: plainWords(10, 150), heading: filled(5, 100), text: filled(200, 2600) },
  'must hold name, for, heading and text',
);

/** Texts that the list can show. */
const MOST_PIECES = 10;
let read: Piece[] | undefined;

/** The texts of content/launch, in the order of the files' names. @throws StartError naming file and line of what is wrong. */
export function launchPieces(): Piece[] {
  read ??= readPieces();
  return read;
}

function readPieces(): Piece[] {
  const files = contentFiles('launch');
  if (files.length === 0 || files.length > MOST_PIECES)
    throw new StartError(`Bitewise can’t start: content/launch must hold 1 to ${MOST_PIECES} texts.`);
  return files.map((id) => ({ id, ...readContent(`launch/${id}.yml`, launchFile) }));
}
