import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { insertRows } from '../../../src/database/insert-rows.ts';
import { profileForm } from '../../../src/features/members/rules/profile.ts';
import { saveProfile } from '../../../src/features/members/service/profile.ts';
import { getMember } from '../../../src/features/members/service.ts';
import { giveThanks } from '../../../src/features/recognition/service/index.ts';
import { iso } from '../../../src/time.ts';
import { type Dialect, dialects, freshDatabaseUrl } from '../../support/database.ts';
import { saidIn } from '../../support/dm.ts';
import { filledForm } from '../../support/members.ts';
import { createWorld, type World } from '../../support/world.ts';

const program = new URL('../../../bin/bitewise.js', import.meta.url).pathname;
const [ADA, BRAM] = ['U0ADA', 'U0BRAM'];

type Ended = { code: number | null; out: string; err: string };

describe.each(dialects)('npm run privacy, as a process beside the running app (%s)', (dialect: Dialect) => {
  let world: World;
  let folder: string;
  let databaseUrl: string;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'bitewise-privacy-'));
    databaseUrl = dialect === 'sqlite' ? `file:${join(folder, 'app.db')}` : await freshDatabaseUrl(dialect);
    // The tool goes by the machine's clock.
    world = await createWorld({ databaseUrl, at: Temporal.Now.instant() });
    await world.as(ADA).openHome();
    await world.as(BRAM).openHome();
    await world.settle();
    await world.work(async (tx) => {
      await giveThanks(tx, { giverId: ADA, receiverId: BRAM, words: `MINE ${'thanks '.repeat(5)}`, isPublic: false });
      await saveProfile(tx, BRAM, profileForm.parse(filledForm({ blocked: ['U0SECRET'] })));
    });
  });
  afterEach(async () => {
    await world.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function run(words: string[], more: Record<string, string> = {}): Promise<Ended> {
    const env = {
      PATH: process.env.PATH,
      SLACK_BOT_TOKEN: world.slack.botToken,
      SLACK_SIGNING_SECRET: world.slack.signingSecret,
      SLACK_API_URL: world.slack.apiUrl,
      DATABASE_URL: databaseUrl,
      ...more,
    };
    return new Promise((resolve) => {
      const child = spawn(process.execPath, [program, 'privacy', ...words], { env, cwd: folder });
      let [out, err] = ['', ''];
      child.stdout.on('data', (chunk) => {
        out += chunk;
      });
      child.stderr.on('data', (chunk) => {
        err += chunk;
      });
      child.on('close', (code) => resolve({ code, out, err }));
    });
  }

  it('exports what is kept about somebody as JSON, and changes nothing', async () => {
    const { code, out, err } = await run(['export', ADA]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const file = JSON.parse(out);
    expect(file).toMatchObject({ profile: { id: ADA, name: 'Ada Okafor' } });
    expect(out).toContain('MINE');
    expect(out).not.toContain('U0SECRET');
    expect(await world.work((tx) => getMember(tx, ADA))).toMatchObject({ name: 'Ada Okafor', erasedAt: undefined });
  });

  it('erases somebody, with the app’s messages about them, and says so again when it is asked again', async () => {
    const bram = world.as(BRAM);
    const channel = bram.appDm();
    await world.app().deps.workspace.slack.chat.postMessage({ channel, text: 'Ada Okafor would like your help' });
    const first = await run(['erase', ADA]);
    expect(first).toEqual({
      code: 0,
      err: '',
      out: `Deleted: what the database kept about ${ADA}.\nThe app’s messages about them in Slack are edited.\n`,
    });
    expect(
      bram
        .messages()
        .map((m) => `${m.text} ${saidIn(m.blocks)}`)
        .join('\n'),
    ).not.toContain('Ada Okafor');
    expect((await world.work((tx) => getMember(tx, ADA)))?.erasedAt).toBeDefined();
    const again = await run(['erase', ADA]);
    expect(again.out).toMatch(/^Deleted again/);
    // What the running app still had planned for it finds nothing left to do.
    await world.settle(120);
    const dead = await world
      .app()
      .deps.db.read.selectFrom('job')
      .select(['kind', 'error'])
      .where('outcome', '=', 'dead');
    expect(await dead.where('kind', 'like', 'privacy.%').execute()).toEqual([]);
  });

  it('leaves the messages to the app where Slack does not answer it', async () => {
    const away = { SLACK_API_URL: 'http://127.0.0.1:9/api/' };
    const { code, out } = await run(['erase', ADA], away);
    expect(code).toBe(0);
    expect(out).toMatch(/couldn’t be edited yet .*The app goes on with it when it runs\./);
    await world.settle(120);
    expect(await world.app().deps.db.read.selectFrom('erasure').selectAll().execute()).toEqual([]);
  });

  it('takes somebody of another workspace in the same database for just what is kept of them there', async () => {
    await world.app().deps.db.transact(async (db) => {
      const common = { bot_user_id: 'UBOT2', settings: '{}', created_at: iso(world.clock.now()) };
      await insertRows(db, 'workspace', [{ id: 'T0OTHER', name: 'Elsewhere', ...common }] as never);
      const [ada] = await db.selectFrom('member').selectAll().where('id', '=', ADA).execute();
      await insertRows(db, 'member', [{ ...ada!, id: 'U0ELSEWHERE', workspace_id: 'T0OTHER', name: 'Else Where' }]);
    });
    const { code, out } = await run(['export', 'U0ELSEWHERE']);
    expect(code).toBe(0);
    expect(JSON.parse(out).profile).toMatchObject({ id: 'U0ELSEWHERE', name: 'Else Where' });
    expect(out).not.toContain('Ada Okafor');
    await run(['erase', 'U0ELSEWHERE'], { SLACK_API_URL: 'http://127.0.0.1:9/api/' });
    const rows = await world.app().deps.db.read.selectFrom('member').select(['id', 'name', 'erased_at']).execute();
    expect(rows.find((row) => row.id === 'U0ELSEWHERE')).toMatchObject({ name: 'A colleague' });
    expect(rows.find((row) => row.id === ADA)).toMatchObject({ name: 'Ada Okafor', erased_at: null });
  });

  it('answers anything else with a sentence, and deletes nothing', async () => {
    const cases: [string[], RegExp][] = [
      [[], /npm run privacy -- export <user id>/],
      [['export'], /npm run privacy -- export <user id>/],
      [['forget', ADA], /npm run privacy -- export <user id>/],
      [['erase', ADA, BRAM], /npm run privacy -- export <user id>/],
      [['export', 'U0NOBODY'], /^Nothing is kept about U0NOBODY\. A user id looks like U012ABCDEF\.$/],
      [['erase', 'U0NOBODY'], /^Nothing is kept about U0NOBODY/],
      [['erase', "x' or '1'='1"], /^Nothing is kept about/],
      [['erase', '%'], /^Nothing is kept about %/],
      [['export', 'Ada Okafor'], /^Nothing is kept about Ada Okafor/],
    ];
    const ended = await Promise.all(cases.map(([words]) => run(words)));
    for (const [nth, [, sentence]] of cases.entries()) {
      const { code, out, err } = ended[nth]!;
      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(err.trim().split('\n')).toHaveLength(1);
      expect(err.trim()).toMatch(sentence);
    }
    expect((await world.work((tx) => getMember(tx, ADA)))?.erasedAt).toBeUndefined();
  });
});
