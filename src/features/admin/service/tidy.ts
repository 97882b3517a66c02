import type { Tx } from '../../../database/transaction.ts';
import { UserError } from '../../../errors.ts';
import { isOwner } from '../../members/service.ts';
import { openAbout } from '../../requests/service/index.ts';
import {
  approveSkill,
  coinedSkills,
  holderCounts,
  keepApart as keepTwo,
  type Look,
  keepOne as mergeTwo,
  type Pair,
  type Problem,
  suggestDuplicates,
  twoSkills,
} from '../../skills/service/index.ts';

/** A skill with what hangs on it: people who offer or want it, and requests that are open or wait. */
export type Used = { id: string; name: string; people: number; requests: number };

export type Tidy = {
  pairs: [Used, Used][];
  isMore: boolean;
  /** Names that members coined and no owner approved. */
  coined?: { id: string; name: string }[];
};

/** Pairs on one page. */
const SHOWN = 8;
/** New names on one page. */
const COINED_SHOWN = 5;

/** Skills that look like one, for an owner to merge or leave. @throws UserError when they are no owner. */
export async function tidyUp(look: Look, by: string): Promise<Tidy> {
  await look((tx) => checkOwner(tx, by));
  const pairs = await suggestDuplicates(look, SHOWN + 1);
  return look(async (tx) => ({
    pairs: await withUse(tx, pairs.slice(0, SHOWN)),
    isMore: pairs.length > SHOWN,
    coined: await coinedSkills(tx, COINED_SHOWN),
  }));
}

/** Lets a name that a member coined stand for everybody. @throws UserError when `by` is no owner. */
export async function approveName(tx: Tx, by: string, skillId: string): Promise<void> {
  await checkOwner(tx, by);
  await approveSkill(tx, skillId);
}

/** Two skills that an owner chose, for them to see what merging would do. @throws UserError when they are no owner. */
export async function tidyOne(tx: Tx, by: string, ids: [string, string]): Promise<Tidy | Problem> {
  await checkOwner(tx, by);
  const pair = await twoSkills(tx, ids);
  return 'problem' in pair ? pair : { pairs: await withUse(tx, [pair]), isMore: false };
}

/** Makes one skill of two for an owner. @returns both names. @throws UserError when they are no owner. */
export async function keepOne(tx: Tx, by: string, ids: [from: string, into: string]): Promise<Pair | Problem> {
  await checkOwner(tx, by);
  return mergeTwo(tx, ids);
}

/** Remembers that two skills are two, so that they are not suggested again. @throws UserError when they are no owner. */
export async function keepApart(tx: Tx, by: string, ids: [string, string]): Promise<Pair | Problem> {
  await checkOwner(tx, by);
  return keepTwo(tx, ids);
}

async function withUse(tx: Tx, pairs: Pair[]): Promise<[Used, Used][]> {
  const ids = [...new Set(pairs.flat().map((row) => row.id))];
  const [people, requests] = [await holderCounts(tx, ids), await openAbout(tx, ids)];
  const used = ({ id, name }: Pair[0]): Used => {
    return { id, name, people: people.get(id) ?? 0, requests: requests.get(id) ?? 0 };
  };
  return pairs.map(([a, b]) => [used(a), used(b)]);
}

async function checkOwner(tx: Tx, by: string): Promise<void> {
  if (!(await isOwner(tx, by)))
    throw new UserError(
      'Merging skills is for the owners of Bitewise. `/mentor skills` is where you say what you know.',
    );
}
