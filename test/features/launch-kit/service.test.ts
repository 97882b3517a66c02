import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Database } from '../../../src/database/open.ts';
import type { Tx } from '../../../src/database/transaction.ts';
import { saveSettings } from '../../../src/features/admin/service/index.ts';
import {
  kitFor,
  launchFailed,
  launchNow,
  launchPosted,
  pieceFor,
  postLaunch,
} from '../../../src/features/launch-kit/service/index.ts';
import { learnPerson } from '../../../src/features/members/service/directory.ts';
import { dataOf, deleteData } from '../../../src/features/privacy/service/index.ts';
import { saveWorkspace } from '../../../src/features/settings/service.ts';
import { freshDatabase, onBothDatabases, workOn } from '../../support/database.ts';

const NOW = Temporal.Instant.from('2026-03-02T10:00:00Z');
const [DEA, EVE, BEN] = ['UDEA', 'UEVE', 'UBEN'];
const PIECE = '1-announcement';

onBothDatabases('The launch kit', (dialect) => {
  let db: Database;
  const now = <T>(unit: (tx: Tx) => Promise<T>, when = NOW) => workOn(db, when, unit);
  const post = (by: string, different = {}, when = NOW) =>
    now((tx) => postLaunch(tx, by, PIECE, { heading: 'Hello', text: 'MINE words', channel: 'C1', ...different }), when);
  const posts = () => db.read.selectFrom('launch_post').selectAll().orderBy('created_at').execute();
  const jobs = () => db.read.selectFrom('job').selectAll().where('kind', '=', 'launch.post').execute();

  beforeEach(async () => {
    db = await freshDatabase(dialect);
    await now(async (tx) => {
      for (const id of [DEA, EVE, BEN]) await learnPerson(tx, { id, real_name: `Name of ${id}`, is_admin: id === DEA });
      await saveWorkspace(tx, 'Harbour', 'UBOT');
      await saveSettings(tx, DEA, { ownerIds: [DEA, EVE], zone: 'Europe/Berlin' });
    });
  });
  afterEach(() => db.close());

  it('fills in the facts of the workspace, for owners only', async () => {
    const { text } = await now((tx) => pieceFor(tx, DEA, PIECE, 'mentoring'));
    expect(text).toContain('digest in #mentoring:');
    expect(text).toContain('Name of UDEA is glad to hear');
    expect((await now((tx) => pieceFor(tx, DEA, PIECE, undefined))).text).toContain('in a channel that we’ll name:');
    await expect(now((tx) => pieceFor(tx, BEN, PIECE, undefined))).rejects.toThrow('for the owners and admins');
    await expect(now((tx) => kitFor(tx, BEN))).rejects.toThrow('for the owners and admins');
    await expect(post(BEN)).rejects.toThrow('for the owners and admins');
    await expect(now((tx) => pieceFor(tx, DEA, '../secrets', undefined))).rejects.toThrow('no longer there');
  });

  it('posts a text once a day and channel, also when two owners press at the same time', async () => {
    const answers = await Promise.all([DEA, EVE, DEA, EVE].map((by) => post(by)));
    expect(answers.filter((answer) => answer === undefined)).toHaveLength(1);
    expect(answers.filter((answer) => answer?.includes('today already'))).toHaveLength(3);
    expect(await jobs()).toHaveLength(1);
    expect(await post(EVE, { channel: 'C2' })).toBeUndefined();
    expect(await post(EVE, {}, NOW.add({ hours: 24 }))).toBeUndefined();
    expect(await jobs()).toHaveLength(3);
  });

  it('can be posted again after its channel refused it, and whoever posted it hears why', async () => {
    await post(EVE);
    const [first] = await posts();
    await now((tx) => launchFailed(tx, first!.id, 'not_in_channel'));
    await now((tx) => launchFailed(tx, first!.id, 'not_in_channel'));
    expect(await now((tx) => launchNow(tx, first!.id))).toBeUndefined();
    const told = await db.read.selectFrom('prompt').selectAll().where('kind', '=', 'launch.refused').execute();
    expect(told.map((p) => p.member_id)).toEqual([EVE]);
    expect(await post(DEA)).toBeUndefined();
    expect((await now((tx) => kitFor(tx, DEA)))[0]?.last).toMatchObject({ channel: 'C1', by: DEA });
  });

  it('keeps no words once Slack has them, and no name of somebody who has their data deleted', async () => {
    await post(EVE);
    const [first] = await posts();
    expect(await now((tx) => dataOf(tx, EVE))).toContain('MINE words');
    await now((tx) => launchPosted(tx, first!.id));
    expect(await posts()).toMatchObject([{ state: 'posted', heading: '', body: '' }]);
    await post(EVE, { channel: 'C2' });
    await now((tx) => deleteData(tx, EVE));
    expect(JSON.stringify(await posts())).not.toMatch(/MINE|UEVE/);
    expect((await now((tx) => kitFor(tx, DEA)))[0]?.last?.by).toBeUndefined();
  });
});
