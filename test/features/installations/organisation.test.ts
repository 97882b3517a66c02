import { expect, it, onTestFinished } from 'vitest';
import { readNews } from '../../../src/features/installations/rules.ts';
import { allInstallations, installedWorkspaces } from '../../../src/features/installations/store.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createMany } from '../../support/many.ts';
import { sender } from '../../support/sender.ts';

const [FIRST, SECOND, ORGANISATION] = ['T0FIRST', 'T0SECOND', 'E0COMPANY'] as const;

/** What Slack sends about a whole organisation. */
const news = (id: string, event: object, more: object = {}) => ({
  type: 'event_callback',
  event_id: id,
  enterprise_id: ORGANISATION,
  authorizations: [{ enterprise_id: ORGANISATION, team_id: null, is_bot: true, is_enterprise_install: true }],
  event,
  ...more,
});

onBothDatabases('An organisation', (dialect) => {
  it('has the app in the workspaces that it gives it to, for as long as it does', async () => {
    const many = await createMany({ dialect });
    onTestFinished(() => many.close());
    const { read } = many.app().deps.db;
    const send = sender(many.app().port, many.slack(FIRST).signingSecret);
    for (const team of [FIRST, SECOND])
      many.slack(team).oauth.organisation = {
        id: ORGANISATION,
        name: 'Company',
        teams: [{ id: FIRST, name: 'First' }],
      };
    const { text } = await many.install(FIRST);
    expect(text).toContain('administration of your organisation');
    expect(await installedWorkspaces(read)).toEqual([FIRST]);
    await many.settle();
    await many.slack(FIRST).people.as('U0ADA').command('/mentor status');
    await many.settle();
    const answers = () =>
      many
        .slack(FIRST)
        .people.as('U0ADA')
        .messages()
        .map((m) => m.text);
    expect(answers().join()).toContain('Nothing is open');
    const asked = many
      .slack(FIRST)
      .traffic.entries()
      .find(({ name }) => name === 'users.list');
    expect(asked?.request).toMatchObject({ team_id: FIRST });

    const granted = news('Ev0GRANT', { type: 'team_access_granted', team_ids: [SECOND] });
    for (let n = 0; n < 2; n += 1) expect(await send.deliver('events_api', granted)).toBe(200);
    expect(await installedWorkspaces(read, ORGANISATION)).toEqual([FIRST, SECOND]);
    const revoked = news('Ev0REVOKE', { type: 'team_access_revoked', team_ids: [FIRST, 'T0NOBODYS'] });
    expect(await send.deliver('events_api', revoked)).toBe(200);
    expect(await installedWorkspaces(read)).toEqual([SECOND]);
    expect(await allInstallations(read)).toHaveLength(1);
    await many.settle();
    const before = answers().length;
    await many.slack(FIRST).people.as('U0ADA').command('/mentor status');
    await many.settle();
    expect(answers()).toHaveLength(before);

    // From before the app was added: it says nothing about now.
    const stale = news('Ev0OLD', { type: 'app_uninstalled' }, { team_id: ORGANISATION, event_time: 1_700_000_000 });
    expect(await send.deliver('events_api', stale)).toBe(200);
    expect(await installedWorkspaces(read)).toEqual([SECOND]);
    expect(await send.deliver('events_api', news('Ev0END', { type: 'app_uninstalled' }))).toBe(200);
    expect(await installedWorkspaces(read)).toEqual([]);
    expect(await allInstallations(read)).toEqual([]);
    const gone = await read.selectFrom('workspace').select('id').where('uninstalled_at', 'is not', null).execute();
    expect(gone.map(({ id }) => id).sort()).toEqual([FIRST, SECOND]);
  });
});

const ADA = 'U0ADA';
const clicked = (n: number, more: object) => ({
  ...{ type: 'block_actions', trigger_id: `1.2.${n}`, team: null, enterprise: { id: ORGANISATION } },
  ...{ user: { id: ADA, team_id: FIRST }, channel: { id: 'C0MENTORING' } },
  actions: [{ type: 'button', action_id: 'requests.find', block_id: 'b', value: 'x' }],
  ...more,
});

it('A click in an organisation is for the workspace that it names anywhere, and for no organisation', async () => {
  const many = await createMany();
  onTestFinished(() => many.close());
  many.slack(FIRST).oauth.organisation = { id: ORGANISATION, name: 'Company', teams: [{ id: FIRST, name: 'First' }] };
  await many.install(FIRST);
  await many.settle();
  const { port } = many.app();
  const send = sender(port, many.slack(FIRST).signingSecret);
  const opened = () => many.slack(FIRST).traffic.calls('views.open').length;
  const shapes = [
    { message: { team: ORGANISATION, ts: '1.1' } },
    { message: { team: ORGANISATION, ts: '1.1' }, team: { id: FIRST }, user: { id: ADA, team_id: ORGANISATION } },
    { view: { id: 'V1', type: 'home', app_installed_team_id: ORGANISATION } },
  ];
  for (const [n, more] of shapes.entries()) {
    expect(await send.deliver('interactive', clicked(n, more))).toBe(200);
    await many.settle();
    expect(opened(), JSON.stringify(more)).toBe(n + 1);
  }
  const nowhere = { message: { team: ORGANISATION, ts: '1.1' }, user: { id: ADA, team_id: ORGANISATION } };
  expect(await send.deliver('interactive', clicked(7, nowhere))).toBe(200);
  await many.settle();
  expect(opened()).toBe(shapes.length);
});

it('A workspace that has the app by itself lets in whom only its organisation names, and asks about strangers', async () => {
  const many = await createMany();
  onTestFinished(() => many.close());
  await many.install(FIRST);
  await many.slack(FIRST).people.add({ id: 'W0WIDE', handle: 'wide', realName: 'Wide Person' });
  await many.settle();
  const send = sender(many.app().port, many.slack(FIRST).signingSecret);
  const opened = () => many.slack(FIRST).traffic.calls('views.open').length;
  const by = (id: string) => ({ team: { id: FIRST }, user: { id, team_id: ORGANISATION } });
  await send.deliver('interactive', clicked(1, by('W0WIDE')));
  await many.settle();
  expect(opened()).toBe(1);
  await send.deliver('interactive', clicked(2, by('W0STRANGER')));
  await many.settle();
  expect(opened()).toBe(1);
});

it('Someone who is kept out of two workspaces under one id is told so in each', async () => {
  const many = await createMany();
  onTestFinished(() => many.close());
  const guest = 'U0OSCAR';
  for (const team of [FIRST, SECOND]) await many.install(team);
  await many.settle();
  for (const team of [FIRST, SECOND]) await many.slack(team).people.as(guest).command('/mentor kubernetes');
  await many.settle();
  const read = (team: string) =>
    many
      .slack(team)
      .people.as(guest)
      .messages()
      .map((m) => m.text);
  for (const team of [FIRST, SECOND]) expect(read(team), team).toEqual([expect.stringMatching(/^Sorry, guests/)]);
});

it('People’s own tokens, and whatever else an event says, are no news of an installation', () => {
  expect(readNews(news('Ev1', { type: 'tokens_revoked', tokens: { oauth: ['U1'], bot: [] } }))).toBeUndefined();
  for (const body of [
    undefined,
    null,
    7,
    '',
    {},
    [],
    news('', { type: 'app_uninstalled' }),
    news('Ev2', { type: 'message' }),
  ])
    expect(readNews(body)).toBeUndefined();
});
