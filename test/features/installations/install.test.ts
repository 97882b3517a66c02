import { expect, it, onTestFinished } from 'vitest';
import { allInstallations, installedWorkspaces } from '../../../src/features/installations/store.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createMany, type ManyOptions } from '../../support/many.ts';

const [FIRST, SECOND] = ['T0FIRST', 'T0SECOND'] as const;

async function given(options: ManyOptions = {}) {
  const many = await createMany(options);
  onTestFinished(() => many.close());
  return many;
}

type Many = Awaited<ReturnType<typeof given>>;

/** What the app has said to somebody, as they read it. */
const readBy = (many: Many, team: string, id: string) =>
  many
    .slack(team)
    .people.as(id)
    .messages()
    .map((m) => JSON.stringify(m.blocks ?? m.text));

const calls = (many: Many, team: string) =>
  many
    .slack(team)
    .traffic.entries()
    .filter(({ direction }) => direction === 'from-app').length;

onBothDatabases('Adding the app to workspaces', (dialect) => {
  it('makes it work in each, and in no other', async () => {
    const many = await given({ dialect });
    expect(await many.install(FIRST)).toMatchObject({ status: 200, text: expect.stringContaining('/mentor') });
    await many.settle();
    await many.slack(FIRST).people.as('U0ADA').command('/mentor status');
    await many.slack(SECOND).people.as('U0ADA').command('/mentor status');
    await many.settle();
    expect(readBy(many, FIRST, 'U0ADA').join()).toContain('Nothing is open');
    expect(readBy(many, SECOND, 'U0ADA')).toEqual([]);
    expect(calls(many, SECOND)).toBe(0);
    await many.install(SECOND);
    await many.slack(SECOND).people.as('U0ADA').command('/mentor status');
    await many.settle();
    expect(readBy(many, SECOND, 'U0ADA').join()).toContain('Nothing is open');
    const rows = await allInstallations(many.app().deps.db.read);
    expect(rows.map((row) => row.workspace_id)).toEqual([FIRST, SECOND]);
    expect(JSON.stringify(rows)).not.toMatch(/xox[bep]/);
  });

  it('twice keeps one installation, with the newer token', async () => {
    const many = await given({ dialect });
    await many.install(FIRST);
    const [before] = await allInstallations(many.app().deps.db.read);
    await many.install(FIRST);
    const after = await allInstallations(many.app().deps.db.read);
    expect(after).toHaveLength(1);
    expect(after[0]?.sealed_tokens).not.toBe(before?.sealed_tokens);
    expect(await installedWorkspaces(many.app().deps.db.read)).toEqual([FIRST]);
  });

  it('cancelled half-way, or with a state that was used, is old, or is somebody else’s, changes nothing', async () => {
    const many = await given({ dialect });
    const { cookie, address } = await many.openInstall();
    const cancelled = await many.comeBack(await many.agree(address, FIRST, '&deny=1'), cookie);
    expect(cancelled).toMatchObject({ status: 200, text: expect.stringContaining('You cancelled') });
    const other = await many.openInstall();
    const back = await many.agree(other.address, FIRST);
    expect(await many.comeBack(back, cookie)).toMatchObject({
      status: 400,
      text: expect.stringContaining('Start again'),
    });
    expect(await many.comeBack(back, '')).toMatchObject({ status: 400 });
    expect(await installedWorkspaces(many.app().deps.db.read)).toEqual([]);
    expect(await many.comeBack(back, other.cookie)).toMatchObject({ status: 200 });
    const fresh = new URL(await many.agree(address, SECOND)).searchParams.get('code') ?? '';
    const replayed = new URL(back);
    replayed.searchParams.set('code', fresh);
    expect(await many.comeBack(replayed.href, other.cookie)).toMatchObject({ status: 400 });
    const old = await many.openInstall();
    many.clock.moveTo(many.clock.now().add({ minutes: 11 }));
    expect(await many.comeBack(await many.agree(old.address, SECOND), old.cookie)).toMatchObject({ status: 400 });
    expect(await installedWorkspaces(many.app().deps.db.read)).toEqual([FIRST]);
  });

  it.each(['app_uninstalled', 'tokens_revoked'] as const)(
    'ends with %s at once, and with its data in thirty days',
    async (how) => {
      const many = await given({ dialect });
      for (const team of [FIRST, SECOND]) await many.install(team);
      await many.settle();
      await many.slack(FIRST).takeOut(how);
      await many.settle();
      const { read } = many.app().deps.db;
      expect(await installedWorkspaces(read)).toEqual([SECOND]);
      expect((await allInstallations(read)).map((row) => row.workspace_id)).toEqual([SECOND]);
      const before = calls(many, FIRST);
      const jobs = () => read.selectFrom('job').selectAll().where('workspace_id', '=', FIRST).orderBy('id').execute();
      const held = await jobs();
      expect(held.length).toBeGreaterThan(0);
      await many
        .slack(FIRST)
        .people.as('U0ADA')
        .command('/mentor status')
        .catch(() => {});
      await many.travel({ hours: 24 * 29 });
      expect(calls(many, FIRST)).toBe(before);
      expect(await jobs()).toEqual(held);
      await many.travel({ hours: 49 });
      expect(await jobs()).toEqual([]);
      expect(await read.selectFrom('member').select('id').where('workspace_id', '=', FIRST).execute()).toEqual([]);
      expect((await read.selectFrom('workspace').select('id').execute()).map(({ id }) => id)).toEqual([SECOND]);
      await many.install(FIRST);
      await many.slack(FIRST).people.as('U0ADA').command('/mentor status');
      await many.settle();
      expect(readBy(many, FIRST, 'U0ADA').join()).toContain('Nothing is open');
    },
  );

  it('with tokens that end renews them in time, once', async () => {
    const many = await given({ dialect });
    many.slack(FIRST).oauth.rotates = true;
    await many.install(FIRST);
    await many.settle();
    const tokens = () => many.slack(FIRST).oauth.granted.size;
    expect(tokens()).toBe(1);
    for (let n = 0; n < 4; n += 1) {
      await many.travel({ hours: 13 });
      await many.slack(FIRST).people.as('U0ADA').command('/mentor status');
      await many.settle();
    }
    expect(tokens()).toBeGreaterThan(3);
    expect(many.slack(FIRST).oauth.refresh.size).toBe(1);
    expect(readBy(many, FIRST, 'U0ADA').join()).toContain('Nothing is open');
    const refused = many
      .slack(FIRST)
      .traffic.entries()
      .filter((one) => /token_expired|invalid_refresh/.test(JSON.stringify(one.response)));
    expect(refused).toEqual([]);
  });
});
