import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/database/open.ts';
import { forgetLost, requireKeys, rotateKeys } from '../../../src/features/installations/service/keys.ts';
import { openTokens, sealTokens } from '../../../src/features/installations/service/tokens.ts';
import {
  allInstallations,
  grant,
  installedWorkspaces,
  replaceTokens,
  saveInstallation,
} from '../../../src/features/installations/store.ts';
import { createKeyRing, isKeyRing, newKey, SealError } from '../../../src/key-ring.ts';
import { iso } from '../../../src/time.ts';
import { freshDatabase, onBothDatabases, workOn } from '../../support/database.ts';
import { MONDAY } from '../../support/world.ts';

describe('A key ring', () => {
  it('opens what any of its keys sealed, and nothing that was changed or moved', () => {
    const [older, newer] = [newKey(), newKey()];
    const sealed = createKeyRing(older).seal('xoxb-1', 'T1');
    expect(sealed).not.toContain('xoxb');
    expect(createKeyRing(`${newer}, ${older}`).open(sealed, 'T1')).toBe('xoxb-1');
    expect(() => createKeyRing(newer).open(sealed, 'T1')).toThrow(SealError);
    expect(() => createKeyRing(older).open(sealed, 'T2')).toThrow(SealError);
    for (let at = 0; at < sealed.length; at += 1) {
      const other = sealed[at] === 'A' ? 'B' : 'A';
      const changed = `${sealed.slice(0, at)}${other}${sealed.slice(at + 1)}`;
      // The last character of base64 may hold bits that mean nothing.
      if (at < sealed.length - 1) expect(() => createKeyRing(older).open(changed, 'T1'), String(at)).toThrow(SealError);
    }
    for (const nonsense of ['', '.', 'v1', `${sealed.split('.').slice(0, 2).join('.')}.`, 'x'.repeat(10_000)])
      expect(() => createKeyRing(older).open(nonsense, 'T1'), nonsense.slice(0, 20)).toThrow(SealError);
  });

  it('never seals the same text twice alike', () => {
    const ring = createKeyRing(newKey());
    expect(ring.seal('xoxb-1', 'T1')).not.toBe(ring.seal('xoxb-1', 'T1'));
  });

  it.each(['', ',', 'short', 'A'.repeat(42), `${newKey()},`, 'ä'.repeat(44)])('%j is none', (text) => {
    expect(isKeyRing(text)).toBe(false);
  });
});

onBothDatabases('The tokens of installations', (dialect) => {
  let db: Database;
  const [older, newer] = [newKey(), newKey()];
  const save = (id: string, keys: string) =>
    workOn(
      db,
      MONDAY,
      async (tx) => {
        const sealed_tokens = sealTokens(createKeyRing(keys), id, { token: `xoxb-${id}` });
        const fixed = { name: id, bot_user_id: 'U0APP', is_enterprise: 0, expires_at: null, refreshing_until: null };
        await saveInstallation(tx, { ...fixed, sealed_tokens, installed_at: iso(MONDAY) });
        await grant(tx, id);
      },
      id,
    );

  beforeEach(async () => {
    db = await freshDatabase(dialect);
  });
  afterEach(() => db.close());

  it('move to the newest key once, and open without the older one afterwards', async () => {
    await save('T1', older);
    await save('T2', older);
    await save('T3', newer);
    const both = createKeyRing(`${newer},${older}`);
    expect(await rotateKeys(db, both)).toEqual({ sealed: 2, shut: 0 });
    expect(await rotateKeys(db, both)).toEqual({ sealed: 0, shut: 0 });
    const alone = createKeyRing(newer);
    const all = await allInstallations(db.read);
    const tokens = all.map(({ workspace_id: id, sealed_tokens }) => openTokens(alone, id, sealed_tokens).token);
    expect(tokens).toEqual(['xoxb-T1', 'xoxb-T2', 'xoxb-T3']);
    expect(await requireKeys(db, alone)).toEqual({ shut: 0 });
  });

  it('are told of in one sentence when their key is lost, and can be removed then', async () => {
    await save('T1', older);
    const lost = createKeyRing(newer);
    await expect(requireKeys(db, lost)).rejects.toThrow(
      /^TOKEN_KEYS lacks the key that the tokens of one installation/,
    );
    expect(await rotateKeys(db, lost)).toEqual({ sealed: 0, shut: 1 });
    await save('T2', newer);
    expect(await requireKeys(db, lost)).toEqual({ shut: 1 });
    expect(await forgetLost(db, lost)).toBe(1);
    expect(await installedWorkspaces(db.read)).toEqual(['T2']);
    expect(await forgetLost(db, lost)).toBe(0);
  });

  it('that somebody renewed meanwhile are left as they are', async () => {
    await save('T1', older);
    const [stale] = await allInstallations(db.read);
    await save('T1', newer);
    const [fresh] = await allInstallations(db.read);
    expect(await db.transact((trx) => replaceTokens(trx, stale!, { sealed_tokens: 'other' }))).toBe(false);
    expect((await allInstallations(db.read))[0]).toEqual(fresh);
  });
});
