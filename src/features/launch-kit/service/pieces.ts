import { readdirSync } from 'node:fs';
import { z } from 'zod';
import { readContent } from '../../../content.ts';
import { StartError } from '../../../errors.ts';
import { facts, type Piece, unknownFacts } from '../rules.ts';

/** Words that Slack shows as they are: formatting is fine, anything that could become live is not. */
const text = (min: number, max: number) =>
  z
    .string('must be words; put them in quotes')
    .trim()
    .min(min, `must have ${min} characters at least`)
    .max(max, `must have ${max} characters at most`)
    .regex(/^[^<>&]*$/, 'must not hold <, > or &');

const known = facts.map((fact) => `{${fact}}`).join(', ');
const filled = (min: number, max: number) =>
  text(min, max).refine((words) => unknownFacts(words).length === 0, `knows only ${known} in braces`);

export const launchFile = z.strictObject(
  { name: text(3, 40), for: text(10, 150), heading: filled(5, 100), text: filled(200, 2600) },
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
  const folder = new URL('../../../../content/launch/', import.meta.url);
  const files = readdirSync(folder).filter((name) => name.endsWith('.yml'));
  if (files.length === 0 || files.length > MOST_PIECES)
    throw new StartError(`Bitewise cannot start: content/launch must hold 1 to ${MOST_PIECES} texts.`);
  return files.sort().map((name) => ({ id: name.replace(/\.yml$/, ''), ...readContent(`launch/${name}`, launchFile) }));
}
