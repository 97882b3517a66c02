import { systemClock } from '../../clock.ts';
import { requireSchema } from '../../database/migrate.ts';
import { type Database, openTool } from '../../database/open.ts';
import { StartError } from '../../errors.ts';
import { createKeyRing, newKey } from '../../key-ring.ts';
import { forgetLost, lostKeys, rotateKeys } from './service/keys.ts';

const USAGE =
  'Say “npm run keys -- new” for a fresh key, “npm run keys -- rotate” to seal every token with the first key of TOKEN_KEYS, or “npm run keys -- forget” to remove tokens whose key is lost.';

/** Makes keys, seals tokens anew, or removes those that no key opens. Works beside a running app. @throws StartError */
export async function keysTool(
  config: { databaseUrl(): string; tokenKeys(): string },
  words: string[],
  say: (line: string) => void,
): Promise<boolean> {
  const [verb = '', ...others] = words;
  if (others.length > 0 || !['new', 'rotate', 'forget'].includes(verb)) throw new StartError(USAGE);
  if (verb === 'new') {
    say(newKey());
    return true;
  }
  const ring = createKeyRing(config.tokenKeys());
  const db = await openTool(config.databaseUrl(), systemClock);
  try {
    await requireSchema(db.read);
    return verb === 'rotate' ? await rotate(db, ring, say) : await forget(db, ring, say);
  } finally {
    await db.close();
  }
}

type Ring = ReturnType<typeof createKeyRing>;
type Say = (line: string) => void;

async function rotate(db: Database, ring: Ring, say: Say): Promise<boolean> {
  const { sealed, shut } = await rotateKeys(db, ring);
  if (shut > 0) throw new StartError(lostKeys(shut));
  say(
    sealed === 0
      ? 'Every token is sealed with the first key. The other keys of TOKEN_KEYS can go.'
      : `Sealed the tokens of ${sealed === 1 ? 'one installation' : `${sealed} installations`} with the first key. The other keys of TOKEN_KEYS can go.`,
  );
  return true;
}

async function forget(db: Database, ring: Ring, say: Say): Promise<boolean> {
  const gone = await forgetLost(db, ring);
  say(
    gone === 0
      ? 'The keys open every token: nothing was removed.'
      : `Removed the tokens of ${gone === 1 ? 'one installation' : `${gone} installations`}. They add the app again at /slack/install.`,
  );
  return true;
}
