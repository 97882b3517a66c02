import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSlack, type Slack } from '../sandbox/slack/server.ts';
import { systemClock } from '../src/clock.ts';
import { openDatabase, openTool } from '../src/database/open.ts';
import type { JobTable } from '../src/jobs/tables.ts';
import { iso } from '../src/time.ts';

const program = new URL('../bin/bitewise.js', import.meta.url).pathname;
const sandboxProgram = new URL('../bin/sandbox.js', import.meta.url).pathname;

let slack: Slack;
let folder: string;
beforeAll(async () => {
  slack = await createSlack();
  folder = mkdtempSync(join(tmpdir(), 'bitewise-main-'));
});
afterAll(async () => {
  await slack.close();
  rmSync(folder, { recursive: true, force: true });
});

type Ended = { code: number | null; out: string; err: string };

/** Runs a command with nothing in its environment but the given settings. */
function run(
  words: string[],
  settings: Record<string, string | undefined>,
  nodeOptions: string[] = [],
  file = program,
): Promise<Ended> {
  return new Promise((resolve) => {
    const env = { PATH: process.env.PATH, ...settings };
    const child = spawn(process.execPath, [...nodeOptions, file, ...words], { env, cwd: folder });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk) => {
      out += chunk;
      // A command that gets as far as being ready has started.
      if (out.includes('Bitewise is ready')) child.kill('SIGTERM');
    });
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

const envLines = (settings: Record<string, string>) =>
  Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');

const good = () => ({
  SLACK_BOT_TOKEN: slack.botToken,
  SLACK_SIGNING_SECRET: slack.signingSecret,
  SLACK_API_URL: slack.apiUrl,
  DATABASE_URL: `file:${join(folder, 'good.db')}`,
  PORT: '0',
});

/** One sentence or a few, and nothing that looks like a stack. */
const expectSentence = ({ code, err }: Ended) => {
  expect(code).toBe(1);
  expect(err.trim().split('\n')).toHaveLength(1);
  expect(err).not.toMatch(/\n\s+at |Error:|node:internal/);
};

describe('A start that cannot succeed ends with one clear sentence', () => {
  it('names a setting that is wrong in .env', async () => {
    const file = join(folder, '.env');
    writeFileSync(file, 'SLACK_BOT_TOKEN="nonsense"\n');
    const ended = await run(['start'], {}).finally(() => rmSync(file));
    expectSentence(ended);
    expect(ended.err).toMatch(/SLACK_BOT_TOKEN.*xoxb-/);
  });

  it('says so when .env is a folder', async () => {
    const file = join(folder, '.env');
    mkdirSync(file);
    const ended = await run(['start'], {}).finally(() => rmSync(file, { recursive: true }));
    expectSentence(ended);
    expect(ended.err).toContain('.env');
  });

  it('names every missing setting', async () => {
    const ended = await run(['start'], {});
    expectSentence(ended);
    expect(ended.err).toMatch(/SLACK_BOT_TOKEN is missing.*SLACK_APP_TOKEN.*SLACK_SIGNING_SECRET/);
  });

  it('names every malformed setting at once', async () => {
    const settings = {
      SLACK_BOT_TOKEN: 'xoxp-1',
      SLACK_APP_TOKEN: 'nonsense',
      PORT: '99999',
      DATABASE_URL: 'mysql://x',
      HOST: 'http://here',
      LOG_LEVEL: 'loud',
      SLACK_API_URL: 'here',
    };
    const ended = await run(['start'], settings);
    expectSentence(ended);
    for (const name of Object.keys(settings)) expect(ended.err).toContain(name);
    expect(ended.err).not.toContain('xoxp-1');
  });

  it('says that the token is not accepted', async () => {
    const ended = await run(['start'], { ...good(), SLACK_BOT_TOKEN: 'xoxb-somebody-elses' });
    expectSentence(ended);
    expect(ended.err).toMatch(/Slack doesn’t accept SLACK_BOT_TOKEN \(invalid_auth\)/);
  });

  it('says that the address to listen on is not one of this machine', async () => {
    const ended = await run(['start'], { ...good(), HOST: '192.0.2.1' });
    expectSentence(ended);
    expect(ended.err).toContain('HOST is no address of this machine');
  });

  it('says that Slack cannot be reached', async () => {
    const ended = await run(['start'], { ...good(), SLACK_API_URL: 'http://127.0.0.1:9/api/' });
    expectSentence(ended);
    expect(ended.err).toMatch(/Slack can’t be reached at http:\/\/127\.0\.0\.1:9/);
  });

  it('says that the app token is not accepted', async () => {
    const ended = await run(['start'], { ...good(), SLACK_APP_TOKEN: 'xapp-somebody-elses' });
    expectSentence(ended);
  });

  it('says that the database cannot be written, or reached', async () => {
    const unwritable = await run(['start'], { ...good(), DATABASE_URL: 'file:/dev/null/x.db' });
    expectSentence(unwritable);
    expect(unwritable.err).toMatch(/can’t be opened or written/);
    const unreachable = await run(['start'], { ...good(), DATABASE_URL: 'postgres://a:b@127.0.0.1:9/c' });
    expectSentence(unreachable);
    expect(unreachable.err).toMatch(/PostgreSQL database can’t be reached/);
  });

  it('says that the database is in use', async () => {
    const url = `file:${join(folder, 'held.db')}`;
    const held = await openDatabase(url, systemClock);
    const ended = await run(['start'], { ...good(), DATABASE_URL: url });
    await held.close();
    expectSentence(ended);
    expect(ended.err).toMatch(/already uses/);
  });

  it.each(['SLACK_SIGNING_SECRET', 'SLACK_APP_TOKEN'] as const)(
    'says that the port is in use, with %s',
    async (name) => {
      const other = createServer();
      await new Promise<void>((resolve) => other.listen(0, () => resolve()));
      const address = other.address();
      const port = String(typeof address === 'object' ? address?.port : 0);
      const settings = { ...good(), SLACK_SIGNING_SECRET: undefined, PORT: port };
      const secret = name === 'SLACK_APP_TOKEN' ? slack.appToken : slack.signingSecret;
      const ended = await run(['start'], { ...settings, [name]: secret });
      other.close();
      expectSentence(ended);
      expect(ended.err).toContain(`Port ${port} is already in use`);
    },
  );

  it('says that the folder of the database cannot be made', async () => {
    const ended = await run(['start'], { ...good(), DATABASE_URL: 'file:/proc/none/x.db' });
    expectSentence(ended);
    expect(ended.err).toMatch(/\/proc\/none\/x\.db can’t be opened or written/);
  });

  it('says that the database is newer than the code, with every command; the doctor too', async () => {
    const settings = { ...good(), DATABASE_URL: `file:${join(folder, 'newer.db')}` };
    await run(['migrate'], settings);
    const db = await openTool(settings.DATABASE_URL, systemClock);
    await sql`insert into kysely_migration (name, timestamp) values ('9999-later', '2030-01-01')`.execute(db.read);
    await db.close();
    for (const command of [['start'], ['migrate'], ['jobs'], ['buddies', 'import', program]]) {
      const ended = await run(command, settings);
      expectSentence(ended);
      expect(ended.err).toMatch(/newer version of Bitewise \(it has 9999-later\)/);
    }
    const examined = await run(['doctor'], settings);
    expect(examined.code).toBe(1);
    expect(examined.out).toMatch(/WRONG .*newer version of Bitewise/);
    expect(examined.out).not.toContain('All is well');
  });

  it('says which Node it needs', async () => {
    const older = 'data:text/javascript,Object.defineProperty(process.versions,"node",{value:"20.20.2"})';
    const ended = await run(['start'], good(), ['--import', older]);
    expectSentence(ended);
    expect(ended.err).toMatch(/needs Node 26 or newer, and this is Node 20\.20\.2/);
  });

  it('says which commands there are', async () => {
    const ended = await run(['dance'], good());
    expectSentence(ended);
    expect(ended.err).toContain('start, migrate, doctor, jobs');
  });
});

describe('The commands', () => {
  it('start, and stop on SIGTERM with exit code 0', async () => {
    const ended = await run(['start'], good());
    expect(ended).toMatchObject({ code: 0, err: '' });
    expect(ended.out).not.toContain(slack.botToken);
  });

  it('doctor, which reads .env as every command does; the real environment wins, but not an empty variable', async () => {
    const file = join(folder, '.env');
    writeFileSync(file, envLines({ ...good(), SLACK_BOT_TOKEN: 'xoxb-of-the-file' }));
    const env = { SLACK_BOT_TOKEN: slack.botToken, SLACK_SIGNING_SECRET: '' };
    await run(['migrate'], env);
    const ended = await run(['doctor'], env).finally(() => rmSync(file));
    expect(ended).toMatchObject({ code: 0, err: '' });
    expect(ended.out).toContain('All is well');
  });

  it('migrate twice, the second time with nothing to do; and jobs, neither of which needs Slack', async () => {
    const settings = { DATABASE_URL: `file:${join(folder, 'migrated.db')}` };
    expect((await run(['migrate'], settings)).out).toContain('0001-core');
    expect((await run(['migrate'], settings)).out).toContain('up to date');
    expect((await run(['jobs'], settings)).out).toContain('No job is in trouble');
  });

  it('doctor finds an old schema, says that all is well, and tells both to programs', async () => {
    const settings = { ...good(), DATABASE_URL: `file:${join(folder, 'examined.db')}` };
    await run(['migrate'], settings);
    const db = await openTool(settings.DATABASE_URL, systemClock);
    await sql`delete from kysely_migration where name = '0001-core'`.execute(db.read);
    await db.close();
    const before = await run(['doctor', '--json'], settings);
    expect(before.code).toBe(1);
    const told = JSON.parse(before.out);
    expect(told.healthy).toBe(false);
    const wrong = told.findings.filter(({ ok }: { ok: boolean }) => !ok);
    expect(wrong).toEqual([{ ok: false, text: expect.stringContaining('The database lacks 0001-core') }]);
    await run(['migrate'], good());
    const after = await run(['doctor'], good());
    expect(after.out).toMatch(/All is well/);
    expect(after.code).toBe(0);
    expectSentence(await run(['doctor', 'please'], good()));
  });

  it('doctor comes before the first start, and makes nothing', async () => {
    const path = join(folder, 'yet-to-come.db');
    const ended = await run(['doctor'], { ...good(), DATABASE_URL: `file:${path}` });
    expect(ended.code).toBe(0);
    expect(ended.out).toContain('ok    There’s no database yet: the first start of the app makes it.');
    expect(existsSync(path)).toBe(false);
  });

  it('doctor tells a token that Slack refuses from a Slack that it cannot reach', async () => {
    const refused = await run(['doctor'], { ...good(), SLACK_BOT_TOKEN: 'xoxb-somebody-elses' });
    expect(refused.out).toMatch(
      /WRONG Slack doesn’t accept SLACK_BOT_TOKEN \(invalid_auth\)\. Copy the bot token again/,
    );
    const silent = await run(['doctor'], { ...good(), SLACK_API_URL: 'http://127.0.0.1:9/api/' });
    expect(silent.out).toContain('WRONG Slack can’t be reached at http://127.0.0.1:9/api/');
    expect(silent.out).not.toMatch(/doesn’t accept|SLACK_(BOT|APP)_TOKEN/);
  });

  it('doctor tells whether the app is at work, and not that another program is', async () => {
    const other = createServer((_req, res) => void res.end('hello'));
    await new Promise<void>((resolve) => other.listen(0, () => resolve()));
    const address = other.address();
    const port = String(typeof address === 'object' ? address?.port : 0);
    const ended = await run(['doctor'], { ...good(), PORT: port });
    other.close();
    expect(ended.code).toBe(1);
    expect(ended.out).toContain(`WRONG Another program listens on port ${port}`);
  });

  it('doctor counts the jobs that are due, late, unknown and dead, by kind', async () => {
    const settings = { ...good(), DATABASE_URL: `file:${join(folder, 'troubled.db')}` };
    await run(['migrate'], settings);
    const db = await openTool(settings.DATABASE_URL, systemClock);
    const now = systemClock.now();
    const fresh = { workspace_id: 'T1', kind: 'test.job', payload: '{}', attempt: 0, failures: 0, phase: 0 };
    const job = (key: string, at: Temporal.Instant, more: Partial<JobTable> = {}) => {
      return { ...fresh, id: key, key, due_at: iso(at), run_at: iso(at), ...more };
    };
    const late = now.subtract({ minutes: 10 });
    const over = { finished_at: iso(now) };
    await db.read
      .insertInto('job')
      .values([
        job('due', now, { kind: 'test.other' }),
        job('late', late),
        job('dead', late, { ...over, outcome: 'dead' }),
        job('unknown', late, { ...over, outcome: 'unknown' }),
      ])
      .execute();
    await db.close();
    const { code, out } = await run(['doctor'], settings);
    expect(code).toBe(1);
    expect(out).toMatch(/WRONG Jobs test.job: 1 due, 1 more than five minutes late, 1 unknown, 1 dead\..*npm run jobs/);
    expect(out).toMatch(/ok {4}Jobs test.other: 1 due, 0 more/);
  });

  it('jobs lists those in trouble and refuses what is no id', async () => {
    await run(['migrate'], good());
    expect((await run(['jobs'], good())).out).toContain('No job is in trouble');
    const empty = { ...good(), DATABASE_URL: `file:${join(folder, 'empty.db')}` };
    expectSentence(await run(['jobs'], empty));
    expectSentence(await run(['jobs', 'retry', 'x'], good()));
    expectSentence(await run(['jobs', 'retry', '00000000-0000-4000-8000-000000000000'], good()));
  });
});

describe('The sandbox that cannot start', () => {
  const sandbox = async (port: string) => {
    const temporary = mkdtempSync(join(folder, 'tmp-'));
    const ended = await run([], { SANDBOX_PORT: port, TMPDIR: temporary }, [], sandboxProgram);
    return { ...ended, left: readdirSync(temporary) };
  };

  it.each(['abc', '0', '70000', '-1', '4300.5'])('says which ports there are, when it is given %s', async (port) => {
    const ended = await sandbox(port);
    expectSentence(ended);
    expect(ended.err).toContain('SANDBOX_PORT must be a number from 1 to 65535');
    expect(ended.left).toEqual([]);
  });

  it('says that its port is taken, and leaves no folder behind', async () => {
    const ended = await sandbox(new URL(slack.url).port);
    expectSentence(ended);
    expect(ended.err).toContain('is in use. Choose another');
    expect(ended.left).toEqual([]);
  });
});
